import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Days on which a branch has hours of its own, or about which there is something to know.
 *
 * `exceptional_days.hours` is a list as JSON: it is only ever read and written as a whole.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, bool, day, code, text, json } = columns(db);

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
}
