import type { Selectable } from 'kysely';
import { insertAndGetId, isUniqueViolation, type Db } from '../platform/database/database.ts';
import { upsertRow } from '../platform/database/upsert.ts';
import type { JobsTable, ScheduledJobsTable } from '../platform/database/tables/jobs.ts';
import type { Counts, RunLine } from './job.ts';

/** A day of a run that failed. */
export interface FailedDay {
  branchId: number | null;
  day: string;
  error: string;
}

/** What a run has done so far, or did. */
export interface RunState {
  counts: Counts;
  /** How many things it has before it, where it could tell. */
  expected: number | null;
  /** Days done, of those that were due. */
  days: { done: number; due: number };
  failedDays: FailedDay[];
}

export const NOTHING_DONE: RunState = { counts: {}, expected: null, days: { done: 0, due: 0 }, failedDays: [] };

export type StoredRun = Omit<Selectable<JobsTable>, 'progress' | 'result'> & { state: RunState };

/** Lines kept for one run: whoever needs the ten thousandth has the audit log. */
const MAX_LINES = 10_000;

/** Reads what is known of jobs between their runs, by name. Jobs that never began are missing. */
export async function readScheduledJobs(db: Db): Promise<Map<string, Selectable<ScheduledJobsTable>>> {
  const rows = await db.selectFrom('scheduled_jobs').selectAll().execute();
  return new Map(rows.map((row) => [row.name, row]));
}

/** Reads the last done day by branch id (0: the whole library), by job. */
export async function readDoneDays(db: Db): Promise<Map<string, Map<number, string>>> {
  const days = new Map<string, Map<number, string>>();
  for (const { name, branch_id, done_day } of await db.selectFrom('scheduled_job_days').selectAll().execute()) {
    if (!days.has(name)) days.set(name, new Map());
    days.get(name)!.set(branch_id, done_day);
  }
  return days;
}

/** The branches in the order of their making, with their time zones. */
export function listPlaces(db: Db): Promise<{ branchId: number; timeZone: string }[]> {
  return db.selectFrom('branches').select(['id as branchId', 'time_zone as timeZone']).orderBy('id').execute();
}

/** When the oldest queued run of each job was asked for, by name. */
export async function readQueued(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('jobs')
    .select((eb) => ['kind', eb.fn.min('created_at').as('since')])
    .where('status', '=', 'queued')
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, since }) => [kind, String(since)]));
}

/** Takes a job's lease: of several processes that try at one moment, one gets it. */
export async function takeLease(
  db: Db,
  lease: { name: string; owner: string; now: string; until: string },
): Promise<boolean> {
  await insertScheduledJob(db, lease.name);
  const { numUpdatedRows } = await db
    .updateTable('scheduled_jobs')
    .set({ lease_owner: lease.owner, lease_until: lease.until })
    .where('name', '=', lease.name)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', lease.now)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function insertScheduledJob(db: Db, name: string): Promise<void> {
  const present = await db.selectFrom('scheduled_jobs').select('name').where('name', '=', name).executeTakeFirst();
  if (present !== undefined) return;
  try {
    await db.insertInto('scheduled_jobs').values({ name }).execute();
  } catch (error) {
    // Another process was first: the row is there, and that is all we want.
    if (!isUniqueViolation(error)) throw error;
  }
}

