import { stringify } from 'csv-stringify/sync';
import { writeIso2709 } from '../catalogue/marc/iso2709-writer.ts';
import { MARCXML_FOOTER, MARCXML_HEADER, writeMarcXmlRecord } from '../catalogue/marc/marcxml-writer.ts';
import { marcOfRecord } from '../catalogue/marc/stored-source.ts';
import { findRecord, findRecordSource, type StoredRecord } from '../catalogue/records.queries.ts';
import type { Db } from '../platform/database/database.ts';
import { findRecordIdsAfter } from '../search/search-feed.queries.ts';

export const EXPORT_FORMATS = ['marcxml', 'iso2709', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const RECORDS_PER_BATCH = 100;

const CSV_COLUMNS = [
  'controlNumber',
  'kind',
  'title',
  'subtitle',
  'responsibility',
  'authors',
  'publisher',
  'place',
  'year',
  'language',
  'isbns',
  'subjects',
  'series',
  'edition',
  'extent',
  'classification',
  'summary',
] as const satisfies readonly (keyof StoredRecord)[];

/**
 * Writes the whole catalogue piece by piece, so that memory stays flat whatever its size. Records that were imported as MARC
 * keep every field that came with them. A record that is added meanwhile is included, one that is deleted is left out.
 *
 * @param onProgress gets the number of records written so far.
 */
export async function* exportRecords(
  db: Db,
  format: ExportFormat,
  onProgress: (records: number) => void = () => {},
): AsyncGenerator<Buffer> {
  let last = 0;
  let count = 0;
  yield Buffer.from(headOf(format));
  for (;;) {
    const ids = await findRecordIdsAfter(db, last, RECORDS_PER_BATCH);
    if (ids.length === 0) break;
    last = ids.at(-1)!;
    const pieces: Buffer[] = [];
    for (const id of ids) {
      const record = await findRecord(db, id);
      if (record !== undefined) pieces.push(await writeRecord(db, record, format));
    }
    count += pieces.length;
    onProgress(count);
    yield Buffer.concat(pieces);
  }
  if (format === 'marcxml') yield Buffer.from(MARCXML_FOOTER);
}

function headOf(format: ExportFormat): string {
  switch (format) {
    case 'marcxml':
      return MARCXML_HEADER;
    case 'csv':
      // Spreadsheets take a file for UTF-8 only with the mark in front.
      return `\uFEFF${CSV_COLUMNS.join(',')}\r\n`;
    case 'iso2709':
      return '';
  }
}

async function writeRecord(db: Db, record: StoredRecord, format: ExportFormat): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(toCsvRow(record));
  const { marc, flavour } = marcOfRecord(record, await findRecordSource(db, record.id));
  if (format === 'marcxml') return Buffer.from(writeMarcXmlRecord(marc, flavour));
  return Buffer.from(writeIso2709(marc, flavour));
}

/** A row that no spreadsheet takes for a formula. Several authors, ISBNs or subjects are parted by ` | `. */
export function toCsvRow(record: StoredRecord): string {
  const cells = CSV_COLUMNS.map((column) => {
    const value = record[column];
    return Array.isArray(value) ? value.join(' | ') : value;
  });
  return stringify([cells], { escape_formulas: true, record_delimiter: 'windows' });
}
