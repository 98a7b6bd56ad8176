import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import { frequentQuery } from '../platform/database/frequent-query.ts';
import { gatheredQuery } from '../platform/database/gathered-query.ts';
import type { RecordsTable } from '../platform/database/tables/catalogue.ts';
import { ITEM_COLUMNS, toItemSummary, type ItemRow } from './items.queries.ts';
import type { ItemSummary } from './items.schema.ts';
import type { Availability, RecordKind, RecordSummary } from './records.schema.ts';

type RecordRow = Selectable<RecordsTable>;

/** What can be edited of a record, as the API writes it. */
export interface RecordFields {
  controlNumber: string | null;
  kind: RecordKind;
  title: string;
  subtitle: string | null;
  responsibility: string | null;
  authors: string[];
  publisher: string | null;
  place: string | null;
  year: number | null;
  language: string | null;
  isbns: string[];
  subjects: string[];
  series: string | null;
  edition: string | null;
  extent: string | null;
  classification: string | null;
  summary: string | null;
  isSuppressed: boolean;
}

/** A record with what the database keeps beside its fields. */
export interface StoredRecord extends RecordFields {
  id: number;
  createdAt: string;
  updatedAt: string;
  version: number;
}

/** The holds of readers who still wait, in the queue or with a copy on its way or on the hold shelf. */
const OPEN_HOLDS = ['waiting', 'in_transit', 'ready'] as const;

const selectSummaries = frequentQuery((db, ids: readonly number[]) =>
  db
    .selectFrom('records')
    .select(['id', 'control_number', 'kind', 'title', 'subtitle', 'authors', 'publisher', 'year', 'language'])
    .select(['isbns', 'subjects'])
    .where('id', 'in', ids),
);
const selectItemCounts = frequentQuery((db, ids: readonly number[]) =>
  db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .select((e) => [
      'items.record_id as recordId',
      e.fn.countAll<number>().as('total'),
      e.fn.count<number>('loans.id').as('onLoan'),
      sql<number>`sum(case when items.status = 'available' and loans.id is null and holds.id is null
        and items.transit_to_branch_id is null then 1 else 0 end)`.as('available'),
    ])
    .where('items.record_id', 'in', ids)
    .where('items.status', '<>', 'withdrawn')
    .groupBy('items.record_id'),
);
const selectHoldCounts = frequentQuery((db, ids: readonly number[]) =>
  db
    .selectFrom('holds')
    .select((e) => ['record_id as recordId', e.fn.countAll<number>().as('count')])
    .where('record_id', 'in', ids)
    .where('status', 'in', OPEN_HOLDS)
    .groupBy('record_id'),
);

/** Reads records as lists show them, in the order of the ids. Ids without a record are left out. */
export async function findRecordSummaries(db: Db, ids: readonly number[]): Promise<RecordSummary[]> {
  if (ids.length === 0) return [];
  const rows = await selectSummaries(db, ids);
  const availability = await findAvailability(db, ids);
  const summaries = new Map(
    rows.map((row): [number, RecordSummary] => [
      row.id,
      {
        id: row.id,
        controlNumber: row.control_number,
        kind: row.kind as RecordKind,
        title: row.title,
        subtitle: row.subtitle,
        authors: JSON.parse(row.authors) as string[],
        publisher: row.publisher,
        year: row.year,
        language: row.language,
        isbns: JSON.parse(row.isbns) as string[],
        subjects: JSON.parse(row.subjects) as string[],
        availability: availability.get(row.id) ?? { total: 0, available: 0, onLoan: 0, holds: 0 },
      },
    ]),
  );
  return ids.flatMap((id) => summaries.get(id) ?? []);
}

/** Counts copies and holds by record; withdrawn copies are not counted. */
export async function findAvailability(db: Db, ids: readonly number[]): Promise<Map<number, Availability>> {
  const items = await selectItemCounts(db, ids);
  const holds = await selectHoldCounts(db, ids);
  const counts = new Map<number, Availability>();
  for (const { recordId, total, available, onLoan } of items) {
    counts.set(recordId, { total: Number(total), available: Number(available), onLoan: Number(onLoan), holds: 0 });
  }
  for (const { recordId, count } of holds) {
    const counted = counts.get(recordId) ?? { total: 0, available: 0, onLoan: 0, holds: 0 };
    counts.set(recordId, { ...counted, holds: Number(count) });
  }
  return counts;
}

export async function findRecord(db: Db, id: number): Promise<StoredRecord | undefined> {
  const row = await db.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toStored(row);
}

/**
 * One row for every copy, with all of its record in each: most titles have a copy or two, and one statement costs less. What a
 * server would plan for longer than it works is avoided: an order, which is ours to make; a list of statuses to look for.
 */
