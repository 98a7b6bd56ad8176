import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import type { Job } from './job.ts';
import { JOBS } from './job-registry.ts';
import { nextRun, readStanding, type Standing } from './job-runner.ts';
import * as queries from './jobs.queries.ts';
import type { JobRunView, JobView } from './jobs.schema.ts';

/** Lists every job with what became of it last and when it runs next. */
export async function listJobs({ db, clock }: Pick<AppContext, 'db' | 'clock'>): Promise<JobView[]> {
  const names = JOBS.map(({ name }) => name);
  const [standing, lastRuns] = [await readStanding(db), await queries.readLastRuns(db, names)];
  return JOBS.map((job) => present(job, { standing, lastRun: lastRuns.get(job.name), now: clock() }));
}

/** @throws Problem `not_found` when there is no such job. */
export function requireJob(name: string): Job {
  const job = JOBS.find((one) => one.name === name);
  if (job === undefined) throw problem('not_found');
  return job;
}

/** @throws Problem `not_found` when the run is not one of this job. */
export async function requireRun(db: Db, name: string, id: number): Promise<JobRunView> {
  const run = await queries.findRun(db, id);
  if (run?.kind !== name) throw problem('not_found');
  return presentRun(run);
}

/**
 * Asks for a run now; a process that runs jobs begins it within seconds.
 *
 * @throws Problem `not_found`, `job_running` when one is under way or asked for already.
 */
export function requestRun(
  { db, clock, audit }: Pick<AppContext, 'db' | 'clock' | 'audit'>,
  actor: Actor,
  name: string,
): Promise<JobRunView> {
  requireJob(name);
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'job_requests');
    const now = toTimestamp(clock());
    const lease = (await queries.readScheduledJobs(trx)).get(name)?.lease_until;
    if (lease != null && lease > now) throw problem('job_running', { job: name });
    if ((await queries.findQueuedRun(trx, name)) !== undefined) throw problem('job_running', { job: name });
    const staffId = actor.kind === 'staff' ? actor.id : null;
    const id = await queries.queueRun(trx, { name, staffId, now });
    await audit(trx, actor, { action: 'job.request', entity: 'job', entityId: id, after: { job: name } });
    return presentRun((await queries.findRun(trx, id))!);
  });
}

type FoundRun = NonNullable<Awaited<ReturnType<typeof queries.findRun>>>;

export function presentRun(run: FoundRun): JobRunView {
  const { state } = run;
  return {
    id: run.id,
    job: run.kind,
    status: run.status,
    startedBy: run.staff_id === null ? 'schedule' : 'staff',
    staffName: run.staffName,
    createdAt: run.created_at,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    counts: state.counts,
    expected: state.expected,
    days: state.days,
    failedDays: state.failedDays,
    error: run.error,
  };
}

function present(
  job: Job,
  { standing, lastRun, now }: { standing: Standing; lastRun: FoundRun | undefined; now: Temporal.Instant },
): JobView {
  const known = standing.scheduled.get(job.name);
  const next = nextRun(job, standing, now);
  const isWaiting = next !== null && known?.retry_at === toTimestamp(next);
  const isRunning = known?.lease_until != null && known.lease_until > toTimestamp(now);
  return {
    name: job.name,
    kind: job.kind,
    hour: job.kind === 'daily' ? job.hour : null,
    scope: job.kind === 'daily' ? job.scope : null,
    minutes: job.kind === 'interval' ? job.minutes : null,
    state: isRunning ? 'running' : standing.queued.has(job.name) ? 'queued' : isWaiting ? 'waiting_to_retry' : 'idle',
    failures: known?.failures ?? 0,
    nextRunAt: next === null ? null : toTimestamp(next),
    lastSuccessAt: known?.last_success_at ?? null,
    lastDurationMs: known?.last_duration ?? null,
    lastRun: lastRun === undefined ? null : presentRun(lastRun),
  };
}
