import type { Db } from '../platform/database/database.ts';
import { inPortions } from '../platform/database/portions.ts';
import { LOOKED_BACK, LogPosition } from './log-position.ts';
import type { SearchDocument } from './search-index.ts';

/** The last change in the log; 0 in a new library. */
export async function findLastChange(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('record_changes')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/** The first change that the log still has; null in an empty log. */
export async function findFirstChange(db: Db): Promise<number | null> {
  const { first } = await db
    .selectFrom('record_changes')
    .select((e) => e.fn.min('id').as('first'))
    .executeTakeFirstOrThrow();
  return first === null ? null : Number(first);
}

/** A change as the log has it. */
export interface LoggedChange {
  id: number;
  recordId: number;
}

/** The next changes behind a position, and those below it that have appeared since; in the order of their numbers. */
export async function findChanges(db: Db, position: LogPosition, limit: number): Promise<LoggedChange[]> {
  const select = db.selectFrom('record_changes').select(['id', 'record_id as recordId']).orderBy('id');
  const late: LoggedChange[] = [];
  for (const ids of inPortions(position.missing)) late.push(...(await select.where('id', 'in', ids).execute()));
  const next = await select.where('id', '>', position.high).limit(limit).execute();
  return [...late, ...next];
}

/** Where the log ends, with the numbers before its end whose changes may still appear. */
export async function findEnd(db: Db, now: number): Promise<LogPosition> {
  const last = await findLastChange(db);
  // What is below the first change was forgotten.
  const from = Math.max(((await findFirstChange(db)) ?? 1) - 1, last - LOOKED_BACK);
  const rows = await db
    .selectFrom('record_changes')
    .select('id')
    .where('id', '>', from)
    .where('id', '<=', last)
    .execute();
  const present = new Set(rows.map(({ id }) => id));
  const missing: number[] = [];
  for (let id = from + 1; id <= last; id += 1) if (!present.has(id)) missing.push(id);
  return new LogPosition(last, missing, now);
}

export async function countRecords(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('records')
    .select((e) => e.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The next records' ids after one, in order. */
export async function findRecordIdsAfter(db: Db, id: number, limit: number): Promise<number[]> {
  const rows = await db.selectFrom('records').select('id').where('id', '>', id).orderBy('id').limit(limit).execute();
  return rows.map((row) => row.id);
}

/** Reads records as search documents. Ids without a record are left out. */
export async function findSearchDocuments(db: Db, ids: readonly number[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const records = await db
    .selectFrom('records')
    .select(['id', 'control_number', 'kind', 'title', 'subtitle', 'authors', 'publisher', 'year', 'language'])
    .select(['isbns', 'subjects', 'series', 'is_suppressed', 'created_at'])
    .where('id', 'in', ids)
    .execute();
  const items = await db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .select(['items.record_id', 'items.barcode', 'items.status', 'items.home_branch_id', 'items.current_branch_id'])
    .select(['items.transit_to_branch_id', 'loans.id as loan_id', 'holds.id as hold_id'])
    .where('items.record_id', 'in', ids)
    .where('items.status', '<>', 'withdrawn')
    .orderBy('items.id')
    .execute();
  const itemsByRecord = Map.groupBy(items, (item) => item.record_id);
  return records.map((record) => {
    const own = itemsByRecord.get(record.id) ?? [];
    const available = own
      .filter((item) => item.status === 'available' && item.loan_id === null && item.hold_id === null)
      .filter((item) => item.transit_to_branch_id === null)
      .map((item) => item.current_branch_id);
    return {
      id: record.id,
      title: record.title,
      subtitle: record.subtitle,
      authors: JSON.parse(record.authors) as string[],
      subjects: JSON.parse(record.subjects) as string[],
      series: record.series,
      publisher: record.publisher,
      isbns: JSON.parse(record.isbns) as string[],
      barcodes: own.map((item) => item.barcode),
      controlNumber: record.control_number,
      kind: record.kind,
      language: record.language,
      year: record.year,
      branches: [...new Set([...own.map((item) => item.home_branch_id), ...available])],
      availableBranches: [...new Set(available)],
      createdAt: record.created_at,
      isSuppressed: record.is_suppressed === 1,
    };
  });
}
