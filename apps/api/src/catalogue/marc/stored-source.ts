import type { BibliographicRecord } from './bibliographic-record.ts';
import { parseIso2709 } from './iso2709-record.ts';
import { isControlField, type MarcFlavour, type MarcRecord } from './marc-record.ts';
import { readMarcXmlText } from './marcxml-reader.ts';
import { rewriteMarc21, writeMarc21 } from './write-marc21.ts';
import { rewriteUnimarc, writeUnimarc } from './write-unimarc.ts';

/** What was imported, as the table `record_sources` keeps it. */
export interface StoredSource {
  /** The flavour, or `csv`. */
  format: string;
  syntax: string;
  original: Uint8Array;
}

/** Reads an imported record back; undefined when it was no MARC (a row of CSV). */
export function readStoredSource(source: StoredSource): MarcRecord | undefined {
  if (source.syntax === 'iso2709') return parseIso2709(source.original, { flavour: flavourOf(source.format) }).record;
  if (source.syntax === 'marcxml') return readMarcXmlText(Buffer.from(source.original).toString('utf8'));
  return undefined;
}

function flavourOf(format: string): MarcFlavour | undefined {
  return format === 'marc21' || format === 'unimarc' ? format : undefined;
}

/**
 * Gives a title as MARC: what was imported, brought up to what was edited since; or written anew, for titles that were made
 * here, in the flavour that the library works in.
 */
export function marcOfRecord(
  record: BibliographicRecord,
  source: StoredSource | undefined,
  ownFlavour: MarcFlavour = 'marc21',
): { marc: MarcRecord; flavour: MarcFlavour } {
  const original = source === undefined ? undefined : readStoredSource(source);
  const flavour = original === undefined ? ownFlavour : (flavourOf(source!.format) ?? 'marc21');
  if (original === undefined)
    return { marc: flavour === 'unimarc' ? writeUnimarc(record) : writeMarc21(record), flavour };
  return { marc: flavour === 'unimarc' ? rewriteUnimarc(original, record) : rewriteMarc21(original, record), flavour };
}

/** MARC-in-JSON, as libraries of code exchange it. */
export interface MarcInJson {
  leader: string;
  fields: Record<string, string | { ind1: string; ind2: string; subfields: Record<string, string>[] }>[];
}

/** Writes a record as MARC-in-JSON. */
export function toMarcInJson(record: MarcRecord): MarcInJson {
  return {
    leader: record.leader,
    fields: record.fields.map((field) =>
      isControlField(field)
        ? { [field.tag]: field.value }
        : {
            [field.tag]: {
              ind1: field.ind1,
              ind2: field.ind2,
              subfields: field.subfields.map(({ code, value }) => ({ [code]: value })),
            },
          },
    ),
  };
}
