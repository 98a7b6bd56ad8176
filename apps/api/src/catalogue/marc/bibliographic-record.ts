import { normaliseIsbn } from '../../search/isbn.ts';
import type { RecordKind } from '../records.schema.ts';

/** What Biblio Pro shows and searches of a title, whatever format described it. */
export interface BibliographicRecord {
  controlNumber: string | null;
  kind: RecordKind;
  title: string;
  subtitle: string | null;
  responsibility: string | null;
  /** Headings: family name first where there is one. */
  authors: string[];
  publisher: string | null;
  place: string | null;
  year: number | null;
  /** ISO 639-2/B. */
  language: string | null;
  /** Valid ones only, as ISBN-13 without hyphens. */
  isbns: string[];
  subjects: string[];
  series: string | null;
  edition: string | null;
  extent: string | null;
  classification: string | null;
  summary: string | null;
}

/** A copy as a catalogue file describes it: codes and names are those of the file. */
export interface DescribedItem {
  barcode: string | null;
  branch: string | null;
  location: string | null;
  callNumber: string | null;
  /** Which part of the title. */
  volume: string | null;
  itemType: string | null;
  /** As it was written, such as `19,90 €`. */
  price: string | null;
  status: 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn';
  note: string | null;
}

/** Longest texts that the database's columns take. */
const SHORT = 500;
const LONG = 20_000;
const MAX_VALUES = 200;

/** Brings a mapped record to what the database takes: no empty texts, no repeats, nothing too long. */
export function tidyRecord(record: BibliographicRecord): BibliographicRecord {
  return {
    ...record,
    controlNumber: clip(record.controlNumber, 191),
    title: clip(record.title, 2000) ?? '',
    subtitle: clip(record.subtitle, 2000),
    responsibility: clip(record.responsibility, 2000),
    authors: distinct(record.authors, 100),
    publisher: clip(record.publisher, SHORT),
    place: clip(record.place, SHORT),
    isbns: distinct(record.isbns, 50),
    subjects: distinct(record.subjects, MAX_VALUES),
    series: clip(record.series, SHORT),
    edition: clip(record.edition, SHORT),
    extent: clip(record.extent, SHORT),
    classification: clip(record.classification, SHORT),
    summary: clip(record.summary, LONG),
  };
}

/** Gives a text without outer and repeated spaces, cut between characters; null when nothing is left. */
export function clip(text: string | null | undefined, length: number): string | null {
  if (text == null) return null;
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  if (clean === '') return null;
  if (clean.length <= length) return clean;
  return clean
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

function distinct(values: readonly string[], most: number): string[] {
  const seen = new Set<string>();
  for (const value of values) {
    const clean = clip(value, 300);
    if (clean !== null) seen.add(clean);
    if (seen.size >= most) break;
  }
  return [...seen];
}

/** The valid ISBNs in texts such as `0-19-877306-4 (pbk.) : £12`, as ISBN-13. */
export function isbnsIn(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [candidate] of text.matchAll(
      /(?:97[89][\s\u2010-\u2015-]?)?\d(?:[\s\u2010-\u2015-]?\d){8}[\s\u2010-\u2015-]?[\dXx]/g,
    )) {
      const isbn = normaliseIsbn(candidate);
      if (isbn !== null) found.add(isbn);
    }
  }
  return [...found];
}

/** The first year from 1000 to 2100 in a text such as `c1993.` or `[1961?]`. */
export function yearIn(text: string | null | undefined): number | null {
  const match = /(?<!\d)(1\d{3}|20\d{2}|2100)(?!\d)/.exec(text ?? '');
  return match === null ? null : Number(match[1]);
}
