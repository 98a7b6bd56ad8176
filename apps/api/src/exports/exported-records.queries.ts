import type { BibliographicRecord } from '../catalogue/marc/bibliographic-record.ts';
import type { MarcFlavour } from '../catalogue/marc/marc-record.ts';
import type { StoredSource } from '../catalogue/marc/stored-source.ts';
import type { RecordKind } from '../catalogue/records.schema.ts';
import type { Db } from '../platform/database/database.ts';

/** A copy as an export names it: branch and type by their codes. */
export interface ExportedItem {
  barcode: string;
  branch: string;
  currentBranch: string;
  itemType: string;
  location: string | null;
  callNumber: string | null;
  volume: string | null;
  status: string;
  /** In minor units. */
  price: number | null;
  note: string | null;
}

export interface ExportedRecord {
  id: number;
  key: string;
  record: BibliographicRecord;
  source: StoredSource | undefined;
  items: ExportedItem[];
}

/** Reads the records behind an id, with their sources and copies. */
export async function readRecordsAfter(db: Db, after: number, limit: number): Promise<ExportedRecord[]> {
  const rows = await db
    .selectFrom('records')
    .leftJoin('record_sources', 'record_sources.record_id', 'records.id')
    .selectAll('records')
    .select(['format', 'syntax', 'original'])
    .where('records.id', '>', after)
    .orderBy('records.id')
    .limit(limit)
    .execute();
  const items = await readItems(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    key: row.match_key,
    items: items.get(row.id) ?? [],
    source:
      row.format === null || row.syntax === null || row.original === null
        ? undefined
        : { format: row.format, syntax: row.syntax, original: row.original },
    record: {
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
    },
  }));
}

async function readItems(db: Db, recordIds: readonly number[]): Promise<Map<number, ExportedItem[]>> {
  const byRecord = new Map<number, ExportedItem[]>();
  if (recordIds.length === 0) return byRecord;
  const rows = await db
    .selectFrom('items')
    .innerJoin('branches as home', 'home.id', 'items.home_branch_id')
    .innerJoin('branches as current', 'current.id', 'items.current_branch_id')
    .innerJoin('item_types', 'item_types.id', 'items.item_type_id')
    .select([
      'items.record_id',
      'items.barcode',
      'home.code as branch',
      'current.code as currentBranch',
      'item_types.code as itemType',
      'items.location',
      'items.call_number as callNumber',
      'items.volume',
      'items.status',
      'items.price',
      'items.note',
    ])
    .where('items.record_id', 'in', recordIds)
    .orderBy('items.id')
    .execute();
  for (const { record_id, ...item } of rows) {
    const list = byRecord.get(record_id);
    if (list === undefined) byRecord.set(record_id, [item]);
    else list.push(item);
  }
  return byRecord;
}

/** The flavour that most of the library's MARC records have: what was made here is written in it too. */
export async function findUsualFlavour(db: Db): Promise<MarcFlavour> {
  const rows = await db
    .selectFrom('record_sources')
    .select((eb) => ['format', eb.fn.countAll<number>().as('count')])
    .where('format', 'in', ['marc21', 'unimarc'])
    .groupBy('format')
    .execute();
  const countOf = (flavour: string) => Number(rows.find(({ format }) => format === flavour)?.count ?? 0);
  return countOf('unimarc') > countOf('marc21') ? 'unimarc' : 'marc21';
}
