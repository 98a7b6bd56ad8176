import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { AccountLinesTable } from '../platform/database/tables/accounts.ts';

type LineKind = AccountLinesTable['kind'];

/** A line of a patron's account, as the desk shows it. */
export interface DeskLine {
  id: number;
  kind: LineKind;
  amount: number;
  /** What is left to pay of a charge; 0 for payments and waivers. */
  outstanding: number;
  reason: AccountLinesTable['reason'];
  note: string | null;
  loanId: number | null;
  title: string | null;
  createdAt: string;
  branchId: number | null;
  staffName: string | null;
}

/** What a patron owes: the sum of all lines, below zero when the library owes. */
export async function readBalance(db: Db, patronId: number): Promise<number> {
  const { balance } = await db
    .selectFrom('account_lines')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount'), eb.lit(0)).as('balance'))
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  return Number(balance);
}

/** What is left to pay of a patron's charges of one kind. */
export async function readOutstanding(db: Db, patronId: number, kind: LineKind): Promise<number> {
  const charged = await db
    .selectFrom('account_lines')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount'), eb.lit(0)).as('total'))
    .where('patron_id', '=', patronId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  const applied = await db
    .selectFrom('account_lines as line')
    .innerJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('line.amount'), eb.lit(0)).as('total'))
    .where('charge.patron_id', '=', patronId)
    .where('charge.kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(charged.total) + Number(applied.total);
}

/** The charges of a loan, with what is left to pay of each. */
export async function listChargesOfLoan(db: Db, loanId: number, kind: LineKind) {
  const rows = await db
    .selectFrom('account_lines as charge')
    .leftJoin('account_lines as line', 'line.applies_to_id', 'charge.id')
    .select((eb) => [
      'charge.id as id',
      'charge.amount as amount',
      eb.fn.coalesce(eb.fn.sum<number>('line.amount'), eb.lit(0)).as('applied'),
    ])
    .where('charge.loan_id', '=', loanId)
    .where('charge.kind', '=', kind)
    .groupBy(['charge.id', 'charge.amount'])
    .orderBy('charge.id')
    .execute();
  return rows.map(({ id, amount, applied }) => ({ id, amount, outstanding: amount + Number(applied) }));
}

export interface NewLine {
  patronId: number;
  loanId: number | null;
  kind: LineKind;
  amount: number;
  appliesToId: number | null;
  /** The payment, refund or void that the line is part of. */
  paymentId?: number;
  /** What a charge by hand is for. */
  reason?: AccountLinesTable['reason'];
  note: string | null;
  branchId: number | null;
  staffId: number | null;
  createdAt: string;
}

export function insertLine(db: Db, line: NewLine): Promise<number> {
  return insertAndGetId(db, 'account_lines', {
    patron_id: line.patronId,
    loan_id: line.loanId,
    kind: line.kind,
    amount: line.amount,
    applies_to_id: line.appliesToId,
    payment_id: line.paymentId ?? null,
    reason: line.reason ?? null,
    note: line.note,
    branch_id: line.branchId,
    staff_id: line.staffId,
    created_at: line.createdAt,
  });
}

export async function findLine(db: Db, id: number): Promise<DeskLine | undefined> {
  const lines = await selectLines(db).where('line.id', '=', id).execute();
  return (await withOutstanding(db, lines))[0];
}

function selectLines(db: Db) {
  return db
    .selectFrom('account_lines as line')
    .leftJoin('loans', 'loans.id', 'line.loan_id')
    .leftJoin('records', 'records.id', 'loans.record_id')
    .leftJoin('staff', 'staff.id', 'line.staff_id')
    .select([
      'line.id',
      'line.kind',
      'line.amount',
      'line.reason',
      'line.note',
      'line.loan_id as loanId',
      'records.title',
      'line.created_at as createdAt',
      'line.branch_id as branchId',
      'staff.display_name as staffName',
    ]);
}

async function withOutstanding(db: Db, lines: Omit<DeskLine, 'outstanding'>[]): Promise<DeskLine[]> {
  if (lines.length === 0) return [];
  const applied = await db
    .selectFrom('account_lines')
    .select((eb) => ['applies_to_id as id', eb.fn.sum<number>('amount').as('total')])
    .where(
      'applies_to_id',
      'in',
      lines.map(({ id }) => id),
    )
    .groupBy('applies_to_id')
    .execute();
  const totals = new Map(applied.map(({ id, total }) => [id, Number(total)]));
  return lines.map((line) => ({
    ...line,
    outstanding: line.amount > 0 && line.kind !== 'refund' ? line.amount + (totals.get(line.id) ?? 0) : 0,
  }));
}
