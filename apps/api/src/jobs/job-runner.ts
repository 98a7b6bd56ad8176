import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { SYSTEM } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import type { BranchDay, Job, JobContext, JobRun } from './job.ts';
import {
  dueMoment,
  listDueDays,
  listToday,
  mustWait,
  nextDailyRun,
  nextIntervalRun,
  retryMoment,
  type Place,
} from './job-schedule.ts';
import * as queries from './jobs.queries.ts';
import { NOTHING_DONE, type RunState } from './jobs.queries.ts';

/** How long a run may go without a sign of life before another process takes its place. */
const LEASE_MINUTES = 10;

/** What the tables say of every job at one moment. */
export interface Standing {
  places: Awaited<ReturnType<typeof queries.listPlaces>>;
  scheduled: Awaited<ReturnType<typeof queries.readScheduledJobs>>;
  doneDays: Awaited<ReturnType<typeof queries.readDoneDays>>;
  queued: Awaited<ReturnType<typeof queries.readQueued>>;
}

/** A run that ended, and how. */
export interface EndedRun {
  id: number;
  status: 'done' | 'failed' | 'cancelled';
  state: RunState;
  error: string | null;
  durationMs: number;
}

/** Thrown through a job whose run is to end here: the process closes, or another one has taken over. */
export class RunEnded extends Error {
  readonly reason: 'stopped' | 'lease_lost';

  constructor(reason: 'stopped' | 'lease_lost') {
    super(reason);
    this.reason = reason;
  }
}

export async function readStanding(db: Db): Promise<Standing> {
  const [places, scheduled, doneDays, queued] = await Promise.all([
    queries.listPlaces(db),
    queries.readScheduledJobs(db),
    queries.readDoneDays(db),
    queries.readQueued(db),
  ]);
  return { places, scheduled, doneDays, queued };
}

/** When a job runs next by what the tables say; `null` for one that nobody asked for. */
export function nextRun(job: Job, standing: Standing, now: Temporal.Instant): Temporal.Instant | null {
  const known = standing.scheduled.get(job.name);
  // A lease that ran out and was never given back: its process died, and what it was at is taken up again.
  if (known?.lease_until != null && known.lease_until <= toTimestamp(now)) return now;
  const retryAt = toInstant(known?.retry_at);
  const hasWait = mustWait(retryAt, now);
  const queuedSince = standing.queued.get(job.name);
  if (queuedSince !== undefined && !(job.kind === 'requested' && hasWait)) return now;
  if (job.kind === 'requested' && queuedSince === undefined) return null;
  const regular = regularRun(job, standing, now);
  if (regular === null) return null;
  return hasWait && Temporal.Instant.compare(regular, retryAt!) < 0 ? retryAt : regular;
}

function regularRun(
  job: Job,
  { places, scheduled, doneDays }: Standing,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (job.kind === 'requested') return now;
  if (job.kind === 'interval') {
    return nextIntervalRun(toInstant(scheduled.get(job.name)?.last_started_at), job.minutes, now);
  }
  return nextDailyRun(placesOf(job, places), doneDays.get(job.name) ?? new Map(), job, now);
}

/** For how many seconds the oldest thing that a job should have done has waited; 0 when nothing is due. */
export function lagOf(job: Job, standing: Standing, now: Temporal.Instant): number {
  const { places, doneDays, queued } = standing;
  const moments: Temporal.Instant[] = [];
  const queuedSince = queued.get(job.name);
  if (queuedSince !== undefined) moments.push(Temporal.Instant.from(queuedSince));
  if (job.kind === 'daily') {
    const due = listDueDays(placesOf(job, places), doneDays.get(job.name) ?? new Map(), job, now);
    moments.push(...due.map((day) => dueMoment(day, job.hour)));
  }
  if (job.kind === 'interval') moments.push(regularRun(job, standing, now) ?? now);
  return Math.max(0, ...moments.map((moment) => now.since(moment).total('seconds')));
}

/**
 * Runs a job if it is due or was asked for. Of several processes that try, one does it, under the job's lease. Answers
 * `null` when there was nothing to do, when another process is at it, or when this one was so slow that another took over.
 *
 * A run that failed is tried again after a wait that doubles; one whose process died, as soon as its lease has run out.
 */
