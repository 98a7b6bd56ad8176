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
