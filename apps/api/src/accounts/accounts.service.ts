import { insertLine } from '../circulation/loan-charges.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import {
  allocatePayment,
  allocateWaiver,
  balanceOf,
  type AllocationDecision,
  type LedgerLine,
} from './accounts.ledger.ts';
import { hasPatron, listAccountLines, listLedgerLines, lockAccount } from './accounts.queries.ts';
import type { Account, AccountChange, NewCharge, NewPayment, NewWaiver } from './accounts.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;
type NewLine = Pick<LedgerLine, 'kind' | 'amount' | 'appliesToId'> & { note: string | null };

/** Reads a reader's whole account. @throws Problem `not_found`. */
export async function readAccount(db: Db, patronId: number): Promise<Account> {
  if (!(await hasPatron(db, patronId))) throw problem('not_found');
  const lines = await listAccountLines(db, patronId);
  return { balance: lines.reduce((sum, line) => sum + line.amount, 0), lines };
}

/** Charges an amount by hand. @throws Problem `not_found`. */
export function chargeByHand(
  context: Context,
  actor: Actor,
  patronId: number,
  input: NewCharge,
): Promise<AccountChange> {
  return changeAccount(context, actor, patronId, 'account.charge', () => [
    { kind: 'manual', amount: input.amount, appliesToId: null, note: input.note },
  ]);
}

/**
 * Takes a payment: one line for each charge that it pays.
 *
 * @throws Problem `not_found`, `payment_exceeds_balance`, `line_not_payable`.
 */
export function takePayment(
  context: Context,
  actor: Actor,
  patronId: number,
  input: NewPayment,
): Promise<AccountChange> {
  return changeAccount(context, actor, patronId, 'account.payment', (lines) =>
    toLines('payment', allocatePayment(lines, input.amount, input.lineIds), input.note?.trim() || null),
  );
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
  return changeAccount(context, actor, patronId, 'account.waiver', (lines) =>
    toLines('waiver', allocateWaiver(lines, input.lineId, input.amount), input.note),
  );
}

/** Adds lines to an account in one transaction, decided on what the account holds once no other desk can change it. */
function changeAccount(
  { db, clock, audit }: Context,
  actor: Actor,
  patronId: number,
  action: string,
  decide: (lines: LedgerLine[]) => NewLine[],
): Promise<AccountChange> {
  return inTransaction(db, async (trx) => {
    if (!(await lockAccount(trx, patronId))) throw problem('not_found');
    const before = await listLedgerLines(trx, patronId);
    const added = new Set<number>();
    for (const line of decide(before)) {
      const place = {
        patronId,
        loanId: null,
        branchId: actor.branchId,
        staffId: actor.kind === 'staff' ? actor.id : null,
      };
      added.add(await insertLine(trx, { ...line, ...place, createdAt: toTimestamp(clock()) }));
    }
    const account = await listAccountLines(trx, patronId);
    const lines = account.filter((line) => added.has(line.id)).reverse();
    const balance = account.reduce((sum, line) => sum + line.amount, 0);
    await audit(trx, actor, {
      action,
      entity: 'patron',
      entityId: patronId,
      before: { balance: balanceOf(before) },
      after: { balance, lines: lines.map(({ id, kind, amount }) => ({ id, kind, amount })) },
    });
    return { balance, lines };
  });
}

function toLines(kind: 'payment' | 'waiver', decision: AllocationDecision, note: string | null): NewLine[] {
  if (!decision.isAllowed) throw problem(decision.code, decision.params);
  return decision.parts.map(({ lineId, amount }) => ({ kind, amount: -amount, appliesToId: lineId, note }));
}
