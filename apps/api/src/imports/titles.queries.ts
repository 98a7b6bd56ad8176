import { sql, type Insertable } from 'kysely';
import type { BibliographicRecord, DescribedItem } from '../catalogue/marc/bibliographic-record.ts';
import type { Db } from '../platform/database/database.ts';
import type { ItemsTable, RecordSourcesTable, RecordsTable } from '../platform/database/tables/catalogue.ts';
import type { KeyedTitle, KnownTitle } from './import-plan.ts';
import type { ImportedTitle } from './imported-title.ts';
import { plain } from './match-key.ts';

/** One size for every statement of many rows: few texts to prepare, parameters well under every engine's limit. */
const ROWS = 100;

function* slices<T>(values: readonly T[]): Generator<T[]> {
  for (let at = 0; at < values.length; at += ROWS) yield values.slice(at, at + ROWS);
}

/**
 * Finds which titles the catalogue has, by key. A number without an agency also finds a title that was made here under the
 * same number and name.
 */
export async function findKnownTitles(db: Db, titles: readonly KeyedTitle[]): Promise<Map<string, KnownTitle>> {
  const known = new Map<string, KnownTitle>();
  for (const some of slices([...new Set(titles.map(({ key }) => key))])) {
    const rows = await selectKnown(db).where('records.match_key', 'in', some).execute();
    for (const { id, match_key, fingerprint } of rows) known.set(match_key, { id, fingerprint });
  }
  const numbered = titles.filter(({ key }) => key.startsWith('no:') && !known.has(key));
  for (const some of slices(numbered)) {
    const numbers = some.map(({ title }) => title.record.controlNumber);
    const rows = await selectKnown(db)
      .where('records.control_number', 'in', numbers)
      .where((eb) => eb.or([eb('match_key', 'like', 'manual:%'), eb('match_key', 'like', 'sample:%')]))
      .execute();
    for (const { key, title } of some) {
      const same = rows.find(
        (row) => row.control_number === title.record.controlNumber && plain(row.title) === plain(title.record.title),
      );
      if (same !== undefined) known.set(key, { id: same.id, fingerprint: same.fingerprint });
    }
  }
  return known;
}

function selectKnown(db: Db) {
  return db
    .selectFrom('records')
    .leftJoin('record_sources', 'record_sources.record_id', 'records.id')
    .select(['records.id', 'match_key', 'control_number', 'title', 'fingerprint']);
}

/** The columns that a described title fills. */
function columnsOf(record: BibliographicRecord) {
  return {
    control_number: record.controlNumber,
    kind: record.kind,
    title: record.title,
    subtitle: record.subtitle,
    responsibility: record.responsibility,
    authors: JSON.stringify(record.authors),
    publisher: record.publisher,
    place: record.place,
    year: record.year,
    language: record.language,
    isbns: JSON.stringify(record.isbns),
    subjects: JSON.stringify(record.subjects),
    series: record.series,
    edition: record.edition,
    extent: record.extent,
    classification: record.classification,
    summary: record.summary,
  } satisfies Partial<Insertable<RecordsTable>>;
}

/** Adds titles with what they came from; answers their ids by key. */
export async function insertTitles(
  db: Db,
  titles: readonly { key: string; title: ImportedTitle }[],
  now: string,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const some of slices(titles)) {
    const rows = some.map(({ key, title }) => ({
      match_key: key,
      ...columnsOf(title.record),
      created_at: now,
      updated_at: now,
    }));
    await db.insertInto('records').values(rows).execute();
    const keys = some.map(({ key }) => key);
    const inserted = await db
      .selectFrom('records')
      .select(['id', 'match_key'])
      .where('match_key', 'in', keys)
      .execute();
    for (const { id, match_key } of inserted) ids.set(match_key, id);
    const sources = some.map(({ key, title }) => sourceRow(ids.get(key)!, title));
    await db.insertInto('record_sources').values(sources).execute();
  }
  return ids;
}

function sourceRow(recordId: number, title: ImportedTitle): RecordSourcesTable {
  return {
    record_id: recordId,
    format: title.format,
    syntax: title.syntax,
    fingerprint: title.fingerprint,
    original: title.original,
  };
}

