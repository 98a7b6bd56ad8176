import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import type { CirculationContext } from './circulation-context.ts';
import { DESK_ACTIONS, type DeskEvent } from './desk-events.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import type { Explanation } from './explanation.ts';
import { nextItemState, type ItemEvent, type ItemStatus } from './item-state.ts';
import { findItem, placeOf, updateItemPlace, type CirculatingItem } from './items.queries.ts';
import { findLine } from './loan-charges.queries.ts';
import * as loans from './loans.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import type { LoanChange } from './loans.schema.ts';
import { chargeLostLoan } from './lost-loans.service.ts';

interface Remark {
  loanId: number;
  comment?: string;
}

const NOTHING: Explanation = { steps: [], policies: [] };

/**
 * Notes that the reader of a loan says that they brought it back (rule 19): it counts as before, but is not renewed, asked
 * for, or taken for lost by itself.
 *
 * @throws Problem `not_found`, `loan_not_open`, `item_status_refused`.
 */
export function claimReturned(context: CirculationContext, actor: Actor, remark: Remark): Promise<LoanChange> {
  return changeLoanedItem(context, actor, remark, {
    status: 'claimed_returned',
    event: 'claim_returned',
    action: DESK_ACTIONS.claim,
  });
}

/**
 * Takes a claim back: the reader has it after all, and it is an ordinary loan again.
 *
 * @throws Problem `not_found`, `loan_not_open`, `item_status_refused` for a loan without a claim.
 */
export function withdrawClaim(context: CirculationContext, actor: Actor, remark: Remark): Promise<LoanChange> {
  return changeLoanedItem(context, actor, remark, { status: 'available', event: null, action: 'loan.unclaim' });
}

/**
 * Declares the copy of a loan lost (rule 21): its reader is charged by the policies, and the loan stays open for the day when
 * it is found.
 *
 * @throws Problem `not_found`, `loan_not_open`, `item_status_refused`.
 */
export function declareLost(context: CirculationContext, actor: Actor, remark: Remark): Promise<LoanChange> {
  return changeLoanedItem(context, actor, remark, {
    status: 'lost',
    event: 'declare_lost',
    action: DESK_ACTIONS.lost,
    charge: (trx, loan) => chargeLostLoan(trx, actor, loan, context.clock),
  });
}

/**
 * Believes the reader: ends a claimed loan without any charge, and the copy counts as lost by the library until it is found.
 *
 * @throws Problem `not_found`, `loan_not_open`, `item_status_refused` for a loan without a claim, `override_comment_required`.
 */
export function declareMissing(context: CirculationContext, actor: Actor, remark: Remark): Promise<LoanChange> {
  if ((remark.comment ?? '').trim() === '') throw problem('override_comment_required');
  return changeLoanedItem(context, actor, remark, {
    status: 'lost',
    event: null,
    action: DESK_ACTIONS.missing,
    close: async (trx, loan) => {
      const returned = { at: toTimestamp(context.clock()), branchId: loan.branchId };
      if ((await loans.closeLoan(trx, loan, returned)) === undefined) throw problem('conflict');
    },
  });
}

interface Change {
  status: ItemStatus;
  /** What the state machine must allow; `null` for what ends a claim. */
  event: ItemEvent | null;
  action: string;
  charge?: (trx: Trx, loan: LoanRow) => ReturnType<typeof chargeLostLoan>;
  close?: (trx: Trx, loan: LoanRow) => Promise<void>;
}

function changeLoanedItem(
  context: CirculationContext,
  actor: Actor,
  { loanId, comment }: Remark,
  { status, event, action, charge, close }: Change,
): Promise<LoanChange> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, () => rowsOfLoan(trx, loanId));
    const loan = await loans.findLoanRow(trx, loanId);
    if (loan === undefined) throw problem('not_found');
    if (loan.returnedAt !== null) throw problem('loan_not_open');
    const item = (await findItem(trx, loan.itemId))!;
    requireAllowed(item, status, event);
    const place = { ...placeOf(item), status };
    await updateItemPlace(trx, item.id, place);
    const charged = (await charge?.(trx, loan)) ?? null;
    await close?.(trx, loan);
    const unchanged = { holds: [], restriction: null };
    const desk: DeskEvent = {
      before: { loan, place: placeOf(item), ...unchanged },
      after: {
        loan: (await loans.findLoanRow(trx, loanId))!,
        place,
        ...unchanged,
        chargeId: charged?.chargeId ?? null,
        ...(comment === undefined ? {} : { comment }),
      },
    };
    await context.audit(trx, actor, { action, entity: 'loan', entityId: loanId, branchId: loan.branchId, ...desk });
    await context.recordChanged(trx, loan.recordId);
    return {
      loan: (await loans.findLoan(trx, loanId, toTimestamp(context.clock())))!,
      charge: charged === null ? null : ((await findLine(trx, charged.chargeId)) ?? null),
      explanation: charged?.explanation ?? NOTHING,
    };
  });
}

function requireAllowed({ status: before }: CirculatingItem, status: ItemStatus, event: ItemEvent | null): void {
  // An available item with an open loan is the one that a reader has.
  const state = before === 'available' ? 'on_loan' : before;
  const isAllowed = event === null ? state === 'claimed_returned' : nextItemState(state, event) !== null;
  if (!isAllowed) throw problem('item_status_refused', { state, status });
}
