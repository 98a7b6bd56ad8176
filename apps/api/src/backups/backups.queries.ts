import type { Insertable } from 'kysely';
import { inTransaction, type Db } from '../platform/database/database.ts';
import type { BackupsTable } from '../platform/database/tables/backups.ts';

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

/** The last backup, and the last that a restore has proved; null where there is none. */
export async function summariseBackups(db: Db) {
  const last = await db.selectFrom('backups').select('made_at').orderBy('made_at', 'desc').limit(1).executeTakeFirst();
  const verified = await db
    .selectFrom('backups')
    .select(['verified_at', 'recovery_point_seconds', 'recovery_seconds'])
    .where('is_sound', '=', 1)
    .orderBy('verified_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { last: last ?? null, verified: verified ?? null };
}
