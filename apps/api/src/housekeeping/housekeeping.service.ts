import { deleteRefusedAttempts } from '../circulation/refused-attempts.queries.ts';
import type { DailyJob } from '../jobs/job.ts';
import { forgetReturnedLoans } from '../patrons/history.queries.ts';
import { toTimestamp } from '../platform/clock.ts';
import { readSettings } from '../platform/settings.queries.ts';
import * as queries from './housekeeping.queries.ts';

const HOUR = 1;
const DAY = 24 * HOUR;
const KEPT_HOURS = {
  idempotencyKeys: 48 * HOUR,
  loginAttempts: DAY,
  finishedJobs: 90 * DAY,
  refusedAttempts: 400 * DAY,
} as const;
/** Days of a busy library, in the log that search indexes follow: an index that missed more is made anew in minutes. */
const KEPT_RECORD_CHANGES = 100_000;

/** Makes loans anonymous that were returned longer ago than the library's setting says. */
export const forgetLoansJob: DailyJob = {
  name: 'privacy.forget_loans',
  kind: 'daily',
  hour: 2,
  scope: 'library',
  missedDays: 'once',
  run: async ({ db }, run) => {
    const { loanHistoryDays } = await readSettings(db);
    const returnedBefore = toTimestamp(run.now.subtract({ hours: loanHistoryDays * DAY }));
    await run.report({ forgotten: await forgetReturnedLoans(db, { returnedBefore }) });
  },
};

/** Deletes what nothing asks for any more. */
export const tidyJob: DailyJob = {
  name: 'housekeeping.tidy',
  kind: 'daily',
  hour: 2,
  scope: 'library',
  missedDays: 'once',
  run: async ({ db }, run) => {
    const before = (hours: number) => toTimestamp(run.now.subtract({ hours }));
    const now = toTimestamp(run.now);
    await run.report({ sessions: await queries.deleteExpiredSessions(db, now) });
    await run.report({ idempotency_keys: await queries.deleteIdempotencyKeys(db, before(KEPT_HOURS.idempotencyKeys)) });
    const attempts = { failedBefore: before(KEPT_HOURS.loginAttempts), now };
    await run.report({ login_attempts: await queries.deleteLoginAttempts(db, attempts) });
    await run.report({ record_changes: await queries.deleteRecordChanges(db, KEPT_RECORD_CHANGES) });
    await run.report({ job_runs: await queries.deleteFinishedJobs(db, before(KEPT_HOURS.finishedJobs)) });
    const refused = await deleteRefusedAttempts(db, before(KEPT_HOURS.refusedAttempts));
    await run.report({ refused_attempts: refused });
  },
};
