import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * What the library knows of its backups, for staff and for metrics: a copy of the catalogue that lies with them, written anew
 * by every backup and every verified restore.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { bool, code, instant, int, longText, text } = columns(db);

  await db.schema
    .createTable('backups')
    .addColumn('id', code, (c) => c.notNull().primaryKey())
    .addColumn('made_at', instant, (c) => c.notNull())
    .addColumn('place', text, (c) => c.notNull())
    .addColumn('engine', code, (c) => c.notNull())
    .addColumn('release', code, (c) => c.notNull())
    .addColumn('schema_name', code, (c) => c.notNull())
    .addColumn('bytes', int, (c) => c.notNull())
    .addColumn('raw_bytes', int, (c) => c.notNull())
    .addColumn('records', int, (c) => c.notNull())
    .addColumn('loans', int, (c) => c.notNull())
    .addColumn('is_encrypted', bool, (c) => c.notNull())
    .addColumn('has_log', bool, (c) => c.notNull())
    .addColumn('verified_at', instant)
    .addColumn('is_sound', bool)
    .addColumn('findings', longText)
    .addColumn('recovery_point', instant)
    .addColumn('recovery_point_seconds', int)
    .addColumn('recovery_seconds', int)
    .execute();

  await db.schema
    .createTable('backup_log')
    .addColumn('server', code, (c) => c.notNull().primaryKey())
    .addColumn('reach_at', instant, (c) => c.notNull())
    .execute();
}
