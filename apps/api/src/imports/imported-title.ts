import type { BibliographicRecord, DescribedItem } from '../catalogue/marc/bibliographic-record.ts';

/** A title as it was read from a file, whatever the file's format. */
export interface ImportedTitle {
  /** 1 for the first record (or row) of the file. */
  position: number;
  record: BibliographicRecord;
  items: DescribedItem[];
  /** Whose control number it is: MARC field 003 or 801; null when the file does not say. */
  agency: string | null;
  /** The key that a Biblio Pro library wrote into its export. */
  ownKey: string | null;
  format: 'marc21' | 'unimarc' | 'csv';
  syntax: 'iso2709' | 'marcxml' | 'csv';
  /** The record as it came, to be kept. */
  original: Uint8Array;
  /** Same content, same fingerprint, whatever the syntax it came in. */
  fingerprint: string;
  error?: undefined;
}

/** A record of a file that cannot become a title. */
export interface RefusedRecord {
  position: number;
  error: { code: string; message: string };
  /** What the record calls itself, when that much could be read. */
  title: string | null;
  /** Its beginning, with control characters made visible. */
  excerpt: string;
}

export type ReadTitle = ImportedTitle | RefusedRecord;

/** The beginning of a record's bytes for a report: separators of MARC as `^`, `$` and line ends, the rest as it is. */
export function excerptOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 1000))
    .toString('utf8')
    .replace(/\u001f/g, '$')
    .replace(/\u001e/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .slice(0, 800);
}