/** Brings a title of the catalogue to what its file says now. */
export async function updateTitle(db: Db, recordId: number, title: ImportedTitle, now: string): Promise<void> {
  await db
    .updateTable('records')
    .set((eb) => ({ ...columnsOf(title.record), updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', recordId)
    .execute();
  await db.deleteFrom('record_sources').where('record_id', '=', recordId).execute();
  await db.insertInto('record_sources').values(sourceRow(recordId, title)).execute();
}

/** An item by its barcode: whose it is, and what an import may change. */
export interface KnownItem {
  id: number;
  recordId: number;
}

/** Finds which barcodes exist. */
export async function findBarcodes(db: Db, barcodes: readonly string[]): Promise<Map<string, KnownItem>> {
  const known = new Map<string, KnownItem>();
  for (const some of slices([...new Set(barcodes)])) {
    const rows = await db
      .selectFrom('items')
      .select(['id', 'record_id', 'barcode'])
      .where('barcode', 'in', some)
      .execute();
    for (const { id, record_id, barcode } of rows) known.set(barcode, { id, recordId: record_id });
  }
  return known;
}

/** Tells which of these titles have a copy. */
export async function findRecordsWithItems(db: Db, recordIds: readonly number[]): Promise<Set<number>> {
  const found = new Set<number>();
  for (const some of slices(recordIds)) {
    const rows = await db.selectFrom('items').select('record_id').distinct().where('record_id', 'in', some).execute();
    for (const { record_id } of rows) found.add(record_id);
  }
  return found;
}

export type NewItemRow = Insertable<ItemsTable>;

/** Adds copies. */
export async function insertItems(db: Db, rows: readonly NewItemRow[]): Promise<void> {
  for (const some of slices(rows)) await db.insertInto('items').values(some).execute();
}

/** Changes what a file says of a copy; its status and place belong to the desk. False when it said the same before. */
export async function updateItemDescription(
  db: Db,
  itemId: number,
  described: Pick<DescribedItem, 'location' | 'callNumber' | 'volume' | 'note'> & { price: number | null },
  now: string,
): Promise<boolean> {
  const item = await db
    .selectFrom('items')
    .select(['location', 'call_number', 'volume', 'price', 'note'])
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  const changes = {
    location: described.location ?? item.location,
    call_number: described.callNumber ?? item.call_number,
    volume: described.volume ?? item.volume,
    price: described.price ?? item.price,
    note: described.note ?? item.note,
  };
  const isSame =
    changes.location === item.location &&
    changes.call_number === item.call_number &&
    changes.volume === item.volume &&
    changes.price === item.price &&
    changes.note === item.note;
  if (isSame) return false;
  await db
    .updateTable('items')
    .set({ ...changes, updated_at: now, version: sql`version + 1` })
    .where('id', '=', itemId)
    .execute();
  return true;
}

/** Branches and item types by what files call them: code or name, whatever the case. */
export interface PlaceNames {
  branches: ReadonlyMap<string, number>;
  itemTypes: ReadonlyMap<string, number>;
  /** The branch of a library with only one. */
  onlyBranchId: number | null;
  firstItemTypeId: number | null;
}

export async function readPlaceNames(db: Db): Promise<PlaceNames> {
  const branches = await db.selectFrom('branches').select(['id', 'code', 'name']).orderBy('id').execute();
  const types = await db.selectFrom('item_types').select(['id', 'code', 'name_fr', 'name_en']).orderBy('id').execute();
  return {
    branches: new Map(branches.flatMap(({ id, code, name }) => [named(name, id), named(code, id)])),
    itemTypes: new Map(
      types.flatMap(({ id, code, name_fr, name_en }) => [named(name_en, id), named(name_fr, id), named(code, id)]),
    ),
    onlyBranchId: branches.length === 1 ? branches[0]!.id : null,
    firstItemTypeId: types[0]?.id ?? null,
  };
}

function named(name: string, id: number): [string, number] {
  return [plainName(name), id];
}

/** The form in which names are compared. */
export function plainName(name: string): string {
  return name.trim().toLowerCase();
}
