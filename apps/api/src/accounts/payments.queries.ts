import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { PaymentsTable } from '../platform/database/schema.ts';
import type { LedgerLine } from './accounts.ledger.ts';
import type { Payment } from './accounts.schema.ts';

/**
 * Takes the next receipt number of a year. The counter's row stays locked until the transaction ends, and goes back with it,
 * so that no number is given twice or left out.
 */
export async function takeReceiptNumber(db: Db, year: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('receipt_counters')
    .set((eb) => ({ last: eb('last', '+', 1) }))
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) {
    await db.insertInto('receipt_counters').values({ year, last: 1 }).execute();
    return 1;
  }
  const { last } = await db
    .selectFrom('receipt_counters')
    .select('last')
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return last;
}

export function insertPayment(db: Db, payment: Omit<PaymentsTable, 'id'>): Promise<number> {
  return insertAndGetId(db, 'payments', payment);
}

export async function findPayment(db: Db, id: number): Promise<Payment | undefined> {
  const row = await selectPayments(db).where('payments.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPayment(row);
}

/** The money that one reader gave and got back, newest first. */
export async function listPayments(db: Db, patronId: number): Promise<Payment[]> {
  const rows = await selectPayments(db)
    .where('payments.patron_id', '=', patronId)
    .orderBy('payments.id', 'desc')
    .execute();
  return rows.map(toPayment);
}

/** The account lines of a payment. */
export function listLinesOfPayment(db: Db, paymentId: number): Promise<LedgerLine[]> {
  return selectLines(db).where('line.payment_id', '=', paymentId).orderBy('line.id').execute();
}

/** The account lines by which a payment was given back or voided. */
export function listReversalLines(db: Db, paymentId: number): Promise<LedgerLine[]> {
  return selectLines(db)
    .innerJoin('payments', 'payments.id', 'line.payment_id')
    .where('payments.reverses_id', '=', paymentId)
    .orderBy('line.id')
    .execute();
}

/** Payments, refunds and voids whose amount is not the sum of their lines. */
export async function listUnbalancedPayments(db: Db) {
  const rows = await db
    .selectFrom('payments')
    .leftJoin('account_lines as line', 'line.payment_id', 'payments.id')
    .select((eb) => [
      'payments.id as paymentId',
      'payments.kind',
      'payments.amount',
      eb.fn.coalesce(eb.fn.sum<number>('line.amount'), eb.lit(0)).as('lines'),
    ])
    .groupBy(['payments.id', 'payments.kind', 'payments.amount'])
    .execute();
  return rows
    .map(({ paymentId, kind, amount, lines }) => ({ paymentId, amount, lines: Number(lines) * signOf(kind) }))
    .filter(({ amount, lines }) => amount !== lines);
}

/** Years whose receipts do not run from 1 to the counter's number. */
export async function listReceiptGaps(db: Db) {
  const rows = await db
    .selectFrom('receipt_counters')
    .leftJoin('payments', 'payments.receipt_year', 'receipt_counters.year')
    .select((eb) => [
      'receipt_counters.year',
      'receipt_counters.last',
      eb.fn.count<number>('payments.id').as('receipts'),
    ])
    .groupBy(['receipt_counters.year', 'receipt_counters.last'])
    .execute();
  return rows
    .map(({ year, last, receipts }) => ({ year, last, receipts: Number(receipts) }))
    .filter(({ last, receipts }) => last !== receipts);
}

function signOf(kind: PaymentsTable['kind']): 1 | -1 {
  return kind === 'payment' ? -1 : 1;
}

function selectLines(db: Db) {
  return db
    .selectFrom('account_lines as line')
    .select(['line.id', 'line.kind', 'line.amount', 'line.applies_to_id as appliesToId']);
}

function selectPayments(db: Db) {
  return db
    .selectFrom('payments')
    .leftJoin('staff', 'staff.id', 'payments.staff_id')
    .select((eb) => [
      'payments.id',
      'payments.receipt_year',
      'payments.receipt_sequence',
      'payments.patron_id as patronId',
      'payments.kind',
      'payments.method',
      'payments.reference',
      'payments.amount',
      'payments.reverses_id as reversesId',
      'payments.branch_id as branchId',
      'staff.display_name as staffName',
      'payments.created_at as createdAt',
      eb
        .selectFrom('payments as reversal')
        .select((sub) => sub.fn.coalesce(sub.fn.sum<number>('reversal.amount'), sub.lit(0)).as('sum'))
        .whereRef('reversal.reverses_id', '=', 'payments.id')
        .as('givenBack'),
    ]);
}

type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['executeTakeFirstOrThrow']>>;

function toPayment({ receipt_year: year, receipt_sequence: sequence, givenBack, ...row }: PaymentRow): Payment {
  return { ...row, number: `${year}-${String(sequence).padStart(6, '0')}`, givenBack: Number(givenBack ?? 0) };
}