const selectRecordsWithItems = frequentQuery((db, ids: readonly number[]) =>
  db
    .selectFrom('records')
    // Just after many rows came, MySQL takes a table for empty and reads all of it instead of looking one row up.
    .modifyFront(sql`/*+ INDEX(items items_by_record) INDEX(loans open_item_id) INDEX(holds trapped_item_id) */`)
    .leftJoin('record_sources', 'record_sources.record_id', 'records.id')
    .leftJoin('items', 'items.record_id', 'records.id')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .selectAll('records')
    .select((e) => [
      e
        .selectFrom('holds as waiting')
        .select((h) =>
          h.fn.sum<number | null>(h.case().when('waiting.status', 'in', OPEN_HOLDS).then(1).else(0).end()).as('count'),
        )
        .whereRef('waiting.record_id', '=', 'records.id')
        .as('openHolds'),
    ])
    .select('record_sources.record_id as sourceOf')
    .select(ITEM_COLUMNS)
    .where('records.id', 'in', ids),
);
const selectRecordWithItems = gatheredQuery(selectRecordsWithItems, (row) => row.id);

/** A record with its copies, how many readers wait for it, and whether its source is kept. */
export interface RecordWithItems {
  stored: StoredRecord;
  items: ItemSummary[];
  holds: number;
  hasSource: boolean;
}

/** Reads a record with its copies, in the order in which they came: at once where the engine can. */
export function findRecordWithItems(
  db: Db,
  id: number,
): RecordWithItems | undefined | Promise<RecordWithItems | undefined> {
  const rows = selectRecordWithItems(db, id);
  return Array.isArray(rows) ? toRecordWithItems(rows) : rows.then(toRecordWithItems);
}

type RecordItemRow = Awaited<ReturnType<typeof selectRecordsWithItems>>[number];

function toRecordWithItems(rows: RecordItemRow[]): RecordWithItems | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    stored: toStored(first),
    items: first.itemId === null ? [] : rows.map((row) => toItemSummary(row as ItemRow)).sort((a, b) => a.id - b.id),
    holds: Number(first.openHolds ?? 0),
    hasSource: first.sourceOf !== null,
  };
}

/** The ids of the newest records that readers may see. */
export async function findNewestRecordIds(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('records')
    .select('id')
    .where('is_suppressed', '=', 0)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export function insertRecord(db: Db, fields: RecordFields, made: { matchKey: string; now: string }): Promise<number> {
  const row: Insertable<RecordsTable> = {
    ...(toRow(fields) as Omit<Insertable<RecordsTable>, 'match_key' | 'created_at' | 'updated_at'>),
    match_key: made.matchKey,
    created_at: made.now,
    updated_at: made.now,
  };
  return insertAndGetId(db, 'records', row);
}

/** Changes fields of the version that was read. Answers whether it still was the present one. */
export async function updateRecord(
  db: Db,
  id: number,
  version: number,
  fields: Partial<RecordFields>,
  now: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('records')
    .set({ ...toRow(fields), updated_at: now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteRecord(db: Db, id: number): Promise<void> {
  await db.deleteFrom('records').where('id', '=', id).execute();
}

/** What still refers to a record. */
export async function findRecordUses(db: Db, id: number): Promise<{ items: number; holds: number; loans: number }> {
  const count = async (table: 'items' | 'holds' | 'loans') => {
    const { count: found } = await db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('record_id', '=', id)
      .executeTakeFirstOrThrow();
    return Number(found);
  };
  return { items: await count('items'), holds: await count('holds'), loans: await count('loans') };
}

/** The description that a record was imported from. */
export interface RecordSource {
  format: string;
  syntax: string;
  original: Uint8Array;
}

export async function findRecordSource(db: Db, recordId: number): Promise<RecordSource | undefined> {
  return db
    .selectFrom('record_sources')
    .select(['format', 'syntax', 'original'])
    .where('record_id', '=', recordId)
    .executeTakeFirst();
}

const COLUMN_OF = {
  controlNumber: 'control_number',
  kind: 'kind',
  title: 'title',
  subtitle: 'subtitle',
  responsibility: 'responsibility',
  authors: 'authors',
  publisher: 'publisher',
  place: 'place',
  year: 'year',
  language: 'language',
  isbns: 'isbns',
  subjects: 'subjects',
  series: 'series',
  edition: 'edition',
  extent: 'extent',
  classification: 'classification',
  summary: 'summary',
  isSuppressed: 'is_suppressed',
} as const satisfies Record<keyof RecordFields, keyof RecordsTable>;

function toRow(fields: Partial<RecordFields>): Updateable<RecordsTable> {
  const entries = Object.entries(fields) as [keyof RecordFields, RecordFields[keyof RecordFields]][];
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (Array.isArray(value)) return [COLUMN_OF[name], JSON.stringify(value)];
      return [COLUMN_OF[name], typeof value === 'boolean' ? Number(value) : value];
    }),
  );
}

function toStored(row: RecordRow): StoredRecord {
  return {
    id: row.id,
    controlNumber: row.control_number,
    kind: row.kind as RecordKind,
    title: row.title,
    subtitle: row.subtitle,
    responsibility: row.responsibility,
    authors: JSON.parse(row.authors) as string[],
    publisher: row.publisher,
    place: row.place,
    year: row.year,
    language: row.language,
    isbns: JSON.parse(row.isbns) as string[],
    subjects: JSON.parse(row.subjects) as string[],
    series: row.series,
    edition: row.edition,
    extent: row.extent,
    classification: row.classification,
    summary: row.summary,
    isSuppressed: row.is_suppressed === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
