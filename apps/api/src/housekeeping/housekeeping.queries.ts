import { insertAndGetId, type Db } from '../platform/database/database.ts';

const KIND = 'housekeeping';

/** One part of a run: what it did or why it failed. */
export interface PartResult {
  part: string;
  /** The branch that it was about, if it was about one. */
  branchId?: number;
  status: 'done' | 'failed';
  /** How many rows it changed or deleted. */
  count: number;
  error?: string;
}

/** Finds the run that nobody has finished yet. */
export function findOpenRun(db: Db) {
  return db
    .selectFrom('jobs')
    .select(['id', 'lease_until as leaseUntil'])
    .where('kind', '=', KIND)
    .where('status', '=', 'running')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** When the latest run that succeeded, and the latest finished one whatever became of it, were started and finished. */
export async function findLastRuns(db: Db) {
  const finished = db
    .selectFrom('jobs')
    .select(['id', 'status', 'started_at as startedAt', 'finished_at as finishedAt'])
    .where('kind', '=', KIND)
    .where('finished_at', 'is not', null)
    .orderBy('id', 'desc');
  const [success, latest] = await Promise.all([
    finished.where('status', '=', 'done').executeTakeFirst(),
    finished.executeTakeFirst(),
  ]);
  return { success, latest };
}

/** Adds a run that its owner has begun. */
export function insertRun(db: Db, run: { input: object; owner: string; leaseUntil: string; now: string }) {
  return insertAndGetId(db, 'jobs', {
    kind: KIND,
    status: 'running',
    input: JSON.stringify(run.input),
    lease_owner: run.owner,
    lease_until: run.leaseUntil,
    created_at: run.now,
    started_at: run.now,
  });
}

/** Prolongs a run's lease. Answers whether the run was still its owner's. */
export async function renewLease(
  db: Db,
  lease: { jobId: number; owner: string; leaseUntil: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ lease_until: lease.leaseUntil })
    .where('id', '=', lease.jobId)
    .where('lease_owner', '=', lease.owner)
    .where('status', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Closes a run whose owner let its lease expire: it died, or it hung. */
export async function abandonRun(db: Db, jobId: number, now: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ status: 'failed', error: 'lease_expired', lease_owner: null, lease_until: null, finished_at: now })
    .where('id', '=', jobId)
    .execute();
}

/** Finishes a run. Answers whether it was still its owner's. */
export async function finishRun(
  db: Db,
  run: { jobId: number; owner: string; parts: PartResult[]; error: string | null; now: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({
      status: run.error === null ? 'done' : 'failed',
      result: JSON.stringify({ parts: run.parts }),
      error: run.error,
      lease_owner: null,
      lease_until: null,
      finished_at: run.now,
    })
    .where('id', '=', run.jobId)
    .where('lease_owner', '=', run.owner)
    .where('status', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Deletes sessions that have expired. Answers how many, as the other deletions do. */
export async function deleteExpiredSessions(db: Db, now: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export async function deleteIdempotencyKeys(db: Db, createdBefore: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', createdBefore)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Forgets failures to sign in, except where the wait they brought is not over. */
export async function deleteLoginAttempts(
  db: Db,
  { failedBefore, now }: { failedBefore: string; now: string },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('login_attempts')
    .where('last_failed_at', '<', failedBefore)
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<=', now)]))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Deletes finished jobs of every kind, with their reports. */
export async function deleteFinishedJobs(db: Db, finishedBefore: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('jobs')
    .where('status', 'in', ['done', 'failed', 'cancelled'])
    .where('finished_at', '<', finishedBefore)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
