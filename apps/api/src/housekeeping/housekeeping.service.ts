import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { listBranches } from '../branches/branches.queries.ts';
import { expireReadyHolds } from '../circulation/holds.service.ts';
import { forgetReturnedLoans } from '../patrons/history.queries.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { listDueDays, type DueDay, type PastRuns } from './due-days.ts';
import * as queries from './housekeeping.queries.ts';
import type { PartResult } from './housekeeping.queries.ts';

/** What housekeeping needs of the process around it. */
export type HousekeepingContext = Pick<AppContext, 'db' | 'clock' | 'audit' | 'recordChanged' | 'queueNotice' | 'log'>;

/** How long a run may go without a sign of life before another process takes its place. */
const LEASE_MINUTES = 10;

const HOUR = 1;
const DAY = 24 * HOUR;
const KEPT_HOURS = { idempotencyKeys: 48 * HOUR, loginAttempts: DAY, finishedJobs: 90 * DAY } as const;

/** A run that was finished, as its row in `jobs` has it. */
export interface HousekeepingRun {
  jobId: number;
  status: 'done' | 'failed';
  parts: PartResult[];
}

interface Part {
  name: string;
  branchId?: number;
  /** Does the part and answers how many rows it changed or deleted. */
  run: () => Promise<number>;
}

/**
 * Does what falls due with the day, where it is due: holds that were not fetched expire, old loans are made anonymous, and
 * what nothing asks for any more is deleted. One process does it at a time, under a lease. A part that fails is recorded
 * and leaves the others alone; the whole is then tried again an hour later. Answers `null` when nothing was due, when
 * another process is at it, or when this one was so slow that another took over.
 */
export async function runHousekeeping(
  context: HousekeepingContext,
  now: Temporal.Instant,
): Promise<HousekeepingRun | null> {
  const { db, log } = context;
  const owner = randomUUID();
  const begun = await beginRun(db, owner, now);
  if (begun === null) return null;
  const { jobId, days } = begun;
  const results: PartResult[] = [];
  for (const part of listParts(context, days, now)) {
    if (!(await queries.renewLease(db, { jobId, owner, leaseUntil: leaseFrom(context.clock()) }))) {
      log.warn({ jobId }, 'housekeeping was taken over by another process');
      return null;
    }
    results.push(await runPart(context, part));
  }
  return finishRun(context, { jobId, owner, parts: results });
}

/** When the latest run in which every part succeeded began; `null` before the first. */
export async function findLastSuccess(db: Db): Promise<Temporal.Instant | null> {
  return (await readPastRuns(db)).lastSuccessAt;
}

/** Takes the lease if a run is due, in one transaction, so that of two processes one gets it. */
function beginRun(db: Db, owner: string, now: Temporal.Instant): Promise<{ jobId: number; days: DueDay[] } | null> {
  return inTransaction(db, async (trx) => {
    const open = await queries.findOpenRun(trx);
    if (open?.leaseUntil != null && open.leaseUntil > toTimestamp(now)) return null;
    // Read first: an abandoned run is tried again at once, its lease was wait enough.
    const days = listDueDays(await listBranches(trx), await readPastRuns(trx), now);
    if (open !== undefined) await queries.abandonRun(trx, open.id, toTimestamp(now));
    if (days.length === 0) return null;
    const input = { days };
    const jobId = await queries.insertRun(trx, { input, owner, leaseUntil: leaseFrom(now), now: toTimestamp(now) });
    return { jobId, days };
  });
}

async function readPastRuns(db: Db): Promise<PastRuns> {
  const { success, latest } = await queries.findLastRuns(db);
  const toInstant = (text: string | null | undefined) => (text == null ? null : Temporal.Instant.from(text));
  return {
    lastSuccessAt: toInstant(success?.startedAt),
    lastFailureAt: latest?.status === 'failed' ? toInstant(latest.finishedAt) : null,
  };
}

function listParts(context: HousekeepingContext, days: readonly DueDay[], now: Temporal.Instant): Part[] {
  const { db } = context;
  const before = (hours: number) => toTimestamp(now.subtract({ hours }));
  return [
    ...days.map(({ branchId, day }) => ({
      name: 'expire_holds',
      branchId,
      run: async () => (await expireReadyHolds(context, SYSTEM, { branchId, day })).length,
    })),
    {
      name: 'forget_loans',
      run: async () => {
        const { loanHistoryDays } = await readSettings(db);
        return forgetReturnedLoans(db, { returnedBefore: before(loanHistoryDays * DAY) });
      },
    },
    { name: 'delete_sessions', run: () => queries.deleteExpiredSessions(db, toTimestamp(now)) },
    {
      name: 'delete_idempotency_keys',
      run: () => queries.deleteIdempotencyKeys(db, before(KEPT_HOURS.idempotencyKeys)),
    },
    {
      name: 'delete_login_attempts',
      run: () =>
        queries.deleteLoginAttempts(db, { failedBefore: before(KEPT_HOURS.loginAttempts), now: toTimestamp(now) }),
    },
    { name: 'delete_jobs', run: () => queries.deleteFinishedJobs(db, before(KEPT_HOURS.finishedJobs)) },
  ];
}

async function runPart({ log }: HousekeepingContext, { name, branchId, run }: Part): Promise<PartResult> {
  const about = branchId === undefined ? { part: name } : { part: name, branchId };
  try {
    return { ...about, status: 'done', count: await run() };
  } catch (error) {
    // Whatever it was, it must not keep the other parts from their work. It is kept with the run, which then has failed.
    log.error({ err: error, ...about }, 'a part of the housekeeping failed');
    return { ...about, status: 'failed', count: 0, error: error instanceof Error ? error.message : String(error) };
  }
}

function finishRun(
  { db, clock, audit, log }: HousekeepingContext,
  { jobId, owner, parts }: { jobId: number; owner: string; parts: PartResult[] },
): Promise<HousekeepingRun | null> {
  const failed = parts.filter(({ status }) => status === 'failed');
  const status = failed.length === 0 ? 'done' : 'failed';
  const error = failed.length === 0 ? null : failed.map(({ part, error }) => `${part}: ${error}`).join('\n');
  return inTransaction(db, async (trx) => {
    if (!(await queries.finishRun(trx, { jobId, owner, parts, error, now: toTimestamp(clock()) }))) {
      log.warn({ jobId }, 'housekeeping was taken over by another process');
      return null;
    }
    const entry = { action: 'housekeeping.run', entity: 'job', entityId: jobId };
    await audit(trx, SYSTEM, { ...entry, after: { status, parts } });
    return { jobId, status, parts };
  });
}

function leaseFrom(now: Temporal.Instant): string {
  return toTimestamp(now.add({ minutes: LEASE_MINUTES }));
}
