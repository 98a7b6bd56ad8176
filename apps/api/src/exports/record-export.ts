import { stringify } from 'csv-stringify/sync';
import { insertSorted } from '../catalogue/marc/field-groups.ts';
import {
  makeField,
  subfieldValues,
  type DataField,
  type MarcField,
  type MarcFlavour,
  type MarcRecord,
} from '../catalogue/marc/marc-record.ts';
import { marcOfRecord } from '../catalogue/marc/stored-source.ts';
import { readOwnKey, writeOwnKey } from '../imports/match-key.ts';
import type { ExportedItem, ExportedRecord } from './exported-records.queries.ts';

/**
 * A title as MARC with the copies that it has now (952, in UNIMARC 995), and the key by which this library finds it again
 * when the file comes back (035).
 */
export function marcOfExport(
  exported: ExportedRecord,
  ownFlavour: MarcFlavour,
  decimals: number,
): { marc: MarcRecord; flavour: MarcFlavour } {
  const { marc, flavour } = marcOfRecord(exported.record, exported.source, ownFlavour);
  const write = flavour === 'unimarc' ? to995 : to952;
  let fields: readonly MarcField[] = marc.fields.filter((field) => !isCopy(field) && !isOwnKey(field));
  fields = insertSorted(fields, makeField('035', '  ', ['a', writeOwnKey(exported.key)]));
  for (const item of exported.items) fields = insertSorted(fields, write(item, decimals));
  return { marc: { ...marc, fields: [...fields] }, flavour };
}

const BARCODES: Record<string, string> = { '852': 'p', '952': 'p', '995': 'f' };

function isCopy(field: MarcField): boolean {
  const code = BARCODES[field.tag];
  return code !== undefined && 'subfields' in field && subfieldValues(field, code).length > 0;
}

function isOwnKey(field: MarcField): boolean {
  return (
    field.tag === '035' && 'subfields' in field && subfieldValues(field, 'a').some((text) => readOwnKey(text) !== null)
  );
}

function to952(item: ExportedItem, decimals: number): DataField {
  return makeField(
    '952',
    '  ',
    ['0', item.status === 'withdrawn' ? '1' : '0'],
    ['1', item.status === 'lost' ? '1' : '0'],
    ['4', item.status === 'damaged' ? '1' : '0'],
    ['7', item.status === 'not_for_loan' ? '1' : '0'],
    ['a', item.branch],
    ['b', item.currentBranch],
    ['c', item.location],
    ['h', item.volume],
    ['o', item.callNumber],
    ['p', item.barcode],
    ['v', formatPrice(item.price, decimals)],
    ['y', item.itemType],
    ['z', item.note],
  );
}

function to995(item: ExportedItem): DataField {
  return makeField(
    '995',
    '  ',
    ['b', item.branch],
    ['c', item.currentBranch],
    ['e', item.location],
    ['f', item.barcode],
    ['k', item.callNumber],
    ['o', item.status === 'available' ? '0' : '3'],
    ['r', item.itemType],
    ['u', item.note],
    ['v', item.volume],
  );
}

function formatPrice(price: number | null, decimals: number): string | null {
  return price === null ? null : (price / 10 ** decimals).toFixed(decimals);
}

/** The headings of a CSV export; an import recognises them. */
const CSV_HEADINGS = [
  'controlNumber',
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
  'kind',
  'barcode',
  'branch',
  'location',
  'callNumber',
  'volume',
  'itemType',
  'price',
  'biblioProKey',
];

/** The first line of a CSV file, after the mark that tells spreadsheets that it is UTF-8. */
export const CSV_HEADER = `\ufeff${csvLine(CSV_HEADINGS)}`;

/** A title as one line of CSV; several authors, subjects or copies stand between `|`. */
export function csvOfExport({ record, items, key }: ExportedRecord, decimals: number): string {
  const copies = (value: (item: ExportedItem) => string | null) => items.map((item) => value(item) ?? '').join(' | ');
  return csvLine([
    record.controlNumber,
    record.title,
    record.subtitle,
    record.responsibility,
    record.authors.join(' | '),
    record.publisher,
    record.place,
    record.year,
    record.language,
    record.isbns.join(' | '),
    record.subjects.join(' | '),
    record.series,
    record.edition,
    record.extent,
    record.classification,
    record.summary,
    record.kind,
    copies((item) => item.barcode),
    copies((item) => item.branch),
    copies((item) => item.location),
    copies((item) => item.callNumber),
    copies((item) => item.volume),
    copies((item) => item.itemType),
    copies((item) => formatPrice(item.price, decimals)),
    writeOwnKey(key),
  ]);
}

/** One line of RFC 4180. A cell that a spreadsheet would run as a formula is kept as text by an apostrophe. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows' });
}
