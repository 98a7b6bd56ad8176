import type { Db } from '../platform/database/database.ts';

/** Whether there is such a record. */
export async function recordExists(db: Db, recordId: number): Promise<boolean> {
  const row = await db.selectFrom('records').select('id').where('id', '=', recordId).executeTakeFirst();
  return row !== undefined;
}

/** Whether a patron has a copy of a record on loan. */
export async function hasRecordOnLoan(db: Db, patronId: number, recordId: number): Promise<boolean> {
  const row = await db
    .selectFrom('loans')
    .select('id')
    .where('patron_id', '=', patronId)
    .where('record_id', '=', recordId)
    .where('returned_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
