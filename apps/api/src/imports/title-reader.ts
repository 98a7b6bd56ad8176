import { hash } from 'node:crypto';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { detectFlavour, isBibliographic } from '../catalogue/marc/flavour.ts';
import { readIso2709 } from '../catalogue/marc/iso2709-reader.ts';
import { mapMarc21 } from '../catalogue/marc/map-marc21.ts';
import { mapUnimarc } from '../catalogue/marc/map-unimarc.ts';
import { itemsOf } from '../catalogue/marc/marc-items.ts';
import {
  controlValue,
  dataFields,
  subfield,
  subfieldValues,
  type MarcFlavour,
  type MarcRecord,
  type ReadRecord,
} from '../catalogue/marc/marc-record.ts';
import { readMarcXml } from '../catalogue/marc/marcxml-reader.ts';
import { repairMarc8ReadAsLatin1, type TextEncoding } from '../catalogue/marc/text-encoding.ts';
import { nameColumns, type ColumnMapping } from './csv-columns.ts';
import type { Delimiter } from './csv-dialect.ts';
import { mapRow, mergeRow, type CsvRow } from './csv-titles.ts';
import { excerptOf, type ImportedTitle, type ReadTitle } from './imported-title.ts';
import { matchKeyOf, readOwnKey } from './match-key.ts';

/** How a file is to be read. */
export type ReadingPlan =
  | { format: 'marc21' | 'unimarc'; encoding: TextEncoding | undefined }
  | { format: 'marcxml' }
  | { format: 'csv'; encoding: TextEncoding; delimiter: Delimiter; mapping: ColumnMapping; isGarbled: boolean };

/** Reads a file's titles one by one, in the order of the file. */
export async function* readTitles(stream: AsyncIterable<Uint8Array>, plan: ReadingPlan): AsyncGenerator<ReadTitle> {
  if (plan.format === 'csv') yield* readCsvTitles(stream, plan);
  else if (plan.format === 'marcxml') yield* readMarcTitles(readMarcXml(stream), 'marcxml', undefined);
  else yield* readMarcTitles(readIso2709(stream, { encoding: plan.encoding }), 'iso2709', plan.format);
}

async function* readMarcTitles(
  records: AsyncIterable<ReadRecord>,
  syntax: 'iso2709' | 'marcxml',
  given: MarcFlavour | undefined,
): AsyncGenerator<ReadTitle> {
  let usual: MarcFlavour = given ?? 'marc21';
  for await (const read of records) {
    const { position, bytes } = read;
    if (read.record === undefined) {
      yield { position, error: read.error, title: null, excerpt: excerptOf(bytes) };
      continue;
    }
    // Files of several sources mix flavours: each record speaks for itself, and else for its neighbours.
    const flavour = detectFlavour(read.record) ?? usual;
    usual = flavour;
    const title = mapMarc(read.record, flavour);
    const refusal = refusalOf(read.record, flavour, title.record.title);
    if (refusal !== undefined) {
      yield { position, error: refusal, title: title.record.title || null, excerpt: excerptOf(bytes) };
      continue;
    }
    yield { ...title, position, syntax, original: bytes, fingerprint: fingerprintOf(read.record) };
  }
}

/** Same content, same fingerprint, whether it came as ISO 2709 or as XML: lengths and addresses are no content. */
function fingerprintOf({ leader, fields }: MarcRecord): string {
  return hash('sha256', JSON.stringify([leader.slice(5, 9), leader.slice(17, 20), fields]));
}

function mapMarc(
  marc: MarcRecord,
  flavour: MarcFlavour,
): Pick<ImportedTitle, 'record' | 'items' | 'agency' | 'ownKey' | 'format'> {
  return {
    record: flavour === 'unimarc' ? mapUnimarc(marc) : mapMarc21(marc),
    items: itemsOf(marc, flavour),
    agency: agencyOf(marc, flavour),
    ownKey: ownKeyOf(marc),
    format: flavour,
  };
}

function ownKeyOf(marc: MarcRecord): string | null {
  const numbers = dataFields(marc, '035').flatMap((field) => subfieldValues(field, 'a'));
  return numbers.map(readOwnKey).find((key) => key !== null) ?? null;
}

