import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene } from '../../test/circulation-scene.ts';
import { makeItem, makePatron } from '../../test/factories.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { listLines, queueRun } from '../jobs/jobs.queries.ts';
import type { NoticeEvent } from '../notices/notice-events.ts';
import { toTimestamp } from '../platform/clock.ts';
import { automaticRenewalJob } from './automatic-renewal.service.ts';

const s = await createScene();
let told: NoticeEvent[] = [];
beforeEach(async () => {
  told = [];
  await s.clear();
  await s.policy('isAutoRenewed', true);
});
afterEach(() => s.assertSound());
after(() => s.close());

const LAST_DAY = '2026-03-23T06:00:00Z';
const DUE = '2026-03-23T22:59:00.000Z';
const RENEWED = '2026-04-13T21:59:00.000Z';

const run = async (at: string) => {
  s.now = Temporal.Instant.from(at);
  const context = { ...s.context, queueNotice: async (_trx: unknown, event: NoticeEvent) => void told.push(event) };
  return runIfDue(context, automaticRenewalJob);
};
const counts = async (at: string) => (await run(at))?.state.counts;
const runAgain = async (at: string) => {
  await queueRun(s.db, { name: automaticRenewalJob.name, now: toTimestamp(s.now) });
  return counts(at);
};
const loan = async () => {
  const row = await s.db.selectFrom('loans').selectAll().executeTakeFirstOrThrow();
  return [row.due_at, row.renewals];
};
const lend = async () => assert.equal((await s.lend()).statusCode, 201);

describe('automatic renewal (rule 15)', () => {
  it('renews a loan on its last day and not before, tells the reader, and says so in the log', async () => {
    await lend();
    assert.deepEqual(await counts('2026-03-22T06:00:00Z'), {});
    const done = await run(LAST_DAY);
    assert.deepEqual([done?.state.counts, await loan()], [{ renewed: 1 }, [RENEWED, 1]]);
    const { kind, ...event } = told[0]!;
    const { id } = await s.db.selectFrom('loans').select('id').executeTakeFirstOrThrow();
    const reader = { patronId: s.readerId, branchId: s.branchId };
    assert.deepEqual(
      [kind, event],
      ['auto_renewal', { ...reader, loanId: id, dueAt: RENEWED, isRenewed: true, refusals: [] }],
    );
    const [audit] = (await s.get('/audit?action=loan.renew', 'administrator')).json().items;
    assert.deepEqual([audit.actorKind, audit.after.loan.dueAt], ['system', RENEWED]);
    const [line] = await listLines(s.db, done!.id, { limit: 5 });
    assert.deepEqual([line?.outcome, line?.detail['loanId']], ['renewed', id]);
  });

  it('does nothing where the policy does not say so', async () => {
    await s.policy('isAutoRenewed', false);
    await lend();
    assert.deepEqual(await counts(LAST_DAY), {});
    assert.deepEqual(await loan(), [DUE, 0]);
  });

  const ends: [string, string, unknown[]][] = [
    ['renews on the last day of automatic renewals', '2026-03-23', [RENEWED, 1]],
    ['does not renew on the day after', '2026-03-22', [DUE, 0]],
  ];
  for (const [title, noAutoRenewalAfter, expected] of ends) {
    it(title, async () => {
      await s.policy('noAutoRenewalAfter', noAutoRenewalAfter);
      await lend();
      await run(LAST_DAY);
      assert.deepEqual(await loan(), expected);
    });
  }

  it('refuses for every reason that a reader’s own renewal has, once a reason, and tells it', async () => {
    await s.policy('maxRenewals', 0);
    await lend();
    assert.equal((await s.hold(s.otherReaderId)).statusCode, 201);
    const done = await run(LAST_DAY);
    assert.deepEqual([done?.status, done?.state.counts, await loan()], ['done', { refused: 1 }, [DUE, 0]]);
    const refusals = ['too_many', 'on_hold'];
    const [line] = await listLines(s.db, done!.id, { limit: 5 });
    assert.deepEqual([line?.outcome, line?.detail['refusals']], ['refused', refusals]);
    assert.deepEqual(
      told.map((event) => 'refusals' in event && event.refusals),
      [refusals],
    );

    assert.deepEqual(await runAgain(LAST_DAY), { still_refused: 1 });
    await s.policy('maxRenewals', 1);
    assert.deepEqual(await counts('2026-03-24T06:00:00Z'), { refused: 1 });
    assert.deepEqual(
      told.map((event) => 'refusals' in event && event.refusals),
      [refusals, ['on_hold']],
    );
  });

  it('tries again the next night what was refused', async () => {
    await s.policy('maxRenewals', 0);
    await lend();
    await run(LAST_DAY);
    await s.policy('maxRenewals', 1);
    assert.deepEqual(await counts('2026-03-24T06:00:00Z'), { renewed: 1 });
    assert.deepEqual(await loan(), ['2026-04-14T21:59:00.000Z', 1]);
  });

  it('does not use a renewal up that gains nothing', async () => {
    await s.db.updateTable('patrons').set({ expires_on: '2026-03-23' }).where('id', '=', s.readerId).execute();
    await lend();
    assert.deepEqual(await counts(LAST_DAY), { unchanged: 1 });
    assert.deepEqual([await loan(), told], [[DUE, 0], []]);
    await s.db.updateTable('patrons').set({ expires_on: '2030-12-31' }).where('id', '=', s.readerId).execute();
  });

  it('renews a short loan once a day, however often it runs', async () => {
    await s.policy('loanUnit', 'hour');
    await s.policy('loanPeriod', 2);
    await lend();
    assert.deepEqual(await counts('2026-03-02T10:00:00Z'), { renewed: 1 });
    const once = await loan();
    assert.deepEqual(await runAgain('2026-03-02T10:00:00Z'), {});
    assert.deepEqual(await loan(), once);
  });

  it('makes up for three days of downtime, once', async () => {
    await lend();
    await run('2026-03-22T06:00:00Z');
    assert.deepEqual(await counts('2026-03-25T06:00:00Z'), { renewed: 1 });
    assert.deepEqual(await loan(), ['2026-04-15T21:59:00.000Z', 1]);
    assert.equal(await run('2026-03-25T07:00:00Z'), null);
  });

  it('leaves returned loans and other branches alone', async () => {
    await lend();
    await s.takeBack();
    const other = { record_id: s.recordId, item_type_id: s.typeId, home_branch_id: s.otherBranchId, barcode: 'ELSE' };
    await makeItem(s.db, other);
    const patronId = await makePatron(s.db);
    assert.equal((await s.lend({ patronId, barcode: 'ELSE', branchId: s.otherBranchId })).statusCode, 201);
    const done = await run(LAST_DAY);
    assert.deepEqual(done?.state.counts, { renewed: 1 });
    const rows = await s.db.selectFrom('loans').select(['renewals', 'branch_id']).orderBy('id').execute();
    assert.deepEqual(
      rows.map(({ renewals }) => renewals),
      [0, 1],
    );
  });
});
