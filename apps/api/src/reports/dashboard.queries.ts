import { sql } from 'kysely';
import type { RecordKind } from '../catalogue/records.schema.ts';
import type { Db } from '../platform/database/database.ts';
import type { CountedMoment } from './local-days.ts';
import type { Dashboard } from './reports.schema.ts';

/** What is counted by day, with the columns that hold the moment and the branch where it happened. */
const EVENTS = {
  checkout: { table: 'loans', at: 'loans.checked_out_at', branch: 'loans.branch_id' },
  return: { table: 'loans', at: 'loans.returned_at', branch: 'loans.return_branch_id' },
  renewal: { table: 'loans', at: 'loans.last_renewed_at', branch: 'loans.branch_id' },
  newPatron: { table: 'patrons', at: 'patrons.created_at', branch: 'patrons.branch_id' },
} as const;

export type EventKind = keyof typeof EVENTS;

interface Scope {
  since: string;
  branchId?: number;
}

export async function listTimeZones(db: Db, branchId?: number): Promise<string[]> {
  let query = db.selectFrom('branches').select('time_zone').orderBy('id');
  if (branchId !== undefined) query = query.where('id', '=', branchId);
  return (await query.execute()).map((row) => row.time_zone);
}

/**
 * Counts events since a moment by UTC hour or minute and the branch's time zone. A loan that was renewed twice counts by its
 * last renewal only: the loan keeps no other.
 *
 * @param precision 13 characters of the timestamp for hours, 16 for minutes.
 */
export async function countByMoment(
  db: Db,
  kind: EventKind,
  { since, branchId }: Scope,
  precision: 13 | 16,
): Promise<CountedMoment[]> {
  const { table, at, branch } = EVENTS[kind];
  const moment = sql<string>`substr(${sql.ref(at)}, 1, ${sql.lit(precision)})`;
  const { rows } = await sql<CountedMoment>`
    select ${moment} as moment, branches.time_zone as timeZone, count(*) as count
    from ${sql.table(table)}
    inner join branches on branches.id = ${sql.ref(branch)}
    where ${sql.ref(at)} >= ${since}
      ${branchId === undefined ? sql`` : sql`and branches.id = ${branchId}`}
      ${kind === 'newPatron' ? sql`and patrons.search_name <> ''` : sql``}
    group by ${moment}, branches.time_zone`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Counts loans that are out, and how many of them were due before each of some moments. */
export async function countOpenLoans(db: Db, dueBefore: readonly string[], branchId?: number) {
  let query = db
    .selectFrom('loans')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('returned_at', 'is', null);
  if (branchId !== undefined) query = query.where('branch_id', '=', branchId);
  const { open } = await query.executeTakeFirstOrThrow();
  const overdue: number[] = [];
  for (const moment of dueBefore) {
    const { open: count } = await query.where('due_at', '<', moment).executeTakeFirstOrThrow();
    overdue.push(Number(count));
  }
  return { open: Number(open), overdue };
}

/** Counts open holds by status. */
export async function countHolds(db: Db, branchId?: number): Promise<{ waiting: number; ready: number }> {
  let query = db
    .selectFrom('holds')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('status', 'in', ['waiting', 'in_transit', 'ready'])
    .groupBy('status');
  if (branchId !== undefined) query = query.where('pickup_branch_id', '=', branchId);
  const counts = { waiting: 0, ready: 0 };
  for (const { status, count } of await query.execute()) {
    counts[status === 'ready' ? 'ready' : 'waiting'] += Number(count);
  }
  return counts;
}

export async function countLoansByCategory(db: Db, { since, branchId }: Scope): Promise<Dashboard['loansByCategory']> {
  let query = db
    .selectFrom('loans')
    .select((eb) => ['patron_category_id as categoryId', eb.fn.countAll<number>().as('count')])
    .where('checked_out_at', '>=', since)
    .groupBy('patron_category_id')
    .orderBy('count', 'desc')
    .orderBy('patron_category_id');
  if (branchId !== undefined) query = query.where('branch_id', '=', branchId);
  return (await query.execute()).map((row) => ({ ...row, count: Number(row.count) }));
}

export async function countLoansByKind(db: Db, { since, branchId }: Scope): Promise<Dashboard['loansByKind']> {
  let query = db
    .selectFrom('loans')
    .innerJoin('records', 'records.id', 'loans.record_id')
    .select((eb) => ['records.kind as kind', eb.fn.countAll<number>().as('count')])
    .where('loans.checked_out_at', '>=', since)
    .groupBy('records.kind')
    .orderBy('count', 'desc')
    .orderBy('records.kind');
  if (branchId !== undefined) query = query.where('loans.branch_id', '=', branchId);
  return (await query.execute()).map((row) => ({ kind: row.kind as RecordKind, count: Number(row.count) }));
}
