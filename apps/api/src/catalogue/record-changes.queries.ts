import { compiledInsert } from '../platform/database/compiled-inserts.ts';
import { countWrites, readNow, type Db } from '../platform/database/database.ts';
import { engineOf } from '../platform/database/dialect.ts';
import { writeLater } from '../platform/database/round-trips.ts';
import type { SearchIndex } from '../search/search-index.ts';

/**
 * Notes that what the catalogue shows of records changed (the record, its items, or whether they are available), so that
 * every search index follows. Call it inside the transaction that makes the change; repeats are harmless.
 */
export async function insertRecordChange(trx: Db, recordIds: number | readonly number[]): Promise<void> {
  if (typeof recordIds === 'number') {
    await writeLater(trx, compiledInsert(trx, 'record_changes', { record_id: recordIds }));
    return;
  }
  const ids = [...new Set(recordIds)];
  for (let start = 0; start < ids.length; start += ROWS_PER_INSERT) {
    const rows = ids.slice(start, start + ROWS_PER_INSERT).map((record_id) => ({ record_id }));
    await trx.insertInto('record_changes').values(rows).execute();
  }
}

/** Few enough that the statement stays well under every engine's limit of parameters. */
const ROWS_PER_INSERT = 500;

/** A change as the log has it. */
export interface RecordChange {
  id: number;
  recordId: number;
}

/** The log read at once, without a queue. All three answer null where that is not possible now. */
export interface ChangeLog {
  /** Goes up with every write of this process. */
  writes: () => number | null;
  /** Where the log ends. */
  last: () => number | null;
  /** The changes after a position, or that they are too many to be listed. */
  after: (position: number, limit: number) => RecordChange[] | 'many' | null;
}

/**
 * Opens the log for reading at once: where the database can be asked without waiting, there; else as the search index has
 * followed it, which knows what this process has changed, and is half a second behind the others at most.
 */
export function openChangeLog(db: Db, search: Pick<SearchIndex, 'followed'>): ChangeLog {
  return engineOf(db) === 'sqlite' ? openLogOf(db) : openFollowedLog(search);
}

function openFollowedLog(search: Pick<SearchIndex, 'followed'>): ChangeLog {
  const last = () => search.followed()?.last ?? null;
  return {
    // To look there costs nothing, so it is done whenever there is something new.
    writes: last,
    last,
    after: (position) => {
      const followed = search.followed();
      return followed === null ? null : (followed.after(position) ?? 'many');
    },
  };
}

/** Its queries are compiled here, because they are asked that often. */
function openLogOf(db: Db): ChangeLog {
  const last = db
    .selectFrom('record_changes')
    .select((e) => e.fn.max('id').as('last'))
    .compile();
  const after = db
    .selectFrom('record_changes')
    .select(['id', 'record_id as recordId'])
    .where('id', '>', 0)
    .orderBy('id')
    .limit(1)
    .compile();
  return {
    writes: () => countWrites(db),
    last: () => {
      const rows = readNow(db, last);
      return rows === null ? null : Number(rows[0]?.last ?? 0);
    },
    after: (position, limit) => {
      const changes = readNow<RecordChange>(db, { ...after, parameters: [position, limit] });
      return changes?.length === limit ? 'many' : changes;
    },
  };
}
