import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene } from '../../test/circulation-scene.ts';
import { makeItem, makePatron } from '../../test/factories.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { queueRun } from '../jobs/jobs.queries.ts';
import type { NoticeEvent } from '../notices/notice-events.ts';
import { toTimestamp } from '../platform/clock.ts';
import { moveDueDatesJob } from './late-closures.service.ts';

const s = await createScene();
let told: NoticeEvent[] = [];
beforeEach(async () => {
  told = [];
  await s.clear();
  for (const table of ['closures', 'opening_hours'] as const) await s.db.deleteFrom(table).execute();
  assert.equal((await s.lend()).statusCode, 201);
});
afterEach(() => s.assertSound());
after(() => s.close());

/** Due at the end of Monday, 23 March. */
const DUE = '2026-03-23T22:59:00.000Z';
const NEXT_DAY = '2026-03-24T22:59:00.000Z';

const run = async () => {
  const context = { ...s.context, queueNotice: async (_trx: unknown, event: NoticeEvent) => void told.push(event) };
  return (await runIfDue(context, moveDueDatesJob))?.state.counts;
};
const due = async () =>
  (await s.db.selectFrom('loans').select('due_at').orderBy('id').execute()).map((row) => row.due_at);
const closure = {
  branchId: s.branchId as number | null,
  firstDay: '2026-03-23',
  lastDay: '2026-03-23',
  reason: 'Works',
};
const close = (more: Partial<typeof closure> = {}) => s.post('/closures', { ...closure, ...more }, 'librarian');
const preview = async (more: Partial<typeof closure> = {}) =>
  (await s.post('/closures/preview', { ...closure, ...more }, 'librarian')).json();
const calendar = (closedWeekday: number) => ({
  closures: [],
  hours: [1, 2, 3, 4, 5]
    .filter((weekday) => weekday !== closedWeekday)
    .map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' })),
});

describe('a closure added later (rule 7)', () => {
  it('is shown before it is saved, then moves what falls on it, tells the reader and says so in the log', async () => {
    const planned = { loans: 1, moves: [{ branchId: s.branchId, from: '2026-03-23', to: '2026-03-24', loans: 1 }] };
    assert.deepEqual(await preview(), planned);
    assert.deepEqual([await run(), await due()], [undefined, [DUE]]);
    assert.equal((await close()).statusCode, 201);
    assert.deepEqual([await run(), await due()], [{ moved: 1 }, [NEXT_DAY]]);

    const { id } = await s.db.selectFrom('loans').select('id').executeTakeFirstOrThrow();
    const reader = { patronId: s.readerId, branchId: s.branchId };
    assert.deepEqual(told, [{ kind: 'due_date_changed', ...reader, loanId: id, dueAt: NEXT_DAY, previousDueAt: DUE }]);
    const [audit] = (await s.get('/audit?action=loan.move_due_date', 'administrator')).json().items;
    assert.deepEqual([audit.actorKind, audit.before, audit.after], ['system', { dueAt: DUE }, { dueAt: NEXT_DAY }]);
    const { decisions } = (await s.get(`/loans/${id}/explanation`)).json();
    assert.deepEqual(
      decisions.map(({ kind }: { kind: string }) => kind),
      ['checkout', 'closure'],
    );
  });

  it('moves once, however often the job runs', async () => {
    await close();
    await run();
    await queueRun(s.db, { name: moveDueDatesJob.name, now: toTimestamp(s.now) });
    assert.deepEqual([await run(), await due(), told.length], [{}, [NEXT_DAY], 1]);
  });

  it('does not move back when it is removed', async () => {
    const { id } = (await close()).json();
    await run();
    const removed = await s.as('librarian')({ method: 'DELETE', url: `/api/v1/closures/${id}` });
    assert.deepEqual([removed.statusCode, await run(), await due()], [204, undefined, [NEXT_DAY]]);
  });

  it('of the whole library moves loans at every branch, of one branch only its own', async () => {
    const item = { record_id: s.recordId, item_type_id: s.typeId, home_branch_id: s.otherBranchId, barcode: 'ELSE' };
    await makeItem(s.db, item);
    const patronId = await makePatron(s.db);
    assert.equal((await s.lend({ patronId, barcode: 'ELSE', branchId: s.otherBranchId })).statusCode, 201);
    assert.equal((await preview({ branchId: s.otherBranchId })).loans, 1);
    assert.equal((await preview({ branchId: null })).loans, 2);
    await close();
    assert.deepEqual([await run(), await due()], [{ moved: 1 }, [NEXT_DAY, DUE]]);
    await close({ branchId: null });
    assert.deepEqual([await run(), await due()], [{ moved: 1 }, [NEXT_DAY, NEXT_DAY]]);
  });

  it('leaves alone what is returned, overdue, or ignores closed days', async () => {
    await s.policy('closedDays', 'ignore');
    assert.equal((await preview()).loans, 0);
    await close();
    assert.deepEqual(await run(), {});
    await s.policy('closedDays', 'roll_forward');
    s.now = Temporal.Instant.from('2026-03-23T23:30:00Z');
    await queueRun(s.db, { name: moveDueDatesJob.name, now: toTimestamp(s.now) });
    assert.deepEqual([await run(), await due()], [{}, [DUE]]);
  });

  it('may be a change of the opening hours', async () => {
    const url = `/api/v1/branches/${s.branchId}/calendar`;
    const shown = await s.as('librarian')({ method: 'POST', url: `${url}/preview`, payload: calendar(1) });
    assert.deepEqual([shown.statusCode, shown.json().loans, shown.json().moves[0].to], [200, 1, '2026-03-24']);
    assert.equal(
      (await s.as('librarian')({ method: 'POST', url: `${url}/preview`, payload: calendar(2) })).json().loans,
      0,
    );
    const headers = { 'if-match': String((await s.get(`/branches/${s.branchId}/calendar`)).headers.etag) };
    const saved = await s.as('librarian')({ method: 'PUT', url, payload: calendar(1), headers });
    assert.equal(saved.statusCode, 200, saved.body);
    assert.deepEqual([await run(), await due()], [{ moved: 1 }, [NEXT_DAY]]);
  });

  it('cannot be previewed with faults', async () => {
    const wrong = await s.post('/closures/preview', { ...closure, lastDay: '2026-03-01' }, 'librarian');
    assert.deepEqual([wrong.statusCode, wrong.json().code], [400, 'invalid_request']);
    const nowhere = await s.post('/closures/preview', { ...closure, branchId: 9999 }, 'librarian');
    assert.deepEqual([nowhere.statusCode, nowhere.json().code], [400, 'invalid_request']);
    const url = '/api/v1/branches/9999/calendar/preview';
    assert.equal((await s.as('librarian')({ method: 'POST', url, payload: calendar(1) })).statusCode, 404);
  });
});
