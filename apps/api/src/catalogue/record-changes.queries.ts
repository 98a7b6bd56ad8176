import type { Db } from '../platform/database/database.ts';

/**
 * Notes that what the catalogue shows of records changed (the record, its items, or whether they are available), so that
 * every search index follows. Call it inside the transaction that makes the change; repeats are harmless.
 */
export async function insertRecordChange(trx: Db, recordIds: number | readonly number[]): Promise<void> {
  const ids = typeof recordIds === 'number' ? [recordIds] : [...new Set(recordIds)];
  for (let start = 0; start < ids.length; start += ROWS_PER_INSERT) {
    const rows = ids.slice(start, start + ROWS_PER_INSERT).map((record_id) => ({ record_id }));
    await trx.insertInto('record_changes').values(rows).execute();
  }
}

/** Few enough that the statement stays well under every engine's limit of parameters. */
const ROWS_PER_INSERT = 500;
