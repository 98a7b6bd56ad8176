import { findBranch } from '../branches/branches.queries.ts';
import { isDayClosed, takeReceiptNumber } from '../cash/tills.queries.ts';
import { openTill, type Till } from '../cash/tills.service.ts';
import { insertLine } from '../circulation/loan-charges.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import type { PaymentsTable } from '../platform/database/tables/accounts.ts';
import { problem } from '../platform/errors.ts';
import {
  allocateCreditRefund,
  allocatePayment,
  allocatePaymentRefund,
  allocateWaiver,
  balanceOf,
  type AllocationDecision,
  type LedgerLine,
} from './accounts.ledger.ts';
import { hasPatron, listAccountLines, listLedgerLines, lockAccount, readHomeBranchId } from './accounts.queries.ts';
import type {
  Account,
  AccountChange,
  NewCharge,
  NewPayment,
  NewRefund,
  NewVoid,
  NewWaiver,
  Payment,
} from './accounts.schema.ts';
import { findPayment, insertPayment, listLinesOfPayment, listPayments, listReversalLines } from './payments.queries.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;
type NewLine = Pick<LedgerLine, 'kind' | 'amount' | 'appliesToId'> & {
  note: string | null;
  reason?: NewCharge['reason'];
};
type Money = Pick<PaymentsTable, 'kind' | 'method' | 'reference' | 'amount' | 'reverses_id'>;
interface Change {
  lines: NewLine[];
  /** The money that changes hands with the lines, and the till that it goes through. */
  money?: Money & { till: Till };
  /** Where it happened, when money does not say so. */
  branchId?: number;
}

/** Reads a reader's whole account. @throws Problem `not_found`. */
export async function readAccount(db: Db, patronId: number): Promise<Account> {
  if (!(await hasPatron(db, patronId))) throw problem('not_found');
  const lines = await listAccountLines(db, patronId);
  return { balance: lines.reduce((sum, line) => sum + line.amount, 0), lines };
}

/**
 * Charges an amount by hand, for a reason of the list, in words, or both.
 *
 * @throws Problem `not_found`, `invalid_request` when neither says what it is for, `branch_unknown`.
 */
export function chargeByHand(
  context: Context,
  actor: Actor,
  patronId: number,
  input: NewCharge,
): Promise<AccountChange> {
  const { amount, reason, branchId } = input;
  const note = input.note?.trim() || null;
  if (note === null && (reason === undefined || reason === 'other')) {
    const errors = [{ path: '/note', code: 'required', message: 'says what the charge is for' }];
    throw problem('invalid_request', {}, { errors });
  }
  return changeAccount(context, actor, patronId, 'account.charge', async (_lines, trx) => {
    if (branchId !== undefined && (await findBranch(trx, branchId)) === undefined) {
      throw problem('branch_unknown', { branchId });
    }
    return { lines: [{ kind: 'manual', amount, appliesToId: null, note, reason }], branchId };
  });
}

/**
 * Takes a payment: one line for each charge that it pays.
 *
 * @throws Problem `not_found`, `payment_exceeds_balance`, `line_not_payable`, `branch_unknown`.
 */
export function takePayment(
  context: Context,
  actor: Actor,
  patronId: number,
  input: NewPayment,
): Promise<AccountChange> {
  return changeAccount(context, actor, patronId, 'account.payment', async (lines, trx) => {
    const till = await openDesk(context, trx, { actor, patronId, branchId: input.branchId });
    return {
      lines: toLines('payment', allocatePayment(lines, input.amount, input.lineIds), input.note?.trim() || null),
      money: { ...toMoney('payment', input), till },
    };
  });
}

/**
 * Waives a charge, wholly or in part.
 *
 * @throws Problem `not_found`, `line_not_payable`, `waiver_exceeds_outstanding`.
 */
export function waiveCharge(
  context: Context,
  actor: Actor,
  patronId: number,
  input: NewWaiver,
): Promise<AccountChange> {
  return changeAccount(context, actor, patronId, 'account.waiver', (lines) => ({
    lines: toLines('waiver', allocateWaiver(lines, input.lineId, input.amount), input.note),
  }));
}

/**
 * Gives money back: of one payment, whose charges are owed again, or of the reader's credit.
 *
 * @throws Problem `not_found`, `refund_exceeds_paid`, `branch_unknown`.
 */
export function refund(context: Context, actor: Actor, patronId: number, input: NewRefund): Promise<AccountChange> {
  return changeAccount(context, actor, patronId, 'account.refund', async (lines, trx) => {
    const { amount, paymentId, branchId } = input;
    const till = await openDesk(context, trx, { actor, patronId, branchId });
    if (paymentId === undefined) {
      const added = toLines('refund', allocateCreditRefund(lines, amount), input.note);
      return { lines: added, money: { ...toMoney('refund', input), till } };
    }
    const payment = await findPayment(trx, paymentId);
    if (payment?.patronId !== patronId || payment.kind !== 'payment') throw problem('not_found');
    const paid = await listLinesOfPayment(trx, paymentId);
    const decision = allocatePaymentRefund(lines, paid, await listReversalLines(trx, paymentId), amount);
    const money = toMoney('refund', { ...input, method: input.method ?? payment.method }, paymentId);
    return { lines: toLines('refund', decision, input.note), money: { ...money, till } };
  });
}

