import type { Temporal } from 'temporal-polyfill';
import { dayIn } from '../platform/clock.ts';

/** How long after a run that failed the next one begins. */
const RETRY_AFTER_MINUTES = 60;

export interface PastRuns {
  /** The moment that the latest successful run began; `null` before the first. */
  lastSuccessAt: Temporal.Instant | null;
  /** When the latest run ended, if a part of it failed. */
  lastFailureAt: Temporal.Instant | null;
}

/** A branch and its local day, which no successful run has seen yet. */
export interface DueDay {
  branchId: number;
  day: string;
}

/**
 * Lists the branches whose local day has turned since the latest successful run. Nothing is due while the list is empty:
 * a library has one run a day, or one a midnight when its branches lie in several time zones. Days missed while nothing
 * ran are made up for by the next run, for all it does goes by what is past its term and not by the single day.
 */
export function listDueDays(
  branches: readonly { id: number; timeZone: string }[],
  { lastSuccessAt, lastFailureAt }: PastRuns,
  now: Temporal.Instant,
): DueDay[] {
  if (lastFailureAt !== null) {
    const minutes = now.since(lastFailureAt).total('minutes');
    // A failure in the future was noted by a clock that has been put right since: it must not keep us waiting.
    if (minutes >= 0 && minutes < RETRY_AFTER_MINUTES) return [];
  }
  return branches
    .map(({ id, timeZone }) => ({ branchId: id, day: dayIn(now, timeZone), timeZone }))
    .filter(({ day, timeZone }) => lastSuccessAt === null || dayIn(lastSuccessAt, timeZone) !== day)
    .map(({ branchId, day }) => ({ branchId, day }));
}
