import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene } from '../../test/circulation-scene.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { queueRun } from '../jobs/jobs.queries.ts';
import { toTimestamp } from '../platform/clock.ts';
import { longOverdueJob } from './long-overdue.service.ts';

const s = await createScene();
beforeEach(async () => {
  await s.clear();
  await s.policy('lostAfter', 30);
  await s.policy('lostFee', 300);
  await s.policy('replacementPrice', 2000);
  assert.equal((await s.lend()).statusCode, 201);
});
afterEach(() => s.assertSound());
after(() => s.close());

/** Due on 23 March at the end of the day; 30 times 24 hours later it is the end of 22 April. */
const BEFORE = '2026-04-22T06:00:00Z';
const AFTER = '2026-04-23T06:00:00Z';

const run = async (at: string) => {
  s.now = Temporal.Instant.from(at);
  return (await runIfDue(s.context, longOverdueJob))?.state.counts;
};
const runAgain = async (at: string) => {
  await queueRun(s.db, { name: longOverdueJob.name, now: toTimestamp(s.now) });
  return run(at);
};
const status = async () => (await s.db.selectFrom('items').select('status').executeTakeFirstOrThrow()).status;
const charges = async () => {
  const rows = await s.db.selectFrom('account_lines').select(['kind', 'amount']).orderBy('id').execute();
  return rows.map(({ kind, amount }) => `${kind} ${amount}`);
};

describe('what is overdue for too long (rule 21)', () => {
  it('is lost after the days of the policy, charged with price and fee, and in the log', async () => {
    assert.deepEqual(await run(BEFORE), {});
    assert.deepEqual([await status(), await charges()], ['available', []]);
    assert.deepEqual(await run(AFTER), { lost: 1 });
    assert.deepEqual([await status(), await charges()], ['lost', ['lost 2300']]);
    const [audit] = (await s.get('/audit?action=item.lost', 'administrator')).json().items;
    assert.deepEqual([audit.actorKind, audit.before, audit.after.charged], ['system', { status: 'available' }, 2300]);
  });

  it('is never charged twice, however often the job runs', async () => {
    await run(AFTER);
    assert.deepEqual(await runAgain(AFTER), {});
    assert.deepEqual(await run('2026-04-24T06:00:00Z'), {});
    // As after a mistake that was put right in the database: the same loan does not lose its item again.
    await s.db.updateTable('items').set({ status: 'available' }).execute();
    assert.deepEqual(await run('2026-04-25T06:00:00Z'), {});
    assert.deepEqual(await charges(), ['lost 2300']);
  });

  it('is not lost when the reader claims to have returned it', async () => {
    const headers = { 'if-match': String((await s.get(`/items/${s.itemId}`, 'librarian')).headers.etag) };
    const payload = { status: 'claimed_returned' };
    const claimed = await s.as('librarian')({ method: 'PATCH', url: `/api/v1/items/${s.itemId}`, payload, headers });
    assert.equal(claimed.statusCode, 200, claimed.body);
    assert.deepEqual(await run(AFTER), {});
    assert.deepEqual([await status(), await charges()], ['claimed_returned', []]);
  });

  it('is never lost where the policy has no such day', async () => {
    await s.policy('lostAfter', null);
    assert.deepEqual(await run('2027-04-23T06:00:00Z'), {});
  });

  it('is lost once after three days without the job', async () => {
    await run(BEFORE);
    assert.deepEqual(await run('2026-04-25T06:00:00Z'), { lost: 1 });
    assert.deepEqual(await charges(), ['lost 2300']);
  });

  it('comes back, and what was charged is forgiven', async () => {
    await run(AFTER);
    assert.equal((await s.takeBack()).statusCode, 200);
    assert.equal(await status(), 'available');
    const { balance } = (await s.get(`/patrons/${s.readerId}/account`)).json();
    assert.equal(balance, 0);
  });
});
