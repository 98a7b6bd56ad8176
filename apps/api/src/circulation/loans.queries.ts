import { insertAndGetId, type Db } from '../platform/database/database.ts';
import { frequentChange } from '../platform/database/frequent-query.ts';
import type { RecordKind } from '../catalogue/records.schema.ts';
import type { ItemStatus } from './item-state.ts';
import type { AgeGroup } from './age.ts';
import type { Loan } from './loans.schema.ts';

/** A loan as it is stored. */
export interface LoanRow {
  id: number;
  itemId: number;
  recordId: number;
  patronId: number | null;
  patronCategoryId: number;
  branchId: number;
  checkedOutAt: string;
  dueAt: string;
  isHourly: number;
  renewals: number;
  lastRenewedAt: string | null;
  returnedAt: string | null;
  returnBranchId: number | null;
  /** When a hold recalled it, which one, and when it was due before. */
  recalledAt: string | null;
  recalledByHoldId: number | null;
  dueBeforeRecall: string | null;
  version: number;
}

const COLUMNS = [
  'id',
  'item_id as itemId',
  'record_id as recordId',
  'patron_id as patronId',
  'patron_category_id as patronCategoryId',
  'branch_id as branchId',
  'checked_out_at as checkedOutAt',
  'due_at as dueAt',
  'is_hourly as isHourly',
  'renewals',
  'last_renewed_at as lastRenewedAt',
  'returned_at as returnedAt',
  'return_branch_id as returnBranchId',
  'recalled_at as recalledAt',
  'recalled_by_hold_id as recalledByHoldId',
  'due_before_recall as dueBeforeRecall',
  'version',
] as const;

