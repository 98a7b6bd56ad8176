import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Days of cash: which branch's which day a payment counts for, the days that were counted and closed, and what a charge by
 * hand is for.
 *
 * Payments of before this migration get the UTC day on which they were made, and the branch of their reader where none was
 * noted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, day, code, text } = columns(db);

  await db.schema.alterTable('account_lines').addColumn('reason', code).execute();
  await db.schema.alterTable('payments').addColumn('booked_on', day).execute();
  await sql`update payments set booked_on = substr(cast(created_at as char), 1, 10)`.execute(db);
  await sql`
    update payments set branch_id = (select patrons.branch_id from patrons where patrons.id = payments.patron_id)
    where branch_id is null`.execute(db);
  await db.schema.createIndex('payments_by_day').on('payments').columns(['branch_id', 'booked_on']).execute();
  await db.schema.createIndex('payments_by_reversed').on('payments').column('reverses_id').execute();

  await db.schema
    .createTable('cash_closings')
    .addColumn('id', id.type, id.build)
    .addColumn('branch_id', int, (c) => c.notNull().references('branches.id'))
    .addColumn('day', day, (c) => c.notNull())
    .addColumn('receipts', int, (c) => c.notNull())
    .addColumn('note', text)
    .addColumn('staff_id', int, (c) => c.references('staff.id'))
    .addColumn('closed_at', instant, (c) => c.notNull())
    .addUniqueConstraint('cash_closings_once', ['branch_id', 'day'])
    .execute();

  await db.schema
    .createTable('cash_counts')
    .addColumn('id', id.type, id.build)
    .addColumn('closing_id', int, (c) => c.notNull().references('cash_closings.id').onDelete('cascade'))
    .addColumn('method', code, (c) => c.notNull().check(sql`method in ('cash', 'card', 'cheque', 'transfer')`))
    .addColumn('expected', int, (c) => c.notNull())
    .addColumn('counted', int, (c) => c.notNull())
    .addUniqueConstraint('cash_counts_once', ['closing_id', 'method'])
    .execute();
}
