import { inTransaction, type Trx } from '../platform/database/database.ts';
import type { Counts, JobContext, JobRun } from './job.ts';

/** Rows read at once. */
const PAGE = 500;
/** Things done between two reports: the progress moves, the lease is kept and a closing process need not wait long. */
const BATCH = 50;
/** So many things that fail say that the fault lies elsewhere. */
const MOST_FAILURES = 20;

/** Thrown by `work` to undo what it did to a row: that is no failure, and is counted as it says. */
export class Undone extends Error {
  readonly counts: Counts;

  constructor(counts: Counts) {
    super('undone');
    this.counts = counts;
  }
}

export interface Batches<Row> {
  /** Reads the rows behind one, in an order that no effect of the job disturbs. */
  read: (after: Row | undefined, limit: number) => Promise<Row[]>;
  /** Does what there is to do for a row and answers what that was; `null` when nothing was. */
  work: (trx: Trx, row: Row) => Promise<Counts | null>;
  /** Names a row for the line that is kept when it fails. */
  about: (row: Row) => Record<string, unknown>;
}

/**
 * Does something to each of many rows, each in a transaction of its own. One that fails is kept with the run and leaves the
 * others alone; the run fails in the end, and is tried again.
 */
export async function forEachInBatches<Row>(
  { db, log }: JobContext,
  run: JobRun,
  { read, work, about }: Batches<Row>,
): Promise<void> {
  const errors: string[] = [];
  let last: Row | undefined;
  for (;;) {
    const rows = await read(last, PAGE);
    for (let at = 0; at < rows.length; at += BATCH) {
      const counts: Counts = {};
      for (const row of rows.slice(at, at + BATCH)) {
        try {
          add(counts, await inTransaction(db, (trx) => work(trx, row)));
        } catch (error) {
          if (error instanceof Undone) {
            add(counts, error.counts);
            continue;
          }
          // Whatever it was, it must not keep the others from their due. It is kept with the run, which then fails.
          log.error({ err: error, run: run.id, ...about(row) }, 'a job could not do one of its things');
          const message = error instanceof Error ? error.message : String(error);
          errors.push(message);
          add(counts, { failed: 1 });
          await inTransaction(db, (trx) => run.note(trx, { outcome: 'failed', detail: { ...about(row), message } }));
        }
        if (errors.length >= MOST_FAILURES) break;
      }
      await run.report(counts);
      if (errors.length >= MOST_FAILURES) throw new Error(errors[0]);
    }
    if (rows.length < PAGE) break;
    last = rows.at(-1);
  }
  if (errors.length > 0) throw new Error(errors[0]);
}

function add(sums: Counts, counts: Counts | null): void {
  for (const [code, count] of Object.entries(counts ?? {})) sums[code] = (sums[code] ?? 0) + count;
}
