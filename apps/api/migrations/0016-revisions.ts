import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/** What tells whether data that processes keep in memory is still as it was read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { code } = columns(db);

  await db.schema
    .createTable('revisions')
    .addColumn('name', code, (c) => c.primaryKey())
    .addColumn('value', code, (c) => c.notNull())
    .execute();
}
