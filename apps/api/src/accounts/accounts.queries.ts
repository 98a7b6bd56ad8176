import type { Db } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { outstandingByLine, type LedgerLine } from './accounts.ledger.ts';
import type { Account } from './accounts.schema.ts';

/**
 * Takes a reader's account for the rest of the transaction, so that a second desk waits until the first is done.
 * Answers whether there is such a reader.
 */
export async function lockAccount(db: Db, patronId: number): Promise<boolean> {
  await lockRows(db, { patrons: [patronId] });
  return hasPatron(db, patronId);
}

/** Tells whether there is such a reader. An erased one, whose empty row the books keep, is none. */
export async function hasPatron(db: Db, patronId: number): Promise<boolean> {
  const row = await db
    .selectFrom('patrons')
    .select('id')
    .where('id', '=', patronId)
    .where('search_name', '<>', '')
    .executeTakeFirst();
  return row !== undefined;
}

/** The branch that a reader belongs to. */
export async function readHomeBranchId(db: Db, patronId: number): Promise<number> {
  const { branch_id: id } = await db
    .selectFrom('patrons')
    .select('branch_id')
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Whose account it is, as a receipt names them. The name of an erased reader is empty. */
export async function findAccountOwner(
  db: Db,
  patronId: number,
): Promise<{ name: string; language: 'fr' | 'en'; branchId: number }> {
  const row = await db
    .selectFrom('patrons')
    .select(['given_name', 'family_name', 'language', 'branch_id as branchId'])
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow();
  const name = `${row.given_name} ${row.family_name}`.trim();
  return { name, language: row.language === 'en' ? 'en' : 'fr', branchId: row.branchId };
}

/** Reads an account as arithmetic needs it, oldest line first. */
export function listLedgerLines(db: Db, patronId: number): Promise<LedgerLine[]> {
  return db
    .selectFrom('account_lines')
    .select(['id', 'kind', 'amount', 'applies_to_id as appliesToId'])
    .where('patron_id', '=', patronId)
    .orderBy('id')
    .execute();
}

/** Reads an account's lines as people see them, newest first, with what is left to pay of each charge. */
export async function listAccountLines(db: Db, patronId: number): Promise<Account['lines']> {
  const rows = await db
    .selectFrom('account_lines as line')
    .leftJoin('loans', 'loans.id', 'line.loan_id')
    .leftJoin('records', 'records.id', 'loans.record_id')
    .leftJoin('staff', 'staff.id', 'line.staff_id')
    .select([
      'line.id',
      'line.kind',
      'line.amount',
      'line.applies_to_id as appliesToId',
      'line.reason',
      'line.note',
      'line.loan_id as loanId',
      'records.title',
      'line.created_at as createdAt',
      'line.branch_id as branchId',
      'staff.display_name as staffName',
    ])
    .where('line.patron_id', '=', patronId)
    .orderBy('line.id', 'desc')
    .execute();
  const outstanding = outstandingByLine(rows.toReversed());
  return rows.map(({ appliesToId: _, ...line }) => ({ ...line, outstanding: outstanding.get(line.id) ?? 0 }));
}

/** Sums the accounts of some readers. Who has no line is missing. */
export async function sumBalances(db: Db, patronIds: readonly number[]): Promise<Map<number, number>> {
  if (patronIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('account_lines')
    .select((eb) => ['patron_id as id', eb.fn.sum<number>('amount').as('balance')])
    .where('patron_id', 'in', patronIds)
    .groupBy('patron_id')
    .execute();
  return new Map(rows.map(({ id, balance }) => [id, Number(balance)]));
}

/** Lines that are applied to a line of another reader's account. */
export function listLinesAppliedToStrangers(db: Db) {
  return linesAndTheirCharges(db).whereRef('line.patron_id', '<>', 'charge.patron_id').execute();
}

/** Payments and waivers that are applied to what is no charge. */
export function listCreditsAppliedToCredits(db: Db) {
  return linesAndTheirCharges(db)
    .where('line.kind', 'in', ['payment', 'waiver'])
    .where('charge.amount', '<', 0)
    .execute();
}

/** Lines that name a loan of another reader. A loan made anonymous is nobody's. */
export function listLinesOfForeignLoans(db: Db) {
  return db
    .selectFrom('account_lines as line')
    .innerJoin('loans', 'loans.id', 'line.loan_id')
    .select(['line.id as lineId', 'loans.id as loanId'])
    .whereRef('line.patron_id', '<>', 'loans.patron_id')
    .execute();
}

function linesAndTheirCharges(db: Db) {
  return db
    .selectFrom('account_lines as line')
    .innerJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select(['line.id as lineId', 'charge.id as chargeId']);
}
