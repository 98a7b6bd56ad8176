import type { Db } from '../platform/database/database.ts';

const LOAN_COLUMNS = [
  'loans.id as loanId',
  'loans.record_id as recordId',
  'loans.patron_id as patronId',
  'loans.patron_category_id as patronCategoryId',
  'loans.branch_id as branchId',
  'loans.checked_out_at as checkedOutAt',
  'loans.due_at as dueAt',
  'loans.returned_at as returnedAt',
  'items.volume as volume',
  'items.item_type_id as itemTypeId',
  'items.home_branch_id as homeBranchId',
  'items.price as price',
  'records.title as title',
] as const;

export type PastLoan = Awaited<ReturnType<typeof listLoansOfPatrons>>[number];

function selectLoans(db: Db) {
  return db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .innerJoin('records', 'records.id', 'loans.record_id')
    .select(LOAN_COLUMNS);
}

export async function countLoansSince(db: Db, since: string): Promise<number> {
  const { count } = await db
    .selectFrom('loans')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('checked_out_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The next readers, by id, who borrowed something since a moment. */
export async function listBorrowersSince(
  db: Db,
  { since, after, limit }: { since: string; after: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('loans')
    .select('patron_id as id')
    .distinct()
    .where('checked_out_at', '>=', since)
    .where('patron_id', '>', after)
    .orderBy('patron_id')
    .limit(limit)
    .execute();
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** The loans of some readers that were made or open since a moment. */
export function listLoansOfPatrons(db: Db, patronIds: readonly number[], since: string) {
  return selectLoans(db)
    .where('loans.patron_id', 'in', patronIds)
    .where((eb) =>
      eb.or([
        eb('loans.checked_out_at', '>=', since),
        eb('loans.returned_at', 'is', null),
        eb('loans.returned_at', '>=', since),
      ]),
    )
    .orderBy('loans.id')
    .execute();
}

/** The next loans, by id, that were made since a moment and are anonymous by now. */
export function listAnonymousLoans(
  db: Db,
  { since, after, limit }: { since: string; after: number; limit: number },
): Promise<PastLoan[]> {
  return selectLoans(db)
    .where('loans.patron_id', 'is', null)
    .where('loans.checked_out_at', '>=', since)
    .where('loans.id', '>', after)
    .orderBy('loans.id')
    .limit(limit)
    .execute();
}

export function listPatronFacts(db: Db, patronIds: readonly number[]) {
  return db
    .selectFrom('patrons')
    .select(['id', 'branch_id as branchId', 'expires_on as expiresOn', 'birth_date as birthDate'])
    .where('id', 'in', patronIds)
    .execute();
}

/** The account lines of some readers; of a line that pays a charge, also the kind of the charge. */
export function listLinesOfPatrons(db: Db, patronIds: readonly number[]) {
  return db
    .selectFrom('account_lines as line')
    .leftJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select([
      'line.patron_id as patronId',
      'line.created_at as at',
      'line.amount',
      'line.kind',
      'line.loan_id as loanId',
      'charge.kind as chargeKind',
      'charge.loan_id as chargeLoanId',
    ])
    .where('line.patron_id', 'in', patronIds)
    .orderBy('line.id')
    .execute();
}

/** When loans were renewed, and when a renewal was undone, in the order in which it happened. */
export function listRenewalsOfLoans(db: Db, loanIds: readonly number[]) {
  return db
    .selectFrom('audit_log')
    .select(['entity_id as loanId', 'action', 'at'])
    .where('entity', '=', 'loan')
    .where('entity_id', 'in', loanIds)
    .where('action', 'in', ['loan.renew', 'loan.renew.undo'])
    .orderBy('id')
    .execute();
}

/** The holds on some records that were open at some time since a moment. */
export function listHoldsOfRecords(db: Db, recordIds: readonly number[], since: string) {
  return db
    .selectFrom('holds')
    .select([
      'record_id as recordId',
      'patron_id as patronId',
      'placed_at as placedAt',
      'ready_at as readyAt',
      'closed_at as closedAt',
    ])
    .where('record_id', 'in', recordIds)
    .where((eb) => eb.or([eb('closed_at', 'is', null), eb('closed_at', '>=', since)]))
    .execute();
}
