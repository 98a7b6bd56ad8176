import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Days on which a branch has hours of its own, or about which there is something to know, and the addresses at
 * which readers' own calendars find their due dates.
 *
 * `exceptional_days.hours` is a list as JSON: it is only ever read and written as a whole. Of an address the hash is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, bool, day, code, text, json, instant } = columns(db);

  await db.schema
    .createTable('exceptional_days')
    .addColumn('id', id.type, id.build)
    .addColumn('branch_id', int, (c) => c.references('branches.id').onDelete('cascade'))
    .addColumn('kind', code, (c) => c.notNull().check(sql`kind in ('hours', 'note')`))
    .addColumn('first_day', day, (c) => c.notNull())
    .addColumn('last_day', day, (c) => c.notNull())
    .addColumn('is_yearly', bool, (c) => c.notNull().defaultTo(0))
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('hours', json, (c) => c.notNull())
    .addColumn('other_weekdays', code, (c) => c.notNull().check(sql`other_weekdays in ('usual', 'closed')`))
    .addColumn('is_above_closures', bool, (c) => c.notNull().defaultTo(0))
    .addCheckConstraint('exceptional_days_in_order', sql`first_day <= last_day`)
    .execute();
  await db.schema.createIndex('exceptional_days_by_branch').on('exceptional_days').column('branch_id').execute();

  await db.schema
    .createTable('calendar_feeds')
    .addColumn('id', id.type, id.build)
    .addColumn('patron_id', int, (c) => c.notNull().unique().references('patrons.id').onDelete('cascade'))
    .addColumn('token_hash', code, (c) => c.notNull().unique())
    .addColumn('created_at', instant, (c) => c.notNull())
    .execute();
}