export async function runIfDue(
  context: JobContext,
  job: Job,
  { isStopping = () => false }: { isStopping?: () => boolean } = {},
): Promise<EndedRun | null> {
  const { db, clock } = context;
  const isDue = async () => {
    const moment = nextRun(job, await readStanding(db), clock());
    return moment !== null && Temporal.Instant.compare(moment, clock()) <= 0;
  };
  if (!(await isDue())) return null;
  const owner = randomUUID();
  const now = clock();
  const lease = { name: job.name, owner, now: toTimestamp(now), until: leaseFrom(now) };
  if (!(await queries.takeLease(db, lease))) return null;
  // Read again under the lease: another process may have done it a moment ago.
  await closeDeadRuns(db, job, lease.now);
  const begun = (await isDue()) ? await beginRun(context, job, lease) : null;
  if (begun === null) {
    await queries.giveLeaseBack(db, { name: job.name, owner });
    return null;
  }
  return new Execution(context, job, { ...begun, owner, now, isStopping }).toEnd();
}

/** Closes the runs of processes that died. What was asked for is still wanted. */
function closeDeadRuns(db: Db, job: Job, now: string): Promise<void> {
  return inTransaction(db, async (trx) => {
    for (const { id, input, staffId } of await queries.listRunning(trx, job.name)) {
      await queries.finishRun(trx, { id, status: 'failed', error: 'lease_expired', now });
      if (job.kind === 'requested' || staffId !== null)
        await queries.queueRun(trx, { name: job.name, input: JSON.parse(input), staffId, now });
    }
  });
}

interface Begun {
  runId: number;
  input: unknown;
  days: BranchDay[];
  isAskedFor: boolean;
  staffId: number | null;
}

function beginRun({ db, clock }: JobContext, job: Job, lease: { owner: string; now: string; until: string }) {
  return inTransaction(db, async (trx): Promise<Begun> => {
    const standing = await readStanding(trx);
    const queued = await queries.findQueuedRun(trx, job.name);
    const begun = { owner: lease.owner, leaseUntil: lease.until, now: lease.now };
    const days = daysOf(job, standing, { now: clock(), isAskedFor: queued !== undefined });
    if (queued === undefined) {
      const runId = await queries.insertRun(trx, job.name, begun);
      return { runId, input: {}, days, isAskedFor: false, staffId: null };
    }
    await queries.beginQueuedRun(trx, queued.id, begun);
    return { runId: queued.id, input: JSON.parse(queued.input), days, isAskedFor: true, staffId: queued.staffId };
  });
}

function daysOf(
  job: Job,
  { places, doneDays }: Standing,
  { now, isAskedFor }: { now: Temporal.Instant; isAskedFor: boolean },
): BranchDay[] {
  if (job.kind !== 'daily') return [];
  const at = placesOf(job, places);
  const due = listDueDays(at, doneDays.get(job.name) ?? new Map(), job, now);
  return due.length === 0 && isAskedFor ? listToday(at, now) : due;
}

/** One run from its beginning to its end. */
class Execution {
  readonly #context: JobContext;
  readonly #job: Job;
  readonly #begun: Begun & { owner: string; now: Temporal.Instant; isStopping: () => boolean };
  readonly #state: RunState;
  #lines = 0;

  constructor(
    context: JobContext,
    job: Job,
    begun: Begun & { owner: string; now: Temporal.Instant; isStopping: () => boolean },
  ) {
    this.#context = context;
    this.#job = job;
    this.#begun = begun;
    this.#state = { ...structuredClone(NOTHING_DONE), days: { done: 0, due: begun.days.length } };
  }

