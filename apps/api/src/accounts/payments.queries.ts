import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { AccountLinesTable, PaymentsTable } from '../platform/database/tables/accounts.ts';
import type { LedgerLine } from './accounts.ledger.ts';
import type { Payment } from './accounts.schema.ts';

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

/** The money of one day of cash, in the order of the receipts' numbers. */
export async function listPaymentsOfDay(
  db: Db,
  day: { branchId: number | null; bookedOn: string },
): Promise<Payment[]> {
  const rows = await selectPayments(db)
    .where('payments.booked_on', '=', day.bookedOn)
    .$if(day.branchId !== null, (query) => query.where('payments.branch_id', '=', day.branchId))
    .orderBy('payments.receipt_year')
    .orderBy('payments.receipt_sequence')
    .execute();
  return rows.map(toPayment);
}

/** The account lines of a payment. */
export function listLinesOfPayment(db: Db, paymentId: number): Promise<LedgerLine[]> {
  return selectLines(db).where('line.payment_id', '=', paymentId).orderBy('line.id').execute();
}

/** A line of a receipt with the charge that it paid, or that is owed again. */
export interface ReceiptLine {
  amount: number;
  note: string | null;
  /** Null for credit that was given back. */
  charge: {
    kind: LedgerLine['kind'];
    reason: AccountLinesTable['reason'];
    note: string | null;
    title: string | null;
    createdAt: string;
  } | null;
}

/** The lines of a payment, refund or void as its receipt shows them. */
export async function listReceiptLines(db: Db, paymentId: number): Promise<ReceiptLine[]> {
  const rows = await db
    .selectFrom('account_lines as line')
    .leftJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .leftJoin('loans', 'loans.id', 'charge.loan_id')
    .leftJoin('records', 'records.id', 'loans.record_id')
    .select([
      'line.amount',
      'line.note',
      'charge.kind',
      'charge.reason',
      'charge.note as chargeNote',
      'charge.created_at as createdAt',
      'records.title',
    ])
    .where('line.payment_id', '=', paymentId)
    .orderBy('line.id')
    .execute();
  return rows.map(({ amount, note, kind, reason, chargeNote, createdAt, title }) => ({
    amount,
    note,
    charge: kind === null ? null : { kind, reason, note: chargeNote, title, createdAt: createdAt! },
  }));
}

/** What a reader owed once a payment, refund or void was booked: lines are never changed, so it stays the same. */
export async function sumLinesUpTo(db: Db, patronId: number, paymentId: number): Promise<number> {
  const { balance } = await db
    .selectFrom('account_lines')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('amount'), eb.lit(0)).as('balance'))
    .where('patron_id', '=', patronId)
    .where('id', '<=', (eb) =>
      eb
        .selectFrom('account_lines as last')
        .select((sub) => sub.fn.max('last.id').as('id'))
        .where('last.payment_id', '=', paymentId),
    )
    .executeTakeFirstOrThrow();
  return Number(balance);
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
  const given = await db
    .selectFrom('payments')
    .select((eb) => [
      'receipt_year as year',
      eb.fn.count<number>('id').as('receipts'),
      eb.fn.max('receipt_sequence').as('highest'),
    ])
    .groupBy('receipt_year')
    .execute();
  const counters = await db.selectFrom('receipt_counters').selectAll().execute();
  const years = new Set([...given, ...counters].map(({ year }) => year));
  return [...years]
    .sort((one, other) => one - other)
    .map((year) => {
      const { receipts = 0, highest = 0 } = given.find((one) => one.year === year) ?? {};
      const { last = 0 } = counters.find((one) => one.year === year) ?? {};
      return { year, last, highest: Number(highest), receipts: Number(receipts) };
    })
    .filter(({ last, highest, receipts }) => last !== receipts || last !== highest);
}

/** Payments of which more was given back than was paid, and what takes back something else than a payment of the same reader. */
export async function listWrongReversals(db: Db) {
  const rows = await db
    .selectFrom('payments as reversal')
    .innerJoin('payments', 'payments.id', 'reversal.reverses_id')
    .select((eb) => [
      'payments.id as paymentId',
      'payments.kind',
      'payments.amount',
      eb.fn.sum<number>('reversal.amount').as('givenBack'),
      eb.fn
        .sum<number>(eb.case().when('reversal.patron_id', '=', eb.ref('payments.patron_id')).then(0).else(1).end())
        .as('strangers'),
    ])
    .groupBy(['payments.id', 'payments.kind', 'payments.amount'])
    .execute();
  return rows
    .map((row) => ({ ...row, givenBack: Number(row.givenBack), strangers: Number(row.strangers) }))
    .filter(({ kind, amount, givenBack, strangers }) => kind !== 'payment' || givenBack > amount || strangers > 0)
    .map(({ strangers: _, ...row }) => row);
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
    .leftJoin('payments as reversed', 'reversed.id', 'payments.reverses_id')
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
      'reversed.receipt_year as reversed_year',
      'reversed.receipt_sequence as reversed_sequence',
      'payments.branch_id as branchId',
      'payments.booked_on as bookedOn',
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

function toPayment(row: PaymentRow): Payment {
  const { receipt_year: year, receipt_sequence: sequence, givenBack, ...rest } = row;
  const { reversed_year: reversedYear, reversed_sequence: reversedSequence, ...payment } = rest;
  return {
    ...payment,
    number: writeReceiptNumber(year, sequence),
    reversesNumber: reversedYear === null ? null : writeReceiptNumber(reversedYear, reversedSequence!),
    givenBack: Number(givenBack ?? 0),
  };
}

/** A receipt's number as people read it: `2026-000012`. */
export function writeReceiptNumber(year: number, sequence: number): string {
  return `${year}-${String(sequence).padStart(6, '0')}`;
}
