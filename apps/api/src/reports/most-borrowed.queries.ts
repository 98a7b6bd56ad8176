import type { RecordKind } from '../catalogue/records.schema.ts';
import type { Db } from '../platform/database/database.ts';
import type { Dashboard } from './reports.schema.ts';

interface Period {
  /** Loans that began at this moment or later, as a timestamp. */
  since: string;
  branchId?: number;
}

/** The ids of the records lent most often, the most first. Records hidden from readers are left out. */
export async function findMostBorrowedRecordIds(db: Db, since: string, limit: number): Promise<number[]> {
  return (await countLoansByRecord(db, { since }, limit)).map(({ id }) => id);
}

/** The records lent most often, with how often. */
export async function listMostBorrowed(db: Db, period: Period, limit: number): Promise<Dashboard['mostBorrowed']> {
  const counts = await countLoansByRecord(db, period, limit);
  if (counts.length === 0) return [];
  const ids = counts.map(({ id }) => id);
  const rows = await db
    .selectFrom('records')
    .select(['id', 'title', 'authors', 'kind'])
    .where('id', 'in', ids)
    .execute();
  const records = new Map(rows.map((row) => [row.id, row]));
  return counts.map(({ id, count }) => {
    const { title, authors, kind } = records.get(id)!;
    return { record: { id, title, authors: JSON.parse(authors) as string[], kind: kind as RecordKind }, count };
  });
}

async function countLoansByRecord(db: Db, { since, branchId }: Period, limit: number) {
  let query = db
    .selectFrom('loans')
    .innerJoin('records', 'records.id', 'loans.record_id')
    .select((eb) => ['records.id as id', eb.fn.countAll<number>().as('count')])
    .where('loans.checked_out_at', '>=', since)
    .where('records.is_suppressed', '=', 0)
    .groupBy('records.id')
    .orderBy('count', 'desc')
    .orderBy('records.id')
    .limit(limit);
  if (branchId !== undefined) query = query.where('loans.branch_id', '=', branchId);
  return (await query.execute()).map(({ id, count }) => ({ id, count: Number(count) }));
}
