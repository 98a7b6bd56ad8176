import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Rehearsals of policies and calendars, and the refused attempts to borrow that they are held against.
 *
 * An attempt keeps the facts that decided it and nothing by which its reader could be known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, code, text, longText, json } = columns(db);

  await db.schema
    .createTable('refused_attempts')
    .addColumn('id', id.type, id.build)
    .addColumn('at', instant, (c) => c.notNull())
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id').onDelete('cascade'))
    .addColumn('patron_branch_id', int, (c) => c.notNull().references('branches.id').onDelete('cascade'))
    .addColumn('patron_category_id', int, (c) => c.notNull().references('patron_categories.id').onDelete('cascade'))
    .addColumn('item_type_id', int, (c) => c.notNull().references('item_types.id').onDelete('cascade'))
    .addColumn('item_branch_id', int, (c) => c.notNull().references('branches.id').onDelete('cascade'))
    .addColumn('facts', json, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('refused_attempts_by_moment').on('refused_attempts').column('at').execute();

  await db.schema
    .createTable('rehearsals')
    .addColumn('id', id.type, id.build)
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('status', code, (c) =>
      c.notNull().check(sql`status in ('draft', 'queued', 'running', 'done', 'failed', 'published')`),
    )
    .addColumn('draft', longText, (c) => c.notNull())
    .addColumn('base', longText, (c) => c.notNull())
    .addColumn('done', int, (c) => c.notNull().defaultTo(0))
    .addColumn('total', int, (c) => c.notNull().defaultTo(0))
    .addColumn('report', longText)
    .addColumn('error', text)
    .addColumn('staff_id', int, (c) => c.references('staff.id'))
    .addColumn('lease_owner', code)
    .addColumn('lease_until', instant)
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('started_at', instant)
    .addColumn('finished_at', instant)
    .addColumn('published_at', instant)
    .addColumn('version', int, (c) => c.notNull().defaultTo(1))
    .execute();
}
