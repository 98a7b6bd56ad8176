import { open } from 'node:fs/promises';
import type { AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { decodeText, type TextEncoding } from '../catalogue/marc/text-encoding.ts';
import type { ItemDefaults } from './copy-writer.ts';
import { guessMapping, nameColumns, type ColumnMapping } from './csv-columns.ts';
import { detectDelimiter } from './csv-dialect.ts';
import { detectFile, SAMPLE_BYTES, type DetectedFile, type ImportFormat } from './file-format.ts';
import { runImport, type ImportProgress, type ReportLine } from './import-run.ts';
import { readCsvCells, type ReadingPlan } from './title-reader.ts';

/** What a file is, and its columns if it has some. */
export interface InspectedFile extends DetectedFile {
  columns: string[] | undefined;
}

/** Looks at the beginning of a file. */
export async function inspectFile(path: string, format?: ImportFormat): Promise<InspectedFile> {
  const sample = await readSample(path);
  const detected = await detectFile(sample);
  const isCsv = (format ?? detected.format) === 'csv';
  return { ...detected, columns: isCsv ? await readColumns(sample, detected) : undefined };
}

async function readSample(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readColumns(sample: Uint8Array, detected: DetectedFile): Promise<string[]> {
  const source = {
    encoding: detected.textEncoding,
    delimiter: delimiterOf(sample, detected.textEncoding),
    isGarbled: false,
  };
  const once = async function* () {
    yield sample;
  };
  for await (const cells of readCsvCells(once(), source)) return Array.isArray(cells) ? nameColumns(cells) : [];
  return [];
}

function delimiterOf(sample: Uint8Array, encoding: TextEncoding) {
  return detectDelimiter(decodeText(sample, encoding).text.replace(/^\ufeff/, '')) ?? ',';
}

/** What a person may say about a file; what is left out is recognised. */
export interface FileChoices {
  format?: ImportFormat | undefined;
  encoding?: TextEncoding | undefined;
  mapping?: ColumnMapping | undefined;
}

/**
 * Decides how a file is read.
 *
 * @throws Problem `import_format_unknown` when it is none of the formats and nobody said which, `import_title_unmapped` when
 *   no column of a CSV file is the title.
 */
export async function planReading(path: string, choices: FileChoices = {}): Promise<ReadingPlan> {
  const sample = await readSample(path);
  const detected = await detectFile(sample);
  const format = choices.format ?? detected.format;
  if (format === null) throw problem('import_format_unknown');
  if (format === 'marcxml') return { format };
  if (format !== 'csv') return { format, encoding: choices.encoding };
  const encoding = choices.encoding ?? detected.textEncoding;
  const columns = await readColumns(sample, { ...detected, textEncoding: encoding });
  const given = choices.mapping ?? guessMapping(columns);
  const mapping = Object.fromEntries(Object.entries(given).filter(([column]) => columns.includes(column)));
  if (!Object.values(mapping).includes('title')) throw problem('import_title_unmapped', { columns });
  return { format, encoding, delimiter: delimiterOf(sample, encoding), mapping, isGarbled: detected.isGarbled };
}

export interface ImportFileOptions extends FileChoices {
  path: string;
  /** For copies without branch or type, and a copy for each title without one. */
  itemDefaults?: ItemDefaults | undefined;
  /** Called after each batch with how far the import is, and what was refused or left out in it. */
  onProgress?: (progress: Readonly<ImportProgress>, report: readonly ReportLine[]) => void;
}

/**
 * Imports a file from a path, for the command line and the sample library.
 *
 * @throws Problem as `planReading`; an error of the file system when the file cannot be read.
 */
export async function importFile(
  context: Pick<AppContext, 'db' | 'clock' | 'recordChanged'>,
  { path, itemDefaults, onProgress = () => {}, ...choices }: ImportFileOptions,
): Promise<ImportProgress> {
  const plan = await planReading(path, choices);
  return runImport(context, {
    path,
    plan,
    itemDefaults,
    onBatch: async (_trx, progress, report) => onProgress(progress, report),
  });
}
