import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/** The last attempts to back the library up, to prove a backup or to restore one that came to nothing, and why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { code, id, instant, text } = columns(db);

  await db.schema
    .createTable('backup_failures')
    .addColumn('id', id.type, id.build)
    .addColumn('action', code, (c) => c.notNull())
    .addColumn('failed_at', instant, (c) => c.notNull())
    .addColumn('code', code, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .execute();
}
