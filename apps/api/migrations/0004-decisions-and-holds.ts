import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Keeps how each loan's due date and charges came about, lets a hold recall a loan, and gives a hold a first and a last
 * day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, int, instant, day, code, json } = columns(db);

  await db.schema
    .createTable('loan_decisions')
    .addColumn('id', id.type, id.build)
    .addColumn('loan_id', int, (c) => c.notNull().references('loans.id').onDelete('cascade'))
    .addColumn('kind', code, (c) => c.notNull())
    .addColumn('decided_at', instant, (c) => c.notNull())
    .addColumn('charge_id', int, (c) => c.references('account_lines.id'))
    .addColumn('explanation', json, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('loan_decisions_by_loan').on('loan_decisions').columns(['loan_id', 'id']).execute();

  await db.schema.alterTable('loans').addColumn('recalled_at', instant).execute();
  await db.schema.alterTable('loans').addColumn('recalled_by_hold_id', int).execute();
  await db.schema.alterTable('loans').addColumn('due_before_recall', instant).execute();

  await db.schema.alterTable('holds').addColumn('starts_on', day).execute();
  await db.schema.alterTable('holds').addColumn('expires_on', day).execute();
}
