import type { Insertable } from 'kysely';
import { inTransaction, type Db } from '../platform/database/database.ts';
import type { BackupsTable } from '../platform/database/tables/backups.ts';
import type { Attempt, FailedAttempt } from './failed-attempts.ts';

/** Writes the library's copy of the catalogue anew. */
export async function replaceBackups(db: Db, rows: readonly Insertable<BackupsTable>[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('backups').execute();
    if (rows.length > 0) await trx.insertInto('backups').values(rows).execute();
  });
}

/** Every backup that the library knows of, newest first. */
export function listKnownBackups(db: Db) {
  return db.selectFrom('backups').selectAll().orderBy('made_at', 'desc').execute();
}

/** Notes up to when a server's binary log is stored. */
export async function noteReach(db: Db, server: string, reachAt: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('backup_log').execute();
    await trx.insertInto('backup_log').values({ server, reach_at: reachAt }).execute();
  });
}

/** Up to when the binary log is stored; null where it is not. */
export async function readReachAt(db: Db): Promise<string | null> {
  const row = await db.selectFrom('backup_log').select('reach_at').executeTakeFirst();
  return row?.reach_at ?? null;
}

/** The last restore that has proved a backup; null where there is none. */
export async function readLastProof(db: Db) {
  const proof = await db
    .selectFrom('backups')
    .select(['verified_at', 'recovery_point_seconds', 'recovery_seconds'])
    .where('is_sound', '=', 1)
    .orderBy('verified_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return proof ?? null;
}

/** When the last backup was made, and when one was last restored on trial, whatever that found. */
export async function readLastMoments(db: Db): Promise<{ madeAt: string | null; triedAt: string | null }> {
  const { made_at: madeAt, tried_at: triedAt } = await db
    .selectFrom('backups')
    .select((eb) => [eb.fn.max('made_at').as('made_at'), eb.fn.max('verified_at').as('tried_at')])
    .executeTakeFirstOrThrow();
  return { madeAt, triedAt };
}

/** So many failures of each kind are kept. */
const KEPT_FAILURES = 100;

/** Notes an attempt that came to nothing, and forgets those of its kind that are long past. */
export async function insertFailure(db: Db, { action, failedAt, code, reason }: FailedAttempt): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.insertInto('backup_failures').values({ action, failed_at: failedAt, code, reason }).execute();
    const oldest = await trx
      .selectFrom('backup_failures')
      .select('id')
      .where('action', '=', action)
      .orderBy('id', 'desc')
      .offset(KEPT_FAILURES - 1)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) return;
    await trx.deleteFrom('backup_failures').where('action', '=', action).where('id', '<', oldest.id).execute();
  });
}

/** The attempts that came to nothing, newest first. */
export function listFailures(db: Db): Promise<FailedAttempt[]> {
  return db
    .selectFrom('backup_failures')
    .select(['action', 'failed_at as failedAt', 'code', 'reason'])
    .orderBy('id', 'desc')
    .execute();
}

/** Forgets the failed attempts of a kind: it has been done. */
export async function forgetFailures(db: Db, action: Attempt): Promise<void> {
  await db.deleteFrom('backup_failures').where('action', '=', action).execute();
}
