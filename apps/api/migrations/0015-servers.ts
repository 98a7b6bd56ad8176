import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * What several processes on one database server need: rows to take turns by where nothing else could be locked, and indexes
 * for what is deleted by age, because a server locks every row that a deletion looks at.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { code } = columns(db);

  await db.schema
    .createTable('named_locks')
    .addColumn('name', code, (c) => c.primaryKey())
    .execute();

  await db.schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute();
  await db.schema.createIndex('idempotency_keys_by_moment').on('idempotency_keys').column('created_at').execute();
  await db.schema.createIndex('login_attempts_by_moment').on('login_attempts').column('last_failed_at').execute();
  await db.schema.createIndex('jobs_by_end').on('jobs').column('finished_at').execute();
}
