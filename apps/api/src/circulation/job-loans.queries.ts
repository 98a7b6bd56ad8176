import type { Db } from '../platform/database/database.ts';
import { upsertRow } from '../platform/database/upsert.ts';
import type { ItemStatus } from './item-state.ts';

/** An open loan as jobs go through them, with what policies depend on. */
export interface JobLoan {
  id: number;
  branchId: number;
  dueAt: string;
  isHourly: number;
  renewals: number;
  patronCategoryId: number;
  patronBranchId: number;
  cardExpiresOn: string;
  itemTypeId: number;
  homeBranchId: number;
  itemStatus: ItemStatus;
}

/** Lists open loans of a branch that are due until a moment, the first due first, behind one of them. */
export async function listLoansDueUntil(
  db: Db,
  { branchId, until }: { branchId: number; until: string },
  { after, limit }: { after: Pick<JobLoan, 'id' | 'dueAt'> | undefined; limit: number },
): Promise<JobLoan[]> {
  let query = selectLoans(db, branchId)
    .where('loans.due_at', '<=', until)
    .orderBy('loans.due_at')
    .orderBy('loans.id')
    .limit(limit);
  if (after !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb('loans.due_at', '>', after.dueAt),
        eb.and([eb('loans.due_at', '=', after.dueAt), eb('loans.id', '>', after.id)]),
      ]),
    );
  }
  return query.execute();
}

/** Lists open loans of a branch that are due at one moment, behind one of them. */
export function listLoansDueAt(
  db: Db,
  { branchId, dueAt }: { branchId: number; dueAt: string },
  { afterId, limit }: { afterId: number; limit: number },
): Promise<JobLoan[]> {
  return selectLoans(db, branchId)
    .where('loans.due_at', '=', dueAt)
    .where('loans.id', '>', afterId)
    .orderBy('loans.id')
    .limit(limit)
    .execute();
}

/** The different moments from now on at which open loans of a branch are due. */
export async function listDueMoments(db: Db, branchId: number, from: string): Promise<string[]> {
  const rows = await db
    .selectFrom('loans')
    .select('due_at')
    .distinct()
    .where('branch_id', '=', branchId)
    .where('returned_at', 'is', null)
    .where('due_at', '>=', from)
    .orderBy('due_at')
    .execute();
  return rows.map((row) => row.due_at);
}

function selectLoans(db: Db, branchId: number) {
  return db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .innerJoin('patrons', 'patrons.id', 'loans.patron_id')
    .select([
      'loans.id',
      'loans.branch_id as branchId',
      'loans.due_at as dueAt',
      'loans.is_hourly as isHourly',
      'loans.renewals',
      'patrons.category_id as patronCategoryId',
      'patrons.branch_id as patronBranchId',
      'patrons.expires_on as cardExpiresOn',
      'items.item_type_id as itemTypeId',
      'items.home_branch_id as homeBranchId',
      'items.status as itemStatus',
    ])
    .where('loans.branch_id', '=', branchId)
    .where('loans.returned_at', 'is', null);
}

/** What a job has done to a loan, by which it knows that it has. */
export interface LoanMark {
  day: string;
  detail: Record<string, unknown>;
}

export async function findMark(db: Db, loanId: number, job: string): Promise<LoanMark | undefined> {
  const row = await db
    .selectFrom('loan_job_marks')
    .select(['day', 'detail'])
    .where('loan_id', '=', loanId)
    .where('job', '=', job)
    .executeTakeFirst();
  return row === undefined ? undefined : { day: row.day, detail: JSON.parse(row.detail) as Record<string, unknown> };
}

/** Marks a loan. Fails with a unique violation when another process has marked it at the same moment. */
export async function insertMark(db: Db, loanId: number, job: string, { day, detail }: LoanMark): Promise<void> {
  const row = { loan_id: loanId, job, day, detail: JSON.stringify(detail) };
  await db.insertInto('loan_job_marks').values(row).execute();
}

/** Marks a loan in place of the mark that is there. */
export async function replaceMark(db: Db, loanId: number, job: string, mark: LoanMark): Promise<void> {
  const values = { day: mark.day, detail: JSON.stringify(mark.detail) };
  await upsertRow(db, 'loan_job_marks', { loan_id: loanId, job }, values);
}

/** Sets an item that a reader has to lost. Answers whether it was still available until then. */
export async function loseItem(db: Db, itemId: number, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('items')
    .set((eb) => ({ status: 'lost', updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', itemId)
    .where('status', '=', 'available')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
