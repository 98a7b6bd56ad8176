import { hash } from 'node:crypto';
import {
  clip,
  isbnsIn,
  tidyRecord,
  yearIn,
  type BibliographicRecord,
  type DescribedItem,
} from '../catalogue/marc/bibliographic-record.ts';
import { languageCode } from '../catalogue/marc/language-codes.ts';
import { cleanBarcode, isDescribed } from '../catalogue/marc/marc-items.ts';
import type { RecordKind } from '../catalogue/records.schema.ts';
import { normaliseIsbn } from '../search/isbn.ts';
import type { ColumnMapping, CsvField } from './csv-columns.ts';
import { readOwnKey } from './match-key.ts';
import type { ImportedTitle } from './imported-title.ts';

/** One row: its texts by column name. */
export type CsvRow = Record<string, string>;

/** Maps a row to a title with at most one copy. */
export function mapRow(row: CsvRow, mapping: ColumnMapping, position: number): ImportedTitle {
  const columns = Object.entries(mapping);
  const valuesOf = (field: CsvField): string[] =>
    columns
      .flatMap(([column, mapped]) => (mapped === field ? (clip(unguarded(row[column]), 20_000) ?? []) : []))
      .filter(isGiven);
  const first = (field: CsvField): string | null => valuesOf(field)[0] ?? null;
  const statement = splitImprint(first('publisher'));
  const [year] = [...valuesOf('year'), statement.date ?? ''].map(yearOf).filter((value) => value !== null);
  // A title of several lines carries its subtitle below.
  const titleColumn = columns.find(([column, field]) => field === 'title' && (row[column] ?? '').trim() !== '')?.[0];
  const [title = '', ...below] = unguarded(row[titleColumn ?? ''] ?? '')
    .trim()
    .split(/[\r\n]+/);
  // Printed the way libraries do, a title carries its authors behind a slash.
  const [, ownTitle = title, stated] = /^([^/]*\S)\s+\/\s+(\S[^/]*)$/.exec(title) ?? [];
  const record = tidyRecord({
    controlNumber: first('controlNumber'),
    kind: kindOf(first('kind')),
    title: isGiven(title) ? ownTitle : '',
    subtitle: first('subtitle') ?? below.join(' '),
    responsibility: first('responsibility') ?? stated ?? null,
    authors: valuesOf('authors').flatMap((text) => splitValues(text)),
    publisher: statement.publisher,
    place: first('place') ?? statement.place,
    year: year ?? null,
    language: languageCode(first('language')?.split(/[/;,|]/)[0]),
    isbns: valuesOf('isbns').flatMap(isbnsOfCell),
    subjects: valuesOf('subjects').flatMap((text) => splitValues(text)),
    series: first('series'),
    edition: first('edition'),
    extent: extentOf(first('extent')),
    classification: first('classification'),
    summary: first('summary'),
  });
  const original = Buffer.from(JSON.stringify(row));
  const items = copiesOf(first);
  // Of the content: columns that are not imported (how often lent, when exported) must not make it another.
  const fingerprint = hash('sha256', JSON.stringify([record, items]));
  return {
    position,
    record,
    items,
    agency: null,
    ownKey: readOwnKey(first('key') ?? ''),
    format: 'csv',
    syntax: 'csv',
    original,
    fingerprint,
  };
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula. */
function unguarded<Text extends string | undefined>(text: Text): Text {
  return text?.replace(/^'(?=[=+\-@\t\r])/, '') as Text;
}

/**
 * The copies of a row: one, or several barcodes between `|` with as many branches, places and call numbers (or one for all).
 * A row without a barcode describes a copy when it says where one stands or what it is.
 */
function copiesOf(first: (field: CsvField) => string | null): DescribedItem[] {
  const barcodes = (first('barcode') ?? '').split('|');
  const part = (field: CsvField, index: number, length: number): string | null => {
    const values = (first(field) ?? '').split('|');
    return clip(values.length === barcodes.length ? values[index] : first(field), length);
  };
  const copies = barcodes.map((text, index): DescribedItem => {
    return {
      barcode: cleanBarcode(text),
      branch: part('branch', index, 191),
      location: part('location', index, 200),
      callNumber: part('callNumber', index, 200),
      volume: part('volume', index, 100),
      itemType: part('itemType', index, 191),
      price: part('price', index, 50),
      status: 'available',
      note: clip(first('note'), 500),
    };
  });
  return copies.filter(isDescribed);
}

/** Puts a further row of the same title into it: more authors, subjects, ISBNs and copies. */
export function mergeRow(title: ImportedTitle, further: ImportedTitle): ImportedTitle {
  const union = (a: string[], b: string[]) => [...new Set([...a, ...b])];
  const record: BibliographicRecord = { ...title.record };
  for (const [attribute, value] of Object.entries(further.record)) {
    if (record[attribute as keyof BibliographicRecord] === null) Object.assign(record, { [attribute]: value });
  }
  record.authors = union(title.record.authors, further.record.authors);
  record.subjects = union(title.record.subjects, further.record.subjects);
  record.isbns = union(title.record.isbns, further.record.isbns);
  return {
    ...title,
    record: tidyRecord(record),
    items: [...title.items, ...further.items],
    original: Buffer.concat([title.original, Buffer.from('\n'), further.original]),
    fingerprint: hash('sha256', title.fingerprint + further.fingerprint),
  };
}

/** Signs for "nothing" that exports write. */
function isGiven(text: string): boolean {
  return !/^(?:-+|–|\\N|null|n\/?a|none|nan|s\.?\s?o\.?|#N\/A)$/i.test(text);
}

/** Several values in one cell stand between `|`, `;` or line ends; a comma belongs to the name. */
function splitValues(text: string): string[] {
  return text
    .split(/\s*[|;\r\n]\s*/)
    .map((value) => value.trim())
    .filter((value) => value !== '' && isGiven(value));
}

/** Spreadsheets take ISBNs for numbers: they lose leading zeros and gain `.0`. */
function isbnsOfCell(text: string): string[] {
  const compact = text.trim().replace(/\.0+$/, '');
  if (/^\d{7,9}[\dXx]$/.test(compact)) {
    const isbn = normaliseIsbn(compact.padStart(10, '0'));
    return isbn === null ? [] : [isbn];
  }
  return isbnsIn([compact]);
}

function yearOf(text: string): number | null {
  const short = /^-?\d{1,4}(?:\.0+)?$/.exec(text.trim());
  if (short === null) return yearIn(text);
  const year = Math.trunc(Number(short[0]));
  return year >= -3000 && year <= 2100 && year !== 0 ? year : null;
}

/** A bare number is a number of pages. */
function extentOf(text: string | null): string | null {
  return text !== null && /^\d+$/.test(text) ? `${text} p.` : text;
}

/** `Paris : Gallimard, 1971-` is place, publisher and date, as libraries print them. */
function splitImprint(text: string | null): { place: string | null; publisher: string | null; date: string | null } {
  const match = /^([^:]{1,80}?)\s+:\s+(.+?)(?:,\s*((?:\[|DL|cop\.|c|impr\.|\s)*\d{4}.*))?$/.exec(text ?? '');
  if (match === null) return { place: null, publisher: text, date: null };
  const place = match[1]!.replace(/^\[|\]$/g, '').trim();
  const isUnknown = /^s\.?\s?l\.?$/i.test(place);
  return { place: isUnknown || place === '' ? null : place, publisher: match[2]!, date: match[3] ?? null };
}

const KIND_WORDS: [RegExp, RecordKind][] = [
  [/comic|bande.?dessin|\bbd\b|manga|graphic novel/i, 'comic'],
  [/e-?book|livre num|num[ée]rique|epub|kindle|online/i, 'ebook'],
  [/p[ée]riodi|revue|magazine|journal|serial|newspaper|presse/i, 'periodical'],
  [/music|musique|\bcd\b|audio cd|disque|vinyl|score|partition/i, 'music'],
  [/film|dvd|vid[ée]o|blu-?ray|movie/i, 'film'],
  [/\bmap|carte|atlas/i, 'map'],
  [/\bgame|\bjeu/i, 'game'],
  [/book|livre|text|roman|print|imprim|relié|broché|paperback|hardcover|monogra/i, 'book'],
];

/** The kind that a word names; a book when there is no column for it. */
function kindOf(text: string | null): RecordKind {
  if (text === null) return 'book';
  return KIND_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}
