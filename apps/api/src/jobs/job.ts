import type { Temporal } from 'temporal-polyfill';
import type { AppContext } from '../platform/context.ts';
import type { Trx } from '../platform/database/database.ts';

/** What work in the background needs of the process around it. */
export type JobContext = Omit<AppContext, 'search' | 'pdf' | 'live' | 'background'>;

/** A local day of a branch; of the whole library when `branchId` is null. */
export interface BranchDay {
  branchId: number | null;
  day: string;
  timeZone: string;
}

/** How many of what a run did, by a code that the web app words, such as `renewed`. */
export type Counts = Record<string, number>;

/** One thing that a run did or could not do, kept with it for staff: no names of readers, only numbers of rows. */
export interface RunLine {
  outcome: string;
  detail: Record<string, unknown>;
}

/** A run under way, as the job that is run sees it. */
export interface JobRun {
  id: number;
  /** When the run began. */
  now: Temporal.Instant;
  /**
   * Counts what was done since the last call, shows it as progress, and keeps the lease. Call it after every small batch.
   *
   * @throws when the process closes or another one has taken over: let it through, the run ends there.
   */
  report: (counts: Counts) => Promise<void>;
  /** Says how many things the run has before it, for the progress that staff see. */
  expect: (total: number) => Promise<void>;
  /** Keeps a line with the run, in the transaction of what it tells. Beyond 10,000 lines of a run none are kept. */
  note: (trx: Trx, line: RunLine) => Promise<void>;
}

/**
 * A job that falls due once a local day, at an hour: for each branch, or once for the library (by its first branch's time).
 * Days that were missed while nothing ran are made up for: `each` in their order, or `once` for all of them together.
 */
export interface DailyJob {
  name: string;
  kind: 'daily';
  hour: number;
  scope: 'branch' | 'library';
  missedDays: 'each' | 'once';
  run: (context: JobContext, run: JobRun, day: BranchDay) => Promise<void>;
}

/** A job that falls due every so many minutes. A run that did nothing leaves no trace. */
export interface IntervalJob {
  name: string;
  kind: 'interval';
  minutes: number;
  run: (context: JobContext, run: JobRun) => Promise<void>;
}

/** A job that runs when it was asked for with `queueRun`, with the input that was given there. */
export interface RequestedJob {
  name: string;
  kind: 'requested';
  run: (context: JobContext, run: JobRun, input: unknown) => Promise<void>;
}

/**
 * A job: a name such as `loans.renew`, when it falls due, and what it does.
 *
 * What `run` does must be right when it is done twice, for a process may die between the effect and the note that it was
 * done. So: one small transaction for each effect, which itself leaves the mark by which the next run knows.
 */
export type Job = DailyJob | IntervalJob | RequestedJob;
