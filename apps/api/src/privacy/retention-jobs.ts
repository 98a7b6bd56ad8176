import type { Temporal } from 'temporal-polyfill';
import { forEachInBatches } from '../jobs/in-batches.ts';
import type { DailyJob, IntervalJob, JobContext, JobRun } from '../jobs/job.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { forgetFetchedHoldsOf } from './anonymous-holds.queries.ts';
import { forgetLoansOf, listReadersToForget } from './anonymous-loans.queries.ts';
import { endInactiveReaders } from './inactivity.service.ts';
import { daysFor, RETENTION_PURPOSES, type RetentionSettings } from './retention-purposes.ts';
import { SWEEPS, type SweptPurpose } from './retention-sweeps.ts';
import type { SweepLimits, SweepPosition } from './sweep.queries.ts';

/** A return may be undone at the desk, and its receipt be printed, for a while. */
const FORGOTTEN_AFTER_HOURS = 1;

/**
 * Forgets what has been kept for as long as the library's settings say, one purpose after the other, in small transactions.
 * What a killed run had done is done; the next one finds the rest.
 */
export const retentionJob: DailyJob = {
  name: 'privacy.retention',
  kind: 'daily',
  hour: 2,
  scope: 'library',
  missedDays: 'once',
  run: async (context, run) => {
    const { retention } = await readSettings(context.db);
    const errors: unknown[] = [];
    for (const purpose of RETENTION_PURPOSES) {
      const limits = limitsOf(retention, purpose, run.now);
      if (limits === null || purpose === 'inactive_readers') continue;
      const error = await sweep(context, run, purpose, limits);
      if (error !== null) errors.push(error);
    }
    const days = daysFor(retention, 'inactive_readers');
    if (days !== null) await endInactiveReaders(context, run, days);
    if (errors.length > 0) throw errors[0];
  },
};

/** Forgets the loans of readers who want none kept, and what they reserved to have them, soon after the return. */
export const forgetAtReturnJob: IntervalJob = {
  name: 'privacy.forget_at_return',
  kind: 'interval',
  minutes: 30,
  run: async (context, run) => {
    const { retention } = await readSettings(context.db);
    if (!retention.isHistoryChoiceOffered) return;
    const returnedBefore = toTimestamp(run.now.subtract({ hours: FORGOTTEN_AFTER_HOURS }));
    await forEachInBatches<number>(context, run, {
      read: (after = 0, limit) => listReadersToForget(context.db, returnedBefore, { after, limit }),
      about: (patronId) => ({ patronId }),
      work: async (trx, patronId) => ({
        loan_history: await forgetLoansOf(trx, patronId, returnedBefore),
        fulfilled_holds: await forgetFetchedHoldsOf(trx, patronId, returnedBefore),
      }),
    });
  },
};

/** What is past its time for a purpose at a moment; `null` when the library keeps it without an end. */
export function limitsOf(
  retention: RetentionSettings,
  purpose: (typeof RETENTION_PURPOSES)[number],
  now: Temporal.Instant,
): SweepLimits | null {
  const days = daysFor(retention, purpose);
  if (days === null) return null;
  return {
    before: toTimestamp(now.subtract({ hours: 24 * days })),
    now: toTimestamp(now),
    isHistoryChoiceOffered: retention.isHistoryChoiceOffered,
  };
}

/** Answers what went wrong: one purpose must not keep the others from theirs. */
async function sweep(
  { db, log }: JobContext,
  run: JobRun,
  purpose: SweptPurpose,
  limits: SweepLimits,
): Promise<unknown> {
  let after: SweepPosition | null = null;
  do {
    let step: { done: number; next: SweepPosition | null };
    try {
      step = await inTransaction(db, (trx) => SWEEPS[purpose].batch(trx, limits, after));
    } catch (error) {
      // Whatever it was, the run fails with it in the end and is tried again.
      log.error({ err: error, run: run.id, purpose }, 'something could not be forgotten');
      return error;
    }
    await run.report({ [purpose]: step.done });
    after = step.next;
  } while (after !== null);
  return null;
}
