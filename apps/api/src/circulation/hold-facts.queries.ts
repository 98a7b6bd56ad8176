import type { Db } from '../platform/database/database.ts';

/** Whether there is such a record. */
export async function recordExists(db: Db, recordId: number): Promise<boolean> {
  const row = await db.selectFrom('records').select('id').where('id', '=', recordId).executeTakeFirst();
  return row !== undefined;
}

/** The volumes of a record that a patron has on loan; `null` stands for a copy that is no volume. */
export async function listVolumesOnLoan(db: Db, patronId: number, recordId: number): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .select('items.volume')
    .where('loans.patron_id', '=', patronId)
    .where('loans.record_id', '=', recordId)
    .where('loans.returned_at', 'is', null)
    .execute();
  return rows.map(({ volume }) => volume);
}
