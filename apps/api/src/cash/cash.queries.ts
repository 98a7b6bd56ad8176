import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { CashClosing, Method } from './cash.schema.ts';
import type { Movement, OtherReceipt } from './cash-totals.ts';

/** The movements of some days, added up by day, kind and method. Days are `YYYY-MM-DD`, both included. */
export async function sumMovements(
  db: Db,
  { branchId, from, to }: { branchId: number | null; from: string; to: string },
): Promise<(Movement & { method: Method; day: string })[]> {
  const rows = await db
    .selectFrom('payments')
    .select((eb) => [
      'booked_on as day',
      'kind',
      'method',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('amount').as('amount'),
    ])
    .where('booked_on', '>=', from)
    .where('booked_on', '<=', to)
    .$if(branchId !== null, (query) => query.where('branch_id', '=', branchId))
    .groupBy(['booked_on', 'kind', 'method'])
    .orderBy('booked_on')
    .execute();
  return rows.map(({ day, count, amount, ...row }) => ({
    ...row,
    day: day!,
    count: Number(count),
    amount: Number(amount),
  }));
}

/** The receipts between two numbers of a year that are not of this branch and day. */
export async function listReceiptsElsewhere(
  db: Db,
  span: { year: number; first: number; last: number; branchId: number | null; day: string },
): Promise<OtherReceipt[]> {
  return db
    .selectFrom('payments')
    .select(['receipt_year as year', 'receipt_sequence as sequence', 'branch_id as branchId', 'booked_on as bookedOn'])
    .where('receipt_year', '=', span.year)
    .where('receipt_sequence', '>', span.first)
    .where('receipt_sequence', '<', span.last)
    .where((eb) => {
      const isOtherDay = eb.or([eb('booked_on', '<>', span.day), eb('booked_on', 'is', null)]);
      if (span.branchId === null) return isOtherDay;
      return eb.or([isOtherDay, eb('branch_id', '<>', span.branchId), eb('branch_id', 'is', null)]);
    })
    .orderBy('receipt_sequence')
    .execute();
}

export async function findClosing(db: Db, branchId: number, day: string): Promise<CashClosing | undefined> {
  const [closing] = await listClosings(db, { branchId, from: day, to: day });
  return closing;
}

/** The closed days of a branch, in their order. Both days are included. */
export async function listClosings(
  db: Db,
  { branchId, from, to }: { branchId: number; from: string; to: string },
): Promise<CashClosing[]> {
  const rows = await db
    .selectFrom('cash_closings')
    .leftJoin('staff', 'staff.id', 'cash_closings.staff_id')
    .select([
      'cash_closings.id',
      'cash_closings.branch_id as branchId',
      'cash_closings.day',
      'cash_closings.receipts',
      'cash_closings.note',
      'staff.display_name as staffName',
      'cash_closings.closed_at as closedAt',
    ])
    .where('cash_closings.branch_id', '=', branchId)
    .where('cash_closings.day', '>=', from)
    .where('cash_closings.day', '<=', to)
    .orderBy('cash_closings.day')
    .execute();
  if (rows.length === 0) return [];
  const counts = await db
    .selectFrom('cash_counts')
    .select(['closing_id', 'method', 'expected', 'counted'])
    .where(
      'closing_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const own = counts
      .filter(({ closing_id: id }) => id === row.id)
      .map(({ method, expected, counted }) => ({ method, expected, counted, difference: counted - expected }));
    return { ...row, counts: own, difference: own.reduce((sum, { difference }) => sum + difference, 0) };
  });
}

/** Closes a day. Fails with a unique violation when it is closed. */
export async function insertClosing(
  db: Db,
  closing: {
    branchId: number;
    day: string;
    receipts: number;
    note: string | null;
    staffId: number | null;
    closedAt: string;
    counts: readonly { method: Method; expected: number; counted: number }[];
  },
): Promise<number> {
  const id = await insertAndGetId(db, 'cash_closings', {
    branch_id: closing.branchId,
    day: closing.day,
    receipts: closing.receipts,
    note: closing.note,
    staff_id: closing.staffId,
    closed_at: closing.closedAt,
  });
  if (closing.counts.length > 0) {
    await db
      .insertInto('cash_counts')
      .values(closing.counts.map((count) => ({ ...count, closing_id: id })))
      .execute();
  }
  return id;
}

/** What closed days say that they had, beside what their payments add up to: receipts, and the expected sum of each method. */
export async function listClosedDaysBesidePayments(db: Db) {
  const signed = (amount: number, kind: Movement['kind']) => (kind === 'payment' ? amount : -amount);
  const closings = await db.selectFrom('cash_closings').select(['id', 'branch_id', 'day', 'receipts']).execute();
  const counts = await db.selectFrom('cash_counts').select(['closing_id', 'method', 'expected']).execute();
  const movements = await db
    .selectFrom('cash_closings as closing')
    .innerJoin('payments', (join) =>
      join.onRef('payments.branch_id', '=', 'closing.branch_id').onRef('payments.booked_on', '=', 'closing.day'),
    )
    .select((eb) => [
      'closing.id',
      'payments.kind',
      'payments.method',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('payments.amount').as('amount'),
    ])
    .groupBy(['closing.id', 'payments.kind', 'payments.method'])
    .execute();
  const paid = new Map<number, { receipts: number; byMethod: Map<string, number> }>();
  for (const { id, kind, method, count, amount } of movements) {
    const entry = paid.get(id) ?? { receipts: 0, byMethod: new Map<string, number>() };
    entry.receipts += Number(count);
    entry.byMethod.set(method, (entry.byMethod.get(method) ?? 0) + signed(Number(amount), kind));
    paid.set(id, entry);
  }
  const expected = new Map<number, Map<string, number>>();
  for (const { closing_id: id, method, expected: amount } of counts) {
    expected.set(id, (expected.get(id) ?? new Map<string, number>()).set(method, amount));
  }
  return closings.map(({ id, branch_id: branchId, day, receipts }) => ({
    branchId,
    day,
    receipts,
    paidReceipts: paid.get(id)?.receipts ?? 0,
    expected: expected.get(id) ?? new Map<string, number>(),
    paid: paid.get(id)?.byMethod ?? new Map<string, number>(),
  }));
}

/** Payments that count for no day of cash. */
export function listPaymentsWithoutDay(db: Db) {
  return db
    .selectFrom('payments')
    .select('id as paymentId')
    .where((eb) => eb.or([eb('booked_on', 'is', null), eb('branch_id', 'is', null)]))
    .execute();
}
