import type { CheckoutCase, OpenLoanFacts } from './checkout-decision.ts';

/** An open loan with the branches that decide whose policies count it. */
export type AttemptLoan = Omit<OpenLoanFacts, 'policyBranchId'> & { branchId: number; homeBranchId: number };

/** The facts by which a refused attempt to borrow was decided. Nobody can be known by them. */
export interface RefusedFacts {
  today: string;
  patron: Omit<CheckoutCase['patron'], 'openLoans'> & { openLoans: readonly AttemptLoan[] };
  item: CheckoutCase['item'];
  isLoanedToOther: boolean;
  isHeldForOther: boolean;
  isTrappedForOther: boolean;
}

/** An attempt to borrow that was refused, as it is kept for rehearsals. */
export interface RefusedAttempt {
  branchId: number;
  patronBranchId: number;
  patronCategoryId: number;
  itemTypeId: number;
  itemBranchId: number;
  facts: RefusedFacts;
}

/** Takes out of a case what names its reader: notes and reasons go, and of the birth date only the age is left. */
export function factsOf(situation: CheckoutCase, openLoans: readonly AttemptLoan[]): RefusedFacts {
  const { today, patron, item, loanedTo, trappedFor, nextHold } = situation;
  return {
    today,
    // Named one by one: what a case carries besides must not be kept.
    patron: {
      id: 0,
      cardStatus: patron.cardStatus,
      expiresOn: patron.expiresOn,
      birthDate: patron.birthDate === null ? null : birthdayToday(patron.birthDate, today),
      restrictedUntil: patron.restrictedUntil,
      restrictionReason: null,
      notes: null,
      balance: patron.balance,
      openLoans: openLoans.map(({ recordId, volume, itemTypeId, branchId, homeBranchId, isOverdue }) => ({
        recordId,
        volume,
        itemTypeId,
        branchId,
        homeBranchId,
        isOverdue,
      })),
    },
    item: {
      recordId: item.recordId,
      volume: item.volume,
      status: item.status,
      note: null,
      isInTransit: item.isInTransit,
    },
    isLoanedToOther: loanedTo !== null && loanedTo !== patron.id,
    isHeldForOther: nextHold !== null && nextHold.patronId !== patron.id,
    isTrappedForOther: trappedFor !== null && trappedFor.patronId !== patron.id,
  };
}

/** A birth date of the same age on that day. */
function birthdayToday(birthDate: string, today: string): string {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const age = today.slice(5) >= birthDate.slice(5) ? years : years - 1;
  return `${String(Number(today.slice(0, 4)) - age).padStart(4, '0')}${today.slice(4)}`;
}

/** Puts a case together again from its facts, with the branch whose policies count each loan. */
export function caseOf(
  facts: RefusedFacts,
  policies: CheckoutCase['policies'],
  policyBranchOf: (loan: AttemptLoan) => number,
): CheckoutCase {
  const other = { holdId: 0, patronId: null };
  return {
    today: facts.today,
    patron: {
      ...facts.patron,
      openLoans: facts.patron.openLoans.map((loan) => ({ ...loan, policyBranchId: policyBranchOf(loan) })),
    },
    item: facts.item,
    loanedTo: facts.isLoanedToOther ? 'anonymous' : null,
    trappedFor: facts.isTrappedForOther ? other : null,
    nextHold: facts.isHeldForOther ? other : null,
    policies,
  };
}
