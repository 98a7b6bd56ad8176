import { alert, found, step, type Reason, type Step } from './explanation.ts';
import type { ItemStatus } from './item-state.ts';

/** What a library does with a returned item that no hold waits for: back to its home branch, or it floats and stays. */
export type ReturnedItemGoes = 'home' | 'floats';

/** Where a returned item should be put. */
export type ReturnOutcome = 'shelf' | 'hold_shelf' | 'transit' | 'set_aside' | 'not_on_loan';

export interface ReturnCase {
  /** The branch where the item is in hand. */
  branchId: number;
  item: { status: ItemStatus; homeBranchId: number; note: string | null; isInTransit: boolean };
  isOnLoan: boolean;
  /** The hold that has the item already: it was on its way, or on the hold shelf. */
  trapped: { holdId: number; status: 'in_transit' | 'ready'; pickupBranchId: number } | null;
  /** The first waiting hold that the item can fill. */
  nextHold: { holdId: number; pickupBranchId: number } | null;
  /** Others wait longer for it, but elsewhere: holds fetched here come first. */
  isBeforeItsTurn: boolean;
  returnedItemGoes: ReturnedItemGoes;
}

export interface ReturnDecision {
  outcome: ReturnOutcome;
  /** The hold that gets or keeps the item, and what becomes of it. */
  hold: { holdId: number; status: 'in_transit' | 'ready'; isNewlyTrapped: boolean } | null;
  item: { status: ItemStatus; transitToBranchId: number | null };
  alerts: Reason[];
  steps: Step[];
}

/** What staff must look at before anyone may borrow it: a return does not make these available. */
const SET_ASIDE: ReadonlySet<ItemStatus> = new Set(['damaged', 'withdrawn', 'not_for_loan']);

/** Decides what becomes of an item that is handed in: for a hold, else home, else where it is. */
export function decideReturn(situation: ReturnCase): ReturnDecision {
  const { item, branchId } = situation;
  const alerts = returnAlerts(situation);
  const steps = [step('return_at_branch', { branchId }), ...alerts.map(found)];
  if (SET_ASIDE.has(item.status)) {
    steps.push(step('return_set_aside', { status: item.status }));
    return {
      outcome: 'set_aside',
      hold: null,
      item: { status: item.status, transitToBranchId: null },
      alerts,
      steps,
    };
  }
  const hold = situation.trapped ?? situation.nextHold;
  if (hold !== null) return forHold(situation, hold, alerts, steps);
  return withoutHold(situation, alerts, steps);
}

function forHold(
  { branchId, trapped, isBeforeItsTurn }: ReturnCase,
  hold: { holdId: number; pickupBranchId: number },
  alerts: Reason[],
  steps: Step[],
): ReturnDecision {
  const isHere = hold.pickupBranchId === branchId;
  if (trapped === null && isBeforeItsTurn) steps.push(step('return_local_first', { branchId }));
  steps.push(step(trapped === null ? 'return_trapped' : 'return_already_trapped', { holdId: hold.holdId }));
  steps.push(step(isHere ? 'return_hold_ready' : 'return_hold_sent', { branchId: hold.pickupBranchId }));
  return {
    outcome: isHere ? 'hold_shelf' : 'transit',
    hold: { holdId: hold.holdId, status: isHere ? 'ready' : 'in_transit', isNewlyTrapped: trapped === null },
    item: {
      status: 'available',
      transitToBranchId: isHere ? null : hold.pickupBranchId,
    },
    alerts,
    steps,
  };
}

function withoutHold(situation: ReturnCase, alerts: Reason[], steps: Step[]): ReturnDecision {
  const { branchId, item, returnedItemGoes, isOnLoan } = situation;
  const goesHome = returnedItemGoes === 'home' && item.homeBranchId !== branchId;
  if (goesHome) steps.push(step('return_sent_home', { branchId: item.homeBranchId }));
  else steps.push(step(branchId === item.homeBranchId ? 'return_shelved' : 'return_floated', { branchId }));
  const isNothingDone = !isOnLoan && !goesHome && item.status === 'available' && !item.isInTransit;
  return {
    outcome: goesHome ? 'transit' : isNothingDone ? 'not_on_loan' : 'shelf',
    hold: null,
    item: { status: 'available', transitToBranchId: goesHome ? item.homeBranchId : null },
    alerts,
    steps,
  };
}

function returnAlerts({ item, isOnLoan }: ReturnCase): Reason[] {
  const alerts: Reason[] = [];
  if (!isOnLoan) alerts.push(alert('not_on_loan'));
  if (item.status === 'lost') alerts.push(alert('lost_item_found'));
  if (item.status === 'claimed_returned') alerts.push(alert('claimed_item_found'));
  if (SET_ASIDE.has(item.status)) alerts.push(alert(`item_${item.status}`));
  if (item.note !== null && item.note !== '') alerts.push(alert('item_note', { note: item.note }));
  return alerts;
}
