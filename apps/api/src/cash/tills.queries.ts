import type { Db } from '../platform/database/database.ts';
import { upsertRow } from '../platform/database/upsert.ts';

/**
 * Takes the counter of a year's receipts for the rest of the transaction, so that money is booked and days are closed one
 * after the other. A first one of the year makes it.
 */
export async function lockReceipts(db: Db, year: number): Promise<void> {
  // Writing the counter as it is takes its row, made here when nobody had taken it before.
  await upsertRow(db, 'receipt_counters', { year }, { last: 0 }, (eb) => ({ last: eb.ref('last') }));
}

/** Takes the next number of a year's receipts. The counter goes back with the transaction, so that no number is left out. */
export async function takeReceiptNumber(db: Db, year: number): Promise<number> {
  await db
    .updateTable('receipt_counters')
    .set((eb) => ({ last: eb('last', '+', 1) }))
    .where('year', '=', year)
    .execute();
  const { last } = await db
    .selectFrom('receipt_counters')
    .select('last')
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return last;
}

/** The latest day that is closed at a branch, from a day on. */
export async function findLastClosedDay(db: Db, branchId: number, from: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('cash_closings')
    .select('day')
    .where('branch_id', '=', branchId)
    .where('day', '>=', from)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.day;
}

export async function isDayClosed(db: Db, branchId: number, day: string): Promise<boolean> {
  const row = await db
    .selectFrom('cash_closings')
    .select('id')
    .where('branch_id', '=', branchId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row !== undefined;
}
