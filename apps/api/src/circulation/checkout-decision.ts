import { Temporal } from 'temporal-polyfill';
import { ageOn } from './age.ts';
import { alert, found, impossible, needsOverride, step, type Reason, type Step } from './explanation.ts';
import type { ItemStatus } from './item-state.ts';
import { nextItemState } from './item-state.ts';
import type { PolicyScope } from './policy-definitions.ts';
import type { ResolvedPolicies } from './policy-resolution.ts';

export interface OpenLoanFacts {
  recordId: number;
  volume: string | null;
  itemTypeId: number;
  /** The branch whose policies the loan is counted under. */
  policyBranchId: number;
  isOverdue: boolean;
}

export interface CheckoutCase {
  /** Today at the branch. */
  today: string;
  patron: {
    id: number;
    /** The status of the card that was shown; `none` when staff opened the patron by name and there is no card. */
    cardStatus: 'active' | 'lost' | 'replaced' | 'none';
    expiresOn: string;
    birthDate: string | null;
    restrictedUntil: string | null;
    restrictionReason: string | null;
    notes: string | null;
    /** What the patron owes, in minor units. */
    balance: number;
    openLoans: readonly OpenLoanFacts[];
  };
  item: { recordId: number; volume: string | null; status: ItemStatus; note: string | null; isInTransit: boolean };
  /** Who has the item now. */
  loanedTo: number | 'anonymous' | null;
  /** The hold that has trapped the item. */
  trappedFor: { holdId: number; patronId: number | null } | null;
  /** The first waiting hold that the item could fill. */
  nextHold: { holdId: number; patronId: number | null } | null;
  policies: ResolvedPolicies;
}

export interface CheckoutDecision {
  /** `renewal`: the item is on loan to the same patron already. */
  kind: 'loan' | 'renewal';
  /** All that stands against it, and all that should be known. */
  reasons: Reason[];
  steps: Step[];
}

/** Decides whether a patron may borrow an item. Looks at everything and lists every reason, never only the first. */
export function decideCheckout(situation: CheckoutCase): CheckoutDecision {
  const isRenewal = situation.loanedTo === situation.patron.id;
  if (isRenewal) return { kind: 'renewal', reasons: [], steps: [step('checkout_is_renewal')] };
  const reasons = [
    ...itemReasons(situation),
    ...patronReasons(situation),
    ...limitReasons(situation),
    ...holdReasons(situation),
    ...alerts(situation),
  ];
  return {
    kind: 'loan',
    reasons,
    steps: [step('checkout_checked', { today: situation.today }), ...reasons.map(found)],
  };
}

function itemReasons({ item, loanedTo, policies }: CheckoutCase): Reason[] {
  const reasons: Reason[] = [];
  if (nextItemState(item.status, 'lend') === null) reasons.push(impossible(`item_${item.status}`));
  if (loanedTo !== null) reasons.push(impossible('on_loan_to_other'));
  if (!policies.values.isLoanAllowed) reasons.push(impossible('loan_not_allowed'));
  return reasons;
}

function patronReasons({ patron, today, policies }: CheckoutCase): Reason[] {
  const { maxDebt, minimumAge, overdueLoans } = policies.values;
  const reasons: Reason[] = [];
  if (patron.cardStatus === 'lost' || patron.cardStatus === 'replaced')
    reasons.push(impossible(`card_${patron.cardStatus}`));
  if (patron.expiresOn < today) reasons.push(impossible('card_expired', { expiresOn: patron.expiresOn }));
  if (isRestricted(patron.restrictedUntil, today)) {
    reasons.push(impossible('patron_restricted', { until: patron.restrictedUntil, reason: patron.restrictionReason }));
  }
  if (isOverDebtLimit(patron.balance, maxDebt)) {
    reasons.push(needsOverride('debt_over_limit', { balance: patron.balance, limit: maxDebt }));
  }
  const age = patron.birthDate === null ? null : ageOn(patron.birthDate, today);
  if (minimumAge !== null && age !== null && age < minimumAge) {
    reasons.push(needsOverride('too_young', { age, minimumAge }));
  }
  const overdue = patron.openLoans.filter(({ isOverdue }) => isOverdue).length;
  if (overdue > 0 && overdueLoans !== 'ignore') {
    reasons.push(
      overdueLoans === 'block'
        ? impossible('overdue_loans', { count: overdue })
        : needsOverride('overdue_loans', { count: overdue }),
    );
  }
  return reasons;
}

function limitReasons({ patron, item, policies }: CheckoutCase): Reason[] {
  const { maxLoans, maxLoansTotal, isSecondCopyAllowed } = policies.values;
  const reasons: Reason[] = [];
  const counted = patron.openLoans.filter((loan) => isCountedUnder(loan, policies.sources.maxLoans)).length;
  if (maxLoans !== null && counted >= maxLoans)
    reasons.push(needsOverride('too_many_loans', { count: counted, limit: maxLoans }));
  const total = patron.openLoans.length;
  if (maxLoansTotal !== null && total >= maxLoansTotal) {
    reasons.push(needsOverride('too_many_loans_total', { count: total, limit: maxLoansTotal }));
  }
  const isSameTitle = (loan: OpenLoanFacts) => loan.recordId === item.recordId && loan.volume === item.volume;
  if (!isSecondCopyAllowed && patron.openLoans.some(isSameTitle)) {
    reasons.push(needsOverride('second_copy'));
  }
  return reasons;
}

function holdReasons({ patron, trappedFor, nextHold }: CheckoutCase): Reason[] {
  if (trappedFor !== null) {
    if (trappedFor.patronId === patron.id) return [];
    return [needsOverride('on_hold_for_other', { holdId: trappedFor.holdId, isTrapped: true })];
  }
  if (nextHold === null || nextHold.patronId === patron.id) return [];
  return [needsOverride('on_hold_for_other', { holdId: nextHold.holdId, isTrapped: false })];
}

function alerts({ patron, item, today, policies, trappedFor }: CheckoutCase): Reason[] {
  const reasons: Reason[] = [];
  if (patron.notes !== null && patron.notes !== '') reasons.push(alert('patron_note', { note: patron.notes }));
  if (item.note !== null && item.note !== '') reasons.push(alert('item_note', { note: item.note }));
  if (item.isInTransit && trappedFor === null) reasons.push(alert('was_in_transit'));
  const daysLeft = daysBetween(today, patron.expiresOn);
  if (daysLeft >= 0 && daysLeft <= policies.values.cardExpiryWarning) {
    reasons.push(alert('card_expiring', { expiresOn: patron.expiresOn, days: daysLeft }));
  }
  return reasons;
}

/** Whether a restriction is in force: its last day counts. */
export function isRestricted(restrictedUntil: string | null, today: string): boolean {
  return (restrictedUntil ?? '') >= today;
}

/** Whether a debt is over the limit. Equal is not over; no limit is never over. */
export function isOverDebtLimit(balance: number, limit: number | null): boolean {
  return limit !== null && balance > limit;
}

/** Whether a loan is counted by the policy row that set a limit: a row for one item type counts that type only. */
export function isCountedUnder(loan: OpenLoanFacts, source: PolicyScope | null): boolean {
  if (source === null) return true;
  const isOfBranch = source.branchId === null || source.branchId === loan.policyBranchId;
  return isOfBranch && (source.itemTypeId === null || source.itemTypeId === loan.itemTypeId);
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}
