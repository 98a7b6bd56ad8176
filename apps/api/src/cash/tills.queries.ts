import { isUniqueViolation, type Db } from '../platform/database/database.ts';

/**
 * Takes the counter of a year's receipts for the rest of the transaction, so that money is booked and days are closed one
 * after the other. A first one of the year makes it.
 */
export async function lockReceipts(db: Db, year: number): Promise<void> {
  const lock = () =>
    db
      .updateTable('receipt_counters')
      .set((eb) => ({ last: eb.ref('last') }))
      .where('year', '=', year)
      .execute();
  await lock();
  const counter = await db.selectFrom('receipt_counters').select('year').where('year', '=', year).executeTakeFirst();
  if (counter !== undefined) return;
  try {
    await db.insertInto('receipt_counters').values({ year, last: 0 }).execute();
  } catch (error) {
    // Another transaction made it at the same moment, and has ended.
    if (!isUniqueViolation(error)) throw error;
    await lock();
  }
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
