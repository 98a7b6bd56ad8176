import type { BibliographicRecord } from '../catalogue/marc/bibliographic-record.ts';
import type { ImportedTitle } from './imported-title.ts';

/** Makes a title for tests, as a reader would give it. */
export function importedTitle(
  record: Partial<BibliographicRecord> = {},
  more: Partial<Omit<ImportedTitle, 'record'>> = {},
): ImportedTitle {
  return {
    position: 1,
    items: [],
    agency: null,
    ownKey: null,
    format: 'marc21',
    syntax: 'iso2709',
    original: Buffer.from('original'),
    fingerprint: 'fingerprint',
    ...more,
    record: {
      controlNumber: null,
      kind: 'book',
      title: 'A title',
      subtitle: null,
      responsibility: null,
      authors: [],
      publisher: null,
      place: null,
      year: null,
      language: null,
      isbns: [],
      subjects: [],
      series: null,
      edition: null,
      extent: null,
      classification: null,
      summary: null,
      ...record,
    },
  };
}