/**
 * Takes a mistaken payment back whole, on the day of cash that it was booked on and at the same till, by reversing lines.
 *
 * @throws Problem `not_found`, `cash_day_closed`, `payment_not_of_today`, `payment_reversed`.
 */
export async function voidPayment(context: Context, actor: Actor, id: number, input: NewVoid): Promise<AccountChange> {
  const patronId = (await findPayment(context.db, id))?.patronId;
  if (patronId === undefined) throw problem('not_found');
  return changeAccount(context, actor, patronId, 'account.void', async (lines, trx) => {
    const payment = await findPayment(trx, id);
    if (payment?.kind !== 'payment') throw problem('not_found');
    const till = await openDesk(context, trx, { actor, patronId, branchId: payment.branchId ?? undefined });
    const { bookedOn } = payment;
    if (bookedOn !== till.bookedOn) {
      const isClosed = bookedOn !== null && (await isDayClosed(trx, till.branchId, bookedOn));
      throw problem(isClosed ? 'cash_day_closed' : 'payment_not_of_today', { day: bookedOn });
    }
    const decision = allocatePaymentRefund(lines, await listLinesOfPayment(trx, id), [], payment.amount);
    if (payment.givenBack > 0 || !decision.isAllowed) throw problem('payment_reversed');
    const money = toMoney('void', { ...payment, reference: payment.reference ?? undefined }, id);
    return { lines: toLines('refund', decision, input.note), money: { ...money, till } };
  });
}

/** Reads the money that a reader gave and got back, newest first. @throws Problem `not_found`. */
export async function readPayments(db: Db, patronId: number): Promise<Payment[]> {
  if (!(await hasPatron(db, patronId))) throw problem('not_found');
  return listPayments(db, patronId);
}

/** Adds lines to an account in one transaction, decided on what the account holds once no other desk can change it. */
function changeAccount(
  { db, clock, audit }: Context,
  actor: Actor,
  patronId: number,
  action: string,
  decide: (lines: LedgerLine[], trx: Trx) => Change | Promise<Change>,
): Promise<AccountChange> {
  return inTransaction(db, async (trx) => {
    if (!(await lockAccount(trx, patronId))) throw problem('not_found');
    const before = await listLedgerLines(trx, patronId);
    const change = await decide(before, trx);
    const staffId = actor.kind === 'staff' ? actor.id : null;
    const createdAt = toTimestamp(clock());
    const branchId = change.money?.till.branchId ?? change.branchId ?? actor.branchId;
    let paymentId: number | undefined;
    if (change.money !== undefined) {
      const { till, ...money } = change.money;
      paymentId = await insertPayment(trx, {
        ...money,
        receipt_year: till.year,
        receipt_sequence: await takeReceiptNumber(trx, till.year),
        patron_id: patronId,
        branch_id: branchId,
        booked_on: till.bookedOn,
        staff_id: staffId,
        created_at: createdAt,
      });
    }
    const added = new Set<number>();
    for (const line of change.lines) {
      const place = { patronId, loanId: null, branchId, staffId, paymentId };
      added.add(await insertLine(trx, { ...line, ...place, createdAt }));
    }
    const account = await listAccountLines(trx, patronId);
    const lines = account.filter((line) => added.has(line.id)).reverse();
    const balance = account.reduce((sum, line) => sum + line.amount, 0);
    const payment = paymentId === undefined ? null : (await findPayment(trx, paymentId))!;
    await audit(trx, actor, {
      action,
      entity: 'patron',
      entityId: patronId,
      branchId,
      before: { balance: balanceOf(before) },
      after: {
        balance,
        lines: lines.map(({ id, kind, amount }) => ({ id, kind, amount })),
        ...(payment === null ? {} : { receipt: payment.number, method: payment.method }),
      },
    });
    return { balance, lines, payment };
  });
}

/** Opens the till of the branch that is named, else of the actor's own, else of the reader's. */
async function openDesk(
  { clock }: Context,
  trx: Trx,
  { actor, patronId, branchId }: { actor: Actor; patronId: number; branchId: number | undefined },
): Promise<Till> {
  return openTill(trx, branchId ?? actor.branchId ?? (await readHomeBranchId(trx, patronId)), clock());
}

function toMoney(
  kind: Money['kind'],
  input: { amount: number; method?: Money['method']; reference?: string },
  reversesId: number | null = null,
): Money {
  const { amount, method = 'cash' } = input;
  return { kind, method, reference: input.reference?.trim() || null, amount, reverses_id: reversesId };
}

function toLines(kind: 'payment' | 'waiver' | 'refund', decision: AllocationDecision, note: string | null): NewLine[] {
  if (!decision.isAllowed) throw problem(decision.code, decision.params);
  const sign = kind === 'refund' ? 1 : -1;
  return decision.parts.map(({ lineId, amount }) => ({ kind, amount: sign * amount, appliesToId: lineId, note }));
}
