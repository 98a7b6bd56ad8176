import type { Kysely } from 'kysely';
import { columns } from '../src/platform/database/dialect.ts';

/**
 * Scheduled jobs: what is known of each between its runs, and the marks that let a job do a thing to a loan once.
 *
 * The runs themselves are rows of `jobs`, whose `kind` is the job's name. `branch_id` is 0 for a day of the whole library.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { int, instant, day, code, json } = columns(db);

  await db.schema
    .createTable('scheduled_jobs')
    .addColumn('name', code, (c) => c.primaryKey())
    .addColumn('lease_owner', code)
    .addColumn('lease_until', instant)
    .addColumn('failures', int, (c) => c.notNull().defaultTo(0))
    .addColumn('retry_at', instant)
    .addColumn('last_started_at', instant)
    .addColumn('last_success_at', instant)
    .addColumn('last_duration', int)
    .execute();

  await db.schema
    .createTable('scheduled_job_days')
    .addColumn('name', code, (c) => c.notNull())
    .addColumn('branch_id', int, (c) => c.notNull())
    .addColumn('done_day', day, (c) => c.notNull())
    .addPrimaryKeyConstraint('scheduled_job_days_pk', ['name', 'branch_id'])
    .execute();

  await db.schema
    .createTable('loan_job_marks')
    .addColumn('loan_id', int, (c) => c.notNull().references('loans.id').onDelete('cascade'))
    .addColumn('job', code, (c) => c.notNull())
    .addColumn('day', day, (c) => c.notNull())
    .addColumn('detail', json, (c) => c.notNull())
    .addPrimaryKeyConstraint('loan_job_marks_pk', ['loan_id', 'job'])
    .execute();

  await db.schema.createIndex('jobs_by_kind').on('jobs').columns(['kind', 'id']).execute();
  await db.schema.createIndex('jobs_by_status').on('jobs').columns(['status', 'kind']).execute();
}
