import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/** Files that are being imported, in pieces: on a database server any process may be the one that needs them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { blob, code, instant, int } = columns(db);

  await db.schema
    .createTable('upload_pieces')
    .addColumn('stored_as', code, (c) => c.notNull())
    .addColumn('position', int, (c) => c.notNull())
    .addColumn('content', blob, (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('upload_pieces_pk', ['stored_as', 'position'])
    .execute();
  await db.schema.createIndex('upload_pieces_by_moment').on('upload_pieces').column('created_at').execute();
}