/** Lengthens a lease. Answers whether it was still its owner's. */
export async function keepLease(db: Db, lease: { name: string; owner: string; until: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('scheduled_jobs')
    .set({ lease_until: lease.until })
    .where('name', '=', lease.name)
    .where('lease_owner', '=', lease.owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a lease back, with what the run changed of the job. Answers whether it was still its owner's. */
export async function giveLeaseBack(
  db: Db,
  { name, owner, ...changes }: { name: string; owner: string } & Partial<Omit<Selectable<ScheduledJobsTable>, 'name'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('scheduled_jobs')
    .set({ ...changes, lease_owner: null, lease_until: null })
    .where('name', '=', name)
    .where('lease_owner', '=', owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Notes the last day that a job has done at a branch. */
export async function noteDoneDay(
  db: Db,
  { name, branchId, day }: { name: string; branchId: number | null; day: string },
): Promise<void> {
  await upsertRow(db, 'scheduled_job_days', { name, branch_id: branchId ?? 0 }, { done_day: day });
}

/** Asks for a run, by a member of staff or by another change. Call it in that change's transaction. */
export function queueRun(
  db: Db,
  request: { name: string; input?: unknown; staffId?: number | null; now: string },
): Promise<number> {
  return insertAndGetId(db, 'jobs', {
    kind: request.name,
    status: 'queued',
    input: JSON.stringify(request.input ?? {}),
    staff_id: request.staffId ?? null,
    created_at: request.now,
  });
}

/** The oldest queued run of a job. */
export function findQueuedRun(db: Db, name: string) {
  return db
    .selectFrom('jobs')
    .select(['id', 'input', 'staff_id as staffId'])
    .where('kind', '=', name)
    .where('status', '=', 'queued')
    .orderBy('id')
    .executeTakeFirst();
}

interface Begun {
  owner: string;
  leaseUntil: string;
  now: string;
}

/** Begins a run that nobody asked for. */
export function insertRun(db: Db, name: string, { owner, leaseUntil, now }: Begun): Promise<number> {
  return insertAndGetId(db, 'jobs', {
    kind: name,
    status: 'running',
    input: '{}',
    lease_owner: owner,
    lease_until: leaseUntil,
    created_at: now,
    started_at: now,
  });
}

/** Begins a queued run. */
export async function beginQueuedRun(db: Db, id: number, { owner, leaseUntil, now }: Begun): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ status: 'running', lease_owner: owner, lease_until: leaseUntil, started_at: now })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute();
}

/** Runs of a job that are noted as under way. Under a fresh lease they are those of processes that died. */
export function listRunning(db: Db, name: string) {
  return db
    .selectFrom('jobs')
    .select(['id', 'input', 'staff_id as staffId'])
    .where('kind', '=', name)
    .where('status', '=', 'running')
    .execute();
}

export async function storeProgress(
  db: Db,
  run: { id: number; owner: string; state: RunState; leaseUntil: string },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ progress: JSON.stringify(run.state), lease_until: run.leaseUntil })
    .where('id', '=', run.id)
    .where('lease_owner', '=', run.owner)
    .execute();
}

/** Closes a run. */
export async function finishRun(
  db: Db,
  run: { id: number; status: 'done' | 'failed' | 'cancelled'; state?: RunState; error: string | null; now: string },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({
      status: run.status,
      ...(run.state === undefined ? {} : { result: JSON.stringify(run.state) }),
      error: run.error?.slice(0, 500) ?? null,
      lease_owner: null,
      lease_until: null,
      finished_at: run.now,
    })
    .where('id', '=', run.id)
    .execute();
}

/** Forgets a run that did nothing. */
export async function deleteRun(db: Db, id: number): Promise<void> {
  await db.deleteFrom('jobs').where('id', '=', id).execute();
}

/** Keeps a line with a run. `position` is the line's number in its run. */
export async function insertLine(db: Db, runId: number, position: number, line: RunLine): Promise<void> {
  if (position > MAX_LINES) return;
  const row = { job_id: runId, position, outcome: line.outcome, detail: JSON.stringify(line.detail) };
  await db.insertInto('job_reports').values(row).execute();
}

/** Lists a run's lines behind an id. */
export async function listLines(
  db: Db,
  runId: number,
  { after = 0, limit }: { after?: number | undefined; limit: number },
): Promise<{ id: number; outcome: string; detail: Record<string, unknown> }[]> {
  const rows = await db
    .selectFrom('job_reports')
    .select(['id', 'outcome', 'detail'])
    .where('job_id', '=', runId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** Lists a job's runs, the newest first, before an id. */
export async function listRuns(
  db: Db,
  name: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<(StoredRun & { staffName: string | null })[]> {
  let query = selectRuns(db).where('jobs.kind', '=', name).orderBy('jobs.id', 'desc').limit(limit);
  if (before !== undefined) query = query.where('jobs.id', '<', before);
  return (await query.execute()).map(toRun);
}

export async function findRun(db: Db, id: number): Promise<(StoredRun & { staffName: string | null }) | undefined> {
  const row = await selectRuns(db).where('jobs.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toRun(row);
}

/** The newest run of each of some jobs, by name. */
export async function readLastRuns(
  db: Db,
  names: readonly string[],
): Promise<Map<string, StoredRun & { staffName: string | null }>> {
  const newest = db
    .selectFrom('jobs')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('kind', 'in', names)
    .groupBy('kind');
  const rows = await selectRuns(db).where('jobs.id', 'in', newest).execute();
  return new Map(rows.map((row) => [row.kind, toRun(row)]));
}

function selectRuns(db: Db) {
  return db
    .selectFrom('jobs')
    .leftJoin('staff', 'staff.id', 'jobs.staff_id')
    .selectAll('jobs')
    .select('staff.display_name as staffName');
}

function toRun<Row extends Selectable<JobsTable>>({ progress, result, ...row }: Row) {
  const text = result ?? progress;
  return { ...row, state: text === null ? NOTHING_DONE : (JSON.parse(text) as RunState) };
}
