import type { Db } from '../platform/database/database.ts';
import { deleteInPortions } from '../platform/database/portions.ts';

/**
 * Forgets all but the latest changes of the log that search indexes follow. The last one always stays: it says where the log
 * ends. An index that was further behind notices and is made anew.
 */
export async function deleteRecordChanges(db: Db, kept: number): Promise<number> {
  const { last } = await db
    .selectFrom('record_changes')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const end = Number(last ?? 0) - Math.max(1, kept);
  return deleteInPortions(db, { table: 'record_changes', key: 'id', isOld: (eb) => eb('id', '<=', end) });
}
