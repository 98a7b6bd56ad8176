import { sql, type Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Money that changes hands: each payment, refund and void with its receipt number, and the counter that gives the numbers.
 *
 * A number is taken in the transaction that books the money, so that a year has no gap.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, code, text } = columns(db);

  await db.schema
    .createTable('receipt_counters')
    .addColumn('year', int, (c) => c.primaryKey())
    .addColumn('last', int, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('payments')
    .addColumn('id', id.type, id.build)
    .addColumn('receipt_year', int, (c) => c.notNull())
    .addColumn('receipt_sequence', int, (c) => c.notNull())
    .addColumn('patron_id', int, (c) => c.notNull().references('patrons.id'))
    .addColumn('kind', code, (c) => c.notNull().check(sql`kind in ('payment', 'refund', 'void')`))
    .addColumn('method', code, (c) => c.notNull().check(sql`method in ('cash', 'card', 'cheque', 'transfer')`))
    .addColumn('reference', text)
    .addColumn('amount', int, (c) => c.notNull().check(sql`amount > 0`))
    .addColumn('reverses_id', int, (c) => c.references('payments.id'))
    .addColumn('branch_id', int, (c) => c.references('branches.id'))
    .addColumn('staff_id', int, (c) => c.references('staff.id'))
    .addColumn('created_at', instant, (c) => c.notNull())
    .addUniqueConstraint('payments_receipt_number', ['receipt_year', 'receipt_sequence'])
    .execute();
  await db.schema.createIndex('payments_by_patron').on('payments').columns(['patron_id', 'id']).execute();
  await db.schema.createIndex('payments_by_moment').on('payments').column('created_at').execute();

  await db.schema.alterTable('account_lines').addColumn('payment_id', int).execute();
  await db.schema.createIndex('account_lines_by_payment').on('account_lines').column('payment_id').execute();
}