  async toEnd(): Promise<EndedRun | null> {
    const { log } = this.#context;
    const about = { job: this.#job.name, runId: this.#begun.runId };
    try {
      await this.#work();
      const failed = this.#state.failedDays;
      const error = failed.length === 0 ? null : failed.map(({ day, error }) => `${day}: ${error}`).join('\n');
      return await this.#end(error === null ? 'done' : 'failed', error);
    } catch (error) {
      if (error instanceof RunEnded && error.reason === 'lease_lost') {
        log.warn(about, 'a job was taken over by another process');
        return null;
      }
      if (error instanceof RunEnded) return this.#end('cancelled', 'stopped');
      // Whatever it was, it is kept with the run and shown to staff, and the job is tried again.
      log.error({ err: error, ...about }, 'a job failed');
      return this.#end('failed', messageOf(error));
    }
  }

  async #work(): Promise<void> {
    const job = this.#job;
    if (job.kind === 'requested') return job.run(this.#context, this.#handle(), this.#begun.input);
    if (job.kind === 'interval') return job.run(this.#context, this.#handle());
    for (const day of this.#begun.days) {
      const hasFailed = this.#state.failedDays.some(({ branchId }) => branchId === day.branchId);
      // The days of a branch are done in their order: those behind one that failed wait for it.
      if (!hasFailed) await this.#workDay(day, () => job.run(this.#context, this.#handle(), day));
    }
  }

  async #workDay({ branchId, day }: BranchDay, work: () => Promise<void>): Promise<void> {
    const { db, log } = this.#context;
    const { name } = this.#job;
    await this.#keepLease();
    try {
      await work();
    } catch (error) {
      if (error instanceof RunEnded) throw error;
      // One branch must not keep the others from their day. It is kept with the run, which then has failed.
      log.error({ err: error, job: name, branchId, day }, 'a day of a job failed');
      this.#state.failedDays.push({ branchId, day, error: messageOf(error) });
      return;
    }
    this.#state.days.done += 1;
    await inTransaction(db, async (trx) => {
      await this.#keepLease(trx);
      await queries.noteDoneDay(trx, { name, branchId, day });
    });
  }

  #handle(): JobRun {
    const { db } = this.#context;
    const { runId, now } = this.#begun;
    return {
      id: runId,
      now,
      report: async (counts) => {
        for (const [code, count] of Object.entries(counts)) {
          this.#state.counts[code] = (this.#state.counts[code] ?? 0) + count;
        }
        await this.#keepLease(db);
        // Requests that came in meanwhile go first.
        await new Promise((resolve) => setImmediate(resolve));
      },
      expect: async (total) => {
        this.#state.expected = (this.#state.expected ?? 0) + total;
        await this.#keepLease(db);
      },
      note: (trx, line) => queries.insertLine(trx, runId, (this.#lines += 1), line),
    };
  }

  async #keepLease(db: Db = this.#context.db): Promise<void> {
    const { runId, owner, isStopping } = this.#begun;
    if (isStopping()) throw new RunEnded('stopped');
    const until = leaseFrom(this.#context.clock());
    if (!(await queries.keepLease(db, { name: this.#job.name, owner, until }))) throw new RunEnded('lease_lost');
    await queries.storeProgress(db, { id: runId, owner, state: this.#state, leaseUntil: until });
  }

  #end(status: EndedRun['status'], error: string | null): Promise<EndedRun | null> {
    const { db, clock, audit, log } = this.#context;
    const { runId, owner, now, isAskedFor, input, staffId } = this.#begun;
    const { name, kind } = this.#job;
    const state = this.#state;
    const ended = clock();
    const durationMs = Math.max(0, Math.round(ended.since(now).total('milliseconds')));
    return inTransaction(db, async (trx) => {
      const failures = await this.#countFailures(trx, status);
      const standing = {
        failures,
        retry_at: status === 'failed' ? toTimestamp(retryMoment(failures, ended)) : null,
        last_started_at: toTimestamp(now),
        last_duration: durationMs,
        ...(status === 'done' ? { last_success_at: toTimestamp(now) } : {}),
      };
      if (!(await queries.giveLeaseBack(trx, { name, owner, ...(status === 'cancelled' ? {} : standing) }))) {
        log.warn({ job: name, runId }, 'a job was taken over by another process');
        return null;
      }
      if (
        status === 'done' &&
        kind === 'interval' &&
        !isAskedFor &&
        Object.values(state.counts).every((n) => n === 0)
      ) {
        await queries.deleteRun(trx, runId);
        return { id: runId, status, state, error, durationMs };
      }
      await queries.finishRun(trx, { id: runId, status, state, error, now: toTimestamp(ended) });
      if (status !== 'done' && (kind === 'requested' || (status === 'cancelled' && isAskedFor))) {
        await queries.queueRun(trx, { name, input, staffId, now: toTimestamp(ended) });
      }
      const entry = { action: 'job.run', entity: 'job', entityId: runId };
      await audit(trx, SYSTEM, { ...entry, after: { job: name, status, ...state, error } });
      return { id: runId, status, state, error, durationMs };
    });
  }

  async #countFailures(db: Db, status: EndedRun['status']): Promise<number> {
    if (status !== 'failed') return 0;
    return ((await queries.readScheduledJobs(db)).get(this.#job.name)?.failures ?? 0) + 1;
  }
}

function placesOf(job: Job, places: readonly Place[]): readonly Place[] {
  if (job.kind !== 'daily' || job.scope === 'branch') return places;
  return [{ branchId: null, timeZone: places[0]?.timeZone ?? 'UTC' }];
}

function toInstant(text: string | null | undefined): Temporal.Instant | null {
  return text == null ? null : Temporal.Instant.from(text);
}

function leaseFrom(now: Temporal.Instant): string {
  return toTimestamp(now.add({ minutes: LEASE_MINUTES }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
