import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import { Problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { writeBatch } from './batch-writer.ts';
import type { ImportWarning, ItemDefaults, WritingContext } from './copy-writer.ts';
import { keyTitle, type KeyedTitle } from './import-plan.ts';
import type { RefusedRecord } from './imported-title.ts';
import { KeySet } from './key-set.ts';
import { readPlaceNames } from './titles.queries.ts';
import { readTitles, type ReadingPlan } from './title-reader.ts';

/** How far an import is. */
export interface ImportProgress {
  /** Records (for CSV: titles) that are done. */
  processed: number;
  /** Estimated from the file's size until it is exact; null before the first estimate. */
  total: number | null;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  itemsCreated: number;
  /** Copies that the file describes without a barcode, left out. */
  itemsWithoutBarcode: number;
  bytesRead: number;
  bytesTotal: number;
}

export function emptyProgress(bytesTotal: number): ImportProgress {
  return {
    processed: 0,
    total: null,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    itemsCreated: 0,
    itemsWithoutBarcode: 0,
    bytesRead: 0,
    bytesTotal,
  };
}

/** What a batch has to say: records refused, and warnings of records that were imported. */
export type ReportLine = ({ outcome: 'refused' } & RefusedRecord) | ({ outcome: 'warning' } & ImportWarning);

export interface RunOptions {
  path: string;
  plan: ReadingPlan;
  itemDefaults?: ItemDefaults | undefined;
  /** Where an earlier run of the same import stopped: what it did is not done again. */
  from?: ImportProgress | undefined;
  /** Called inside the transaction of each batch, so that what it stores is as true as the batch. */
  onBatch: (trx: Trx, progress: ImportProgress, report: readonly ReportLine[]) => Promise<void>;
}

/**
 * Records in one transaction: enough to be fast, few enough that desks do not wait. SQLite answers on the thread that serves
 * requests, which a batch holds up from its beginning to its end.
 */
export const BATCH = 100;

type Needs = Pick<AppContext, 'db' | 'clock' | 'recordChanged'>;

/**
 * Imports a file. Memory stays flat; a record that cannot be imported is reported and the rest goes on. Each batch is one
 * transaction with its progress, so that an import that was killed goes on where it stopped.
 */
export async function runImport(context: Needs, options: RunOptions): Promise<ImportProgress> {
  const { size } = await stat(options.path);
  const progress = options.from === undefined ? emptyProgress(size) : { ...options.from };
  const alreadyDone = progress.processed;
  const writing = await writingContext(context, options.itemDefaults);
  const seen = new KeySet();
  const stream = createReadStream(options.path, { highWaterMark: 128 * 1024 });
  let read = 0;
  let titles: KeyedTitle[] = [];
  let refused: RefusedRecord[] = [];
  const flush = async (isLast: boolean) => {
    await writeAndReport(context.db, { titles, refused, writing, progress }, async (trx, report) => {
      progress.bytesRead = stream.bytesRead;
      progress.total = isLast ? progress.processed : estimate(progress);
      await options.onBatch(trx, progress, report);
    });
    titles = [];
    refused = [];
    // Requests that came in meanwhile go first.
    await new Promise((resolve) => setImmediate(resolve));
  };
  for await (const title of readTitles(stream, options.plan)) {
    read += 1;
    const keyed = title.error === undefined ? keyTitle(title, seen) : undefined;
    if (read <= alreadyDone) continue;
    if (keyed !== undefined) titles.push(keyed);
    else refused.push(title as RefusedRecord);
    if (titles.length + refused.length >= BATCH) await flush(false);
  }
  await flush(true);
  return progress;
}

async function writingContext(
  { db, clock, recordChanged }: Needs,
  itemDefaults?: ItemDefaults,
): Promise<WritingContext> {
  const { currency } = await readSettings(db);
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return {
    recordChanged,
    places: await readPlaceNames(db),
    itemDefaults,
    decimals: maximumFractionDigits,
    now: toTimestamp(clock()),
  };
}

function estimate({ processed, bytesRead, bytesTotal }: ImportProgress): number {
  return bytesRead === 0 ? processed : Math.max(processed, Math.round((processed * bytesTotal) / bytesRead));
}

interface Batch {
  titles: readonly KeyedTitle[];
  refused: readonly RefusedRecord[];
  writing: WritingContext;
  progress: ImportProgress;
}

type AfterBatch = (trx: Trx, report: readonly ReportLine[]) => Promise<void>;

/** Thrown from `onBatch` to end an import: the batch is undone, the import is not at fault. */
export class ImportStopped extends Error {}

/** Whether the fault is neither the record's nor the file's: the database is away or busy, and the import goes on later. */
export function isTransient(error: unknown): boolean {
  return error instanceof Problem && error.status === 503;
}

async function writeAndReport(db: Db, batch: Batch, after: AfterBatch): Promise<void> {
  const before = { ...batch.progress };
  try {
    await writeOnce(db, batch, after);
  } catch (error) {
    Object.assign(batch.progress, before);
    if (error instanceof ImportStopped || isTransient(error) || batch.titles.length === 0) throw error;
    // One record that the database refuses must not stop the other 99: each gets a transaction of its own.
    await writeOnce(db, { ...batch, titles: [] }, after);
    for (const title of batch.titles) await writeAlone(db, { ...batch, titles: [title], refused: [] }, after);
  }
}

async function writeAlone(db: Db, batch: Batch, after: AfterBatch): Promise<void> {
  const before = { ...batch.progress };
  try {
    await writeOnce(db, batch, after);
  } catch (error) {
    Object.assign(batch.progress, before);
    if (error instanceof ImportStopped || isTransient(error)) throw error;
    const { title } = batch.titles[0]!;
    const refusal: RefusedRecord = {
      position: title.position,
      error: {
        code: 'not_stored',
        message: `The database refused the record: ${(error as Error).message}`.slice(0, 300),
      },
      title: title.record.title,
      excerpt: '',
    };
    // If even this fails, the database is out of order, and the import ends with the reason.
    await writeOnce(db, { ...batch, titles: [], refused: [refusal] }, after);
  }
}

async function writeOnce(db: Db, { titles, refused, writing, progress }: Batch, after: AfterBatch): Promise<void> {
  const before = { ...progress };
  await inTransaction(db, async (trx) => {
    // Done over, a transaction counts anew.
    Object.assign(progress, before);
    const { outcomes, warnings, itemsCreated, itemsWithoutBarcode } = await writeBatch(trx, titles, writing);
    for (const outcome of outcomes) {
      if (outcome === 'create') progress.created += 1;
      else if (outcome === 'update') progress.updated += 1;
      else progress.unchanged += 1;
    }
    progress.refused += refused.length;
    progress.itemsCreated += itemsCreated;
    progress.itemsWithoutBarcode += itemsWithoutBarcode;
    progress.processed += titles.length + refused.length;
    await after(trx, [
      ...refused.map((line) => ({ outcome: 'refused' as const, ...line })),
      ...warnings.map((line) => ({ outcome: 'warning' as const, ...line })),
    ]);
  });
}
