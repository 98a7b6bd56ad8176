import type { Db } from '../platform/database/database.ts';

/**
 * Forgets all but the latest changes of the log that search indexes follow. The last one always stays: it says where the log
 * ends. An index that was further behind notices and is made anew.
 */
export async function deleteRecordChanges(db: Db, kept: number): Promise<number> {
  const { last } = await db
    .selectFrom('record_changes')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const { numDeletedRows } = await db
    .deleteFrom('record_changes')
    .where('id', '<=', Number(last ?? 0) - Math.max(1, kept))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
