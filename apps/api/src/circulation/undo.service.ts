import { Temporal } from 'temporal-polyfill';
import { redactEntries } from '../audit/audit-privacy.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation, type Db, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { updateRestriction } from './borrowers.queries.ts';
import { staffIdOf, type CirculationContext } from './circulation-context.ts';
import { findLastDeskEvent } from './desk-events.queries.ts';
import { DESK_ACTIONS, UNDO_MINUTES, type DeskEvent, type LoggedHold } from './desk-events.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import { activeKeyOf, moveHold, queueHold } from './hold-queue.service.ts';
import { findHoldRow, updateHold } from './holds.queries.ts';
import { findItem, placeOf, updateItemPlace } from './items.queries.ts';
import { findLine, insertLine } from './loan-charges.queries.ts';
import { deleteLastLoanDecision } from './loan-decisions.queries.ts';
import type { LoanDecisionKind } from './loan-decisions.ts';
import * as loans from './loans.queries.ts';
import type { Loan, UndoInput } from './loans.schema.ts';

/** The decision of each action, which is taken back with it; that of a checkout goes with its loan. */
const DECISIONS: Record<UndoInput['action'], LoanDecisionKind | null> = {
  checkout: 'checkout',
  return: 'return',
  renew: 'renewal',
  claim: null,
  lost: 'lost',
  missing: null,
};

/** How the loan becomes what it was; the actions that only say something of its copy leave it alone. */
const RESTORERS: Record<UndoInput['action'], (db: Db, event: DeskEvent) => Promise<boolean>> = {
  checkout: async (db, { after }) => {
    await loans.deleteLoan(db, after.loan!.id);
    return true;
  },
  return: (db, { after }) => loans.reopenLoan(db, after.loan!),
  renew: (db, { before, after }) => loans.updateLoanPeriod(db, after.loan!, before.loan!),
  claim: async () => true,
  lost: async () => true,
  missing: (db, { after }) => loans.reopenLoan(db, after.loan!),
};

type Refused = 'nothing_to_undo' | 'other_staff' | 'too_late' | 'changed_since' | 'charge_settled';

/**
 * Undoes the last desk action on a loan: everything is as it was found, or nothing happens. The account keeps both the
 * charge and the waiver that takes it back, because its lines are never deleted. Answers `null` for the loan when the
 * checkout itself was undone.
 *
 * @throws Problem `undo_refused` with a `reason`.
 */
export async function undo(
  context: CirculationContext,
  actor: Actor,
  input: UndoInput,
): Promise<{ loan: Loan | null }> {
  try {
    return await inTransaction(context.db, (trx) => undoIn(context, trx, actor, input));
  } catch (error) {
    // The item has been lent since, or the hold's item is trapped for another: the schema refused the way back.
    if (isUniqueViolation(error)) throw refused('changed_since');
    throw error;
  }
}

async function undoIn(context: CirculationContext, trx: Trx, actor: Actor, { action, loanId }: UndoInput) {
  await lockRows(trx, () => rowsOfLoan(trx, loanId));
  const now = context.clock();
  const entry = await findLastDeskEvent(trx, loanId);
  if (entry === undefined || entry.action !== DESK_ACTIONS[action]) throw refused('nothing_to_undo');
  if (entry.actorKind !== actor.kind || entry.actorId !== actor.id) throw refused('other_staff');
  const deadline = Temporal.Instant.from(entry.at).add({ minutes: UNDO_MINUTES });
  if (Temporal.Instant.compare(now, deadline) > 0) throw refused('too_late');
  const { event } = entry;
  const loan = event.after.loan;
  if (loan === null || !(await isUntouched(trx, event))) throw refused('changed_since');

  const patronId = (await loans.findLoanRow(trx, loanId))?.patronId ?? null;
  if (patronId !== null) await takeBackCharges(trx, actor, event, { patronId, createdAt: toTimestamp(now) });
  await updateItemPlace(trx, loan.itemId, event.before.place);
  await restoreHolds(trx, event);
  const { restriction } = event.before;
  if (event.after.restriction !== null && restriction !== null && patronId !== null) {
    await updateRestriction(trx, patronId, restriction.until, restriction.reason);
  }
  const decision = DECISIONS[action];
  if (decision !== null) await deleteLastLoanDecision(trx, loanId, decision);
  if (!(await RESTORERS[action](trx, event))) throw refused('changed_since');
  const state = { loan: event.before.loan, place: event.before.place };
  await context.audit(trx, actor, {
    action: `${DESK_ACTIONS[action]}.undo`,
    entity: 'loan',
    entityId: loanId,
    branchId: entry.branchId,
    before: event.after,
    after: state,
  });
  // Nothing says any more whose loan it was, so nothing could find what was written about the reader.
  if (action === 'checkout') await redactEntries(trx, 'loan', [loanId]);
  await context.recordChanged(trx, loan.recordId);
  return { loan: (await loans.findLoan(trx, loanId, toTimestamp(now))) ?? null };
}

/** Whether the loan, the item's place and the holds are still as the action left them. */
async function isUntouched(db: Db, { after }: DeskEvent): Promise<boolean> {
  const { loan, place, holds } = after;
  if (loan === null) return false;
  const current = await loans.findLoanRow(db, loan.id);
  const item = await findItem(db, loan.itemId);
  if (current?.version !== loan.version || item === undefined) return false;
  if (JSON.stringify(placeOf(item)) !== JSON.stringify(place)) return false;
  for (const hold of holds) {
    if ((await findHoldRow(db, hold.id))?.version !== hold.version) return false;
  }
  return true;
}

async function takeBackCharges(
  db: Db,
  actor: Actor,
  { after }: DeskEvent,
  of: { patronId: number; createdAt: string },
): Promise<void> {
  const loan = after.loan!;
  const line = { ...of, loanId: loan.id, branchId: loan.returnBranchId, staffId: staffIdOf(actor) };
  if (after.chargeId !== null && after.chargeId !== undefined) {
    const charge = await findLine(db, after.chargeId);
    if (charge === undefined || charge.outstanding !== charge.amount) throw refused('charge_settled');
    await insertLine(db, { ...line, kind: 'waiver', amount: -charge.amount, appliesToId: charge.id, note: 'undo' });
  }
  for (const { amount } of after.forgiven ?? []) {
    await insertLine(db, { ...line, kind: 'lost', amount, appliesToId: null, note: 'undo' });
  }
}

async function restoreHolds(db: Db, { before }: DeskEvent): Promise<void> {
  // The last change first: a hold that had lost its item gets it back only after the other has let it go.
  for (const hold of before.holds.toReversed()) await restoreHold(db, hold);
}

async function restoreHold(db: Db, logged: LoggedHold): Promise<void> {
  const current = (await findHoldRow(db, logged.id))!;
  const hold = { ...logged, patronId: current.patronId, activeKey: activeKeyOf(current) };
  if (hold.status === 'waiting') {
    await queueHold(db, hold, hold.position ?? 1);
  } else if (current.status === 'waiting') {
    const { status, trappedItemId, readyAt, pickupUntil } = hold;
    await moveHold(db, current, { status, trappedItemId, readyAt, pickupUntil });
  } else {
    await updateHold(db, hold);
  }
}

function refused(reason: Refused) {
  return problem('undo_refused', { reason });
}