/** Whose number field 001 holds: 003, or in UNIMARC the agency that issued the record (801, second indicator 3 first). */
function agencyOf(marc: MarcRecord, flavour: MarcFlavour): string | null {
  const agency = controlValue(marc, '003')?.trim();
  if (agency !== undefined && agency !== '') return agency;
  if (flavour !== 'unimarc') return null;
  const sources = dataFields(marc, '801');
  return subfield(sources.find(({ ind2 }) => ind2 === '3') ?? sources[0], 'b') ?? null;
}

function refusalOf(
  marc: MarcRecord,
  flavour: MarcFlavour,
  title: string,
): { code: string; message: string } | undefined {
  if (title !== '' && isBibliographic(marc, flavour)) return undefined;
  const type = marc.leader[6] ?? ' ';
  if (type === 'z' || (flavour === 'unimarc' && 'xy'.includes(type))) {
    return { code: 'authority', message: 'This is an authority record, not a title.' };
  }
  return 'uvwxyq'.includes(type)
    ? { code: 'not_a_title', message: `Records of type "${type}" (holdings, classification) are no titles.` }
    : { code: 'title_missing', message: 'The record has no title.' };
}

/** Longest row: beyond it a quote was never closed. */
const MAX_ROW_CHARACTERS = 1_000_000;

async function* readCsvTitles(
  stream: AsyncIterable<Uint8Array>,
  plan: Extract<ReadingPlan, { format: 'csv' }>,
): AsyncGenerator<ReadTitle> {
  let position = 0;
  let open: { title: ImportedTitle; key: string } | undefined;
  for await (const { cells, error } of readCsvRows(stream, plan)) {
    position += 1;
    if (error !== undefined) {
      yield { position, error, title: null, excerpt: '' };
      continue;
    }
    const title = mapRow(cells, plan.mapping, position);
    if (title.record.title === '') {
      yield {
        position,
        error: { code: 'title_missing', message: 'The row has no title.' },
        title: null,
        excerpt: excerptOf(title.original),
      };
      continue;
    }
    // Exports give a title a row for each copy or each author, one below the other.
    const key = matchKeyOf(title);
    if (open !== undefined && open.key === key) {
      open.title = mergeRow(open.title, title);
      continue;
    }
    if (open !== undefined) yield open.title;
    open = { title, key };
  }
  if (open !== undefined) yield open.title;
}

type CsvFault = { error: { code: string; message: string } };
type CsvRead = { cells: CsvRow; error?: undefined } | (CsvFault & { cells?: undefined });

/** How the bytes of a CSV file become cells. */
export interface CsvSource {
  encoding: TextEncoding;
  delimiter: Delimiter;
  isGarbled: boolean;
}

/** Reads rows by the first line's headings. */
async function* readCsvRows(stream: AsyncIterable<Uint8Array>, source: CsvSource): AsyncGenerator<CsvRead> {
  let columns: string[] | undefined;
  for await (const read of readCsvCells(stream, source)) {
    if (!Array.isArray(read)) {
      yield read;
      continue;
    }
    if (columns === undefined) {
      columns = nameColumns(read);
      continue;
    }
    const row: CsvRow = {};
    columns.forEach((name, index) => {
      const text = read[index];
      if (text === undefined || text === '') return;
      row[name] = (source.isGarbled ? repairMarc8ReadAsLatin1(text) : text).normalize('NFC');
    });
    yield { cells: row };
  }
}

/** Reads lines of cells, the headings first. */
export async function* readCsvCells(
  stream: AsyncIterable<Uint8Array>,
  source: CsvSource,
): AsyncGenerator<string[] | CsvFault> {
  const faults: CsvFault[] = [];
  const text = Readable.from(decodeStream(stream, source.encoding));
  const parser = text.pipe(
    parse({
      delimiter: source.delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_CHARACTERS,
      skip_records_with_error: true,
      on_skip: (error) => {
        faults.push({ error: { code: 'malformed', message: (error?.message ?? 'The row is broken.').slice(0, 300) } });
        // Behind a quote that never closes the parser finds no row any more.
        text.unpipe(parser);
        queueMicrotask(() => parser.end());
      },
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield cells;
  } finally {
    text.destroy();
  }
  // One reason is enough: the others follow from it.
  if (faults[0] !== undefined) yield faults[0];
}

async function* decodeStream(stream: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'marc-8' || encoding === 'iso-5426' ? 'utf-8' : encoding);
  for await (const chunk of stream) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
