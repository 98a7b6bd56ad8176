import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeBranch, makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { createTestApp, ROLES, type TestApp } from '../../test/test-app.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { findMostBorrowedRecordIds } from './most-borrowed.queries.ts';

let t: TestApp;
let northId: number;
let records: { dune: number; persepolis: number; hidden: number };
let zoe: number;

interface Lending {
  recordId: number;
  at: string;
  due?: string;
  returnedAt?: string;
  renewedAt?: string;
  branchId?: number;
}

async function lend({ recordId, at, due, returnedAt, renewedAt, branchId = t.branchId }: Lending): Promise<number> {
  const itemId = await makeItem(t.db, { record_id: recordId, home_branch_id: branchId });
  const patron = await t.db.selectFrom('patrons').selectAll().where('id', '=', zoe).executeTakeFirstOrThrow();
  return insertAndGetId(t.db, 'loans', {
    item_id: itemId,
    open_item_id: returnedAt === undefined ? itemId : null,
    record_id: recordId,
    patron_id: zoe,
    patron_category_id: patron.category_id,
    branch_id: branchId,
    checked_out_at: at,
    due_at: due ?? '2026-12-31T22:59:00.000Z',
    returned_at: returnedAt ?? null,
    return_branch_id: returnedAt === undefined ? null : branchId,
    last_renewed_at: renewedAt ?? null,
    renewals: renewedAt === undefined ? 0 : 1,
  });
}

before(async () => {
  // Monday 2 March 2026, ten in the morning in Paris.
  t = await createTestApp();
  northId = await makeBranch(t.db, { name: 'Nord', time_zone: 'Asia/Kathmandu' });
  zoe = await makePatron(t.db, {
    family_name: 'Zola',
    given_name: 'Zoé',
    search_name: 'zola zoe',
    email: 'zoe@example.org',
    branch_id: t.branchId,
  });
  records = {
    dune: await makeRecord(t.db, { title: 'Dune', authors: '["Frank Herbert"]' }),
    persepolis: await makeRecord(t.db, { title: 'Persepolis', kind: 'comic' }),
    hidden: await makeRecord(t.db, { title: 'Hidden', is_suppressed: 1 }),
  };
  const { dune, persepolis, hidden } = records;
  // 23:30 in UTC is past midnight in Paris.
  await lend({ recordId: dune, at: '2026-03-01T23:30:00.000Z', renewedAt: '2026-03-02T08:00:00.000Z' });
  await lend({ recordId: dune, at: '2026-03-01T22:30:00.000Z', returnedAt: '2026-03-02T08:00:00.000Z' });
  await lend({ recordId: dune, at: '2026-02-10T09:00:00.000Z', due: '2026-02-28T22:59:00.000Z' });
  await lend({ recordId: persepolis, at: '2026-02-05T09:00:00.000Z', due: '2026-02-15T22:59:00.000Z' });
  await lend({ recordId: hidden, at: '2026-02-06T09:00:00.000Z', returnedAt: '2026-02-20T09:00:00.000Z' });
  await lend({ recordId: hidden, at: '2026-02-07T09:00:00.000Z', returnedAt: '2026-02-20T09:00:00.000Z' });
  await lend({
    recordId: persepolis,
    at: '2025-10-01T09:00:00.000Z',
    due: '2025-10-20T22:59:00.000Z',
    branchId: northId,
  });
  // 18:15 in UTC is midnight in Kathmandu.
  await lend({ recordId: persepolis, at: '2026-03-01T18:20:00.000Z', branchId: northId });
  const itemId = await makeItem(t.db, { record_id: dune, home_branch_id: t.branchId });
  const hold = { record_id: dune, patron_id: zoe, pickup_branch_id: t.branchId, placed_at: '2026-02-20T09:00:00.000Z' };
  const ready = { status: 'ready' as const, trapped_item_id: itemId, ready_at: '2026-02-21T09:00:00.000Z' };
  await insertAndGetId(t.db, 'holds', { ...hold, ...ready, active_key: 'a', pickup_until: '2026-03-01' });
  await insertAndGetId(t.db, 'holds', {
    ...hold,
    record_id: persepolis,
    status: 'waiting',
    position: 1,
    active_key: 'b',
  });
});
after(() => t.close());

const get = async (path: string) => {
  const answer = await t.as('librarian')({ method: 'GET', url: `/api/v1/reports/${path}` });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};

describe('reports by role', () => {
  for (const role of ROLES) {
    const expected = { administrator: 200, librarian: 200, assistant: 403, reader: 403, anonymous: 401 }[role];
    it(`dashboard: ${role} gets ${expected}`, async () => {
      const { statusCode } = await t.as(role)({ method: 'GET', url: '/api/v1/reports/dashboard' });
      assert.equal(statusCode, expected);
    });
  }
});

describe('the dashboard', () => {
  it('counts by the day of each branch’s own clock', async () => {
    const { today, loansByDay } = await get('dashboard?days=2');
    assert.deepEqual(today, { checkouts: 2, returns: 1, renewals: 1, newPatrons: 0 });
    assert.deepEqual(loansByDay, [
      { day: '2026-03-01', checkouts: 1, returns: 0 },
      { day: '2026-03-02', checkouts: 2, returns: 1 },
    ]);
  });

  it('counts what is out, overdue and held', async () => {
    const { openLoans, overdueLoans, overdueByAge, holdsWaiting, holdsReady } = await get('dashboard');
    assert.deepEqual(
      { openLoans, overdueLoans, holdsWaiting, holdsReady },
      { openLoans: 5, overdueLoans: 3, holdsWaiting: 1, holdsReady: 1 },
    );
    assert.deepEqual(overdueByAge, [
      { bucket: '1-7', count: 1 },
      { bucket: '8-30', count: 1 },
      { bucket: '31-90', count: 0 },
      { bucket: '91+', count: 1 },
    ]);
  });

  it('names what is borrowed most, but nothing that is hidden from readers', async () => {
    const { mostBorrowed, loansByKind, loansByCategory, loansByDay } = await get('dashboard?days=30');
    assert.deepEqual(mostBorrowed[0], {
      record: { id: records.dune, title: 'Dune', authors: ['Frank Herbert'], kind: 'book' },
      count: 3,
    });
    assert.equal(mostBorrowed.length, 2);
    assert.deepEqual(loansByKind, [
      { kind: 'book', count: 5 },
      { kind: 'comic', count: 2 },
    ]);
    assert.equal(loansByCategory[0].count, 7);
    assert.equal(loansByDay.length, 30);
    const ids = await findMostBorrowedRecordIds(t.db, '2026-02-01T00:00:00.000Z', 1);
    assert.deepEqual(ids, [records.dune]);
  });

  it('looks at one branch', async () => {
    const { openLoans, overdueLoans, today, holdsReady } = await get(`dashboard?branchId=${northId}`);
    assert.deepEqual([openLoans, overdueLoans, today.checkouts, holdsReady], [2, 1, 1, 0]);
  });

  it('refuses what it does not understand', async () => {
    const status = async (query: string) =>
      (await t.as('librarian')({ method: 'GET', url: `/api/v1/reports/dashboard?${query}` })).statusCode;
    assert.deepEqual(
      await Promise.all(['days=0', 'days=367', 'days=x', 'month=1', 'branchId=99999'].map(status)),
      [400, 400, 400, 400, 404],
    );
  });
});