export function findLoanRow(db: Db, id: number): Promise<LoanRow | undefined> {
  return db.selectFrom('loans').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function findOpenLoanOfItem(db: Db, itemId: number): Promise<LoanRow | undefined> {
  return db.selectFrom('loans').select(COLUMNS).where('open_item_id', '=', itemId).executeTakeFirst();
}

/** A patron's open loans, with what limits are counted by. */
export function listOpenLoansOfPatron(db: Db, patronId: number) {
  return db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .select([
      'loans.record_id as recordId',
      'items.volume',
      'items.item_type_id as itemTypeId',
      'items.home_branch_id as homeBranchId',
      'loans.branch_id as branchId',
      'loans.due_at as dueAt',
    ])
    .where('loans.patron_id', '=', patronId)
    .where('loans.returned_at', 'is', null)
    .execute();
}

export type NewLoan = Pick<
  LoanRow,
  'itemId' | 'recordId' | 'patronCategoryId' | 'branchId' | 'checkedOutAt' | 'dueAt'
> & { patronId: number; ageGroup: AgeGroup | null; isHourly: boolean };

/** Opens a loan and answers it. Fails with a unique violation when the item has one already. */
export async function insertLoan(db: Db, { ageGroup, ...loan }: NewLoan): Promise<LoanRow> {
  const id = await insertAndGetId(db, 'loans', {
    item_id: loan.itemId,
    open_item_id: loan.itemId,
    record_id: loan.recordId,
    patron_id: loan.patronId,
    patron_category_id: loan.patronCategoryId,
    branch_id: loan.branchId,
    checked_out_at: loan.checkedOutAt,
    due_at: loan.dueAt,
    is_hourly: Number(loan.isHourly),
    age_group: ageGroup,
  });
  return {
    id,
    ...loan,
    isHourly: Number(loan.isHourly),
    renewals: 0,
    lastRenewedAt: null,
    returnedAt: null,
    returnBranchId: null,
    ...NOT_RECALLED,
    version: 1,
  };
}

/** Changes a loan's period. Answers whether it was still at the version that was read. */
export function updateLoanPeriod(
  db: Db,
  loan: Pick<LoanRow, 'id' | 'version'>,
  period: Pick<LoanRow, 'dueAt' | 'isHourly' | 'renewals' | 'lastRenewedAt' | keyof Recall>,
): Promise<boolean> {
  return updateLoan(db, loan, {
    due_at: period.dueAt,
    is_hourly: period.isHourly,
    renewals: period.renewals,
    last_renewed_at: period.lastRenewedAt,
    ...recallColumns(period),
  });
}

/** The recall of a loan. */
export type Recall = Pick<LoanRow, 'recalledAt' | 'recalledByHoldId' | 'dueBeforeRecall'>;
export const NOT_RECALLED: Recall = { recalledAt: null, recalledByHoldId: null, dueBeforeRecall: null };

/** Recalls a loan or lifts its recall. Answers whether it was still at the version that was read. */
export function updateLoanRecall(
  db: Db,
  loan: Pick<LoanRow, 'id' | 'version'>,
  recall: Recall & Pick<LoanRow, 'dueAt'>,
): Promise<boolean> {
  return updateLoan(db, loan, { due_at: recall.dueAt, ...recallColumns(recall) });
}

function recallColumns({ recalledAt, recalledByHoldId, dueBeforeRecall }: Recall) {
  return { recalled_at: recalledAt, recalled_by_hold_id: recalledByHoldId, due_before_recall: dueBeforeRecall };
}

/** The open loans of a record, with what a recall depends on. */
export async function listOpenLoansOfRecord(db: Db, recordId: number): Promise<LoanRow[]> {
  return db
    .selectFrom('loans')
    .select(COLUMNS)
    .where('record_id', '=', recordId)
    .where('returned_at', 'is', null)
    .orderBy('id')
    .execute();
}

const updateReturn = frequentChange(
  (db, id: number, version: number, nextVersion: number, returnedAt: string, branchId: number) =>
    db
      .updateTable('loans')
      .set({ returned_at: returnedAt, return_branch_id: branchId, open_item_id: null, version: nextVersion })
      .where('id', '=', id)
      .where('version', '=', version),
);

/** Closes a loan and answers it as it is then; `undefined` unless it was still at the version that was read. */
export async function closeLoan(
  db: Db,
  loan: LoanRow,
  returned: { at: string; branchId: number },
): Promise<LoanRow | undefined> {
  const { id, version } = loan;
  if ((await updateReturn(db, id, version, version + 1, returned.at, returned.branchId)) !== 1n) return undefined;
  return { ...loan, returnedAt: returned.at, returnBranchId: returned.branchId, version: loan.version + 1 };
}

/** Opens a closed loan again. Fails with a unique violation when the item has been lent since. */
export function reopenLoan(db: Db, loan: Pick<LoanRow, 'id' | 'version' | 'itemId'>): Promise<boolean> {
  return updateLoan(db, loan, { returned_at: null, return_branch_id: null, open_item_id: loan.itemId });
}

async function updateLoan(
  db: Db,
  { id, version }: Pick<LoanRow, 'id' | 'version'>,
  changes: {
    due_at?: string;
    is_hourly?: number;
    renewals?: number;
    last_renewed_at?: string | null;
    returned_at?: string | null;
    return_branch_id?: number | null;
    open_item_id?: number | null;
    recalled_at?: string | null;
    recalled_by_hold_id?: number | null;
    due_before_recall?: string | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('loans')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function deleteLoan(db: Db, id: number): Promise<void> {
  await db.deleteFrom('loans').where('id', '=', id).execute();
}

export async function findLoan(db: Db, id: number, now: string): Promise<Loan | undefined> {
  const row = await selectLoans(db).where('loans.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toLoan(row, now);
}

/** Loans by id. */
export async function findLoans(db: Db, ids: readonly number[], now: string): Promise<Map<number, Loan>> {
  if (ids.length === 0) return new Map();
  const rows = await selectLoans(db).where('loans.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toLoan(row, now)]));
}

export interface LoanFilter {
  status?: 'open' | 'overdue' | 'returned';
  patronId?: number;
  branchId?: number;
}

/** Where a page of loans ended: the moment that the list is sorted by, and the loan. */
export type LoanPosition = [at: string, id: number];

export function isLoanPosition(value: unknown): value is LoanPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

/** The moment that a list of loans is sorted by: open ones by when they end, others by when they began, latest first. */
export function positionOfLoan(loan: Loan, status: LoanFilter['status']): LoanPosition {
  return [status === 'open' || status === 'overdue' ? loan.dueAt : loan.checkedOutAt, loan.id];
}

/** Lists loans: open and overdue ones by due date, returned ones and all together by checkout, the latest first. */
export async function listLoans(
  db: Db,
  filter: LoanFilter,
  page: { now: string; limit: number; after?: LoanPosition },
): Promise<Loan[]> {
  const isByDue = filter.status === 'open' || filter.status === 'overdue';
  const column = isByDue ? 'loans.due_at' : 'loans.checked_out_at';
  const direction = isByDue ? 'asc' : 'desc';
  let query = selectLoans(db).orderBy(column, direction).orderBy('loans.id', direction).limit(page.limit);
  if (filter.patronId !== undefined) query = query.where('loans.patron_id', '=', filter.patronId);
  if (filter.branchId !== undefined) query = query.where('loans.branch_id', '=', filter.branchId);
  if (isByDue) query = query.where('loans.returned_at', 'is', null);
  if (filter.status === 'overdue') query = query.where('loans.due_at', '<', page.now);
  if (filter.status === 'returned') query = query.where('loans.returned_at', 'is not', null);
  if (page.after !== undefined) {
    const [at, id] = page.after;
    const beyond = isByDue ? '>' : '<';
    query = query.where((eb) =>
      eb.or([eb(column, beyond, at), eb.and([eb(column, '=', at), eb('loans.id', beyond, id)])]),
    );
  }
  return (await query.execute()).map((row) => toLoan(row, page.now));
}

function selectLoans(db: Db) {
  return db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .innerJoin('records', 'records.id', 'loans.record_id')
    .leftJoin('patrons', 'patrons.id', 'loans.patron_id')
    .select([
      'loans.id',
      'loans.item_id as itemId',
      'items.barcode',
      'items.call_number as callNumber',
      'items.volume',
      'items.status as itemStatus',
      'loans.record_id as recordId',
      'records.title',
      'records.authors',
      'records.kind',
      'loans.patron_id as patronId',
      'patrons.given_name as givenName',
      'patrons.family_name as familyName',
      'loans.branch_id as branchId',
      'loans.checked_out_at as checkedOutAt',
      'loans.due_at as dueAt',
      'loans.is_hourly as isHourly',
      'loans.renewals',
      'loans.returned_at as returnedAt',
      'loans.recalled_at as recalledAt',
      'loans.version',
    ]);
}

/** What people call the copy, the title and the reader of a loan. */
export interface LoanNames {
  barcode: string;
  callNumber: string | null;
  volume: string | null;
  title: string;
  authors: string;
  kind: string;
  givenName: string | null;
  familyName: string | null;
}

type LoanViewRow = Omit<LoanRow, 'patronCategoryId' | 'lastRenewedAt' | 'returnBranchId' | keyof Recall> &
  Pick<LoanRow, 'recalledAt'> &
  LoanNames & { itemStatus: ItemStatus };

/** A loan as the API shows it. */
export function toLoan(row: LoanViewRow, now: string): Loan {
  return {
    id: row.id,
    item: {
      id: row.itemId,
      barcode: row.barcode,
      callNumber: row.callNumber,
      volume: row.volume,
      status: row.itemStatus,
    },
    record: {
      id: row.recordId,
      title: row.title,
      authors: JSON.parse(row.authors) as string[],
      kind: row.kind as RecordKind,
    },
    patron: row.patronId === null ? null : { id: row.patronId, name: `${row.givenName} ${row.familyName}`.trim() },
    branchId: row.branchId,
    checkedOutAt: row.checkedOutAt,
    dueAt: row.dueAt,
    isHourly: row.isHourly === 1,
    isOverdue: row.returnedAt === null && row.dueAt < now,
    renewals: row.renewals,
    returnedAt: row.returnedAt,
    recalledAt: row.recalledAt,
    version: row.version,
  };
}
