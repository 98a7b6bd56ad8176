import type { Db } from '../platform/database/database.ts';

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

/**
 * Forgets all but the latest changes of the log that search indexes follow. The last one always stays: it says where the log
 * ends. An index that was further behind notices and is made anew.
 */
export async function deleteRecordChanges(db: Db, kept: number): Promise<number> {
  const { last } = await db
    .selectFrom('record_changes')
    .select((e) => e.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const { numDeletedRows } = await db
    .deleteFrom('record_changes')
    .where('id', '<=', Number(last ?? 0) - Math.max(1, kept))
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
