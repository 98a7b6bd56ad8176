import type { Db } from '../platform/database/database.ts';

export async function findRecordTitle(db: Db, recordId: number): Promise<string> {
  const row = await db.selectFrom('records').select('title').where('id', '=', recordId).executeTakeFirstOrThrow();
  return row.title;
}
