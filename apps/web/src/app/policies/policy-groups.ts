import type { PolicyDefinition } from '../api-types';

/** The order in which a librarian thinks of the rules; a policy that is not named here comes last, under `other`. */
const groups: readonly { readonly name: string; readonly policies: readonly string[] }[] = [
  {
    name: 'lending',
    policies: [
      'isLoanAllowed',
      'loanPeriod',
      'loanUnit',
      'isHourlyLoanShortenedToClosing',
      'closedDays',
      'maxLoans',
      'maxLoansTotal',
      'maxDebt',
      'minimumAge',
      'isSecondCopyAllowed',
      'overdueLoans',
      'cardExpiryWarning',
      'highDemandHolds',
      'highDemandLoanPeriod',
    ],
  },
  {
    name: 'renewing',
    policies: [
      'maxRenewals',
      'renewalPeriod',
      'renewalOpensBefore',
      'canRenewWhenOthersFillHolds',
      'overdueRenewal',
      'isAutoRenewed',
      'noAutoRenewalAfter',
    ],
  },
  {
    name: 'overdue',
    policies: [
      'overdueCharge',
      'overduePeriod',
      'overdueUnit',
      'overdueChargedAt',
      'overdueGrace',
      'grace',
      'areClosedDaysCharged',
      'overdueCap',
      'isOverdueCappedAtPrice',
      'overdueTotalCap',
      'suspensionDays',
      'suspensionPeriod',
      'suspensionCap',
      'suspensionsAdd',
      'isSuspensionExtendedOverClosedDays',
    ],
  },
  { name: 'lost', policies: ['lostAfter', 'isLostPriceCharged', 'replacementPrice', 'lostFee', 'lostChargeOnReturn'] },
  {
    name: 'holds',
    policies: [
      'isHoldAllowed',
      'onShelfHolds',
      'maxHolds',
      'maxHoldsPerRecord',
      'pickupDays',
      'isLocalHoldFirst',
      'areLoansRecalled',
      'recallGuarantee',
      'recallPeriod',
    ],
  },
  {
    name: 'notices',
    policies: [
      'courtesyBefore',
      'firstOverdueAfter',
      'secondOverdueAfter',
      'thirdOverdueAfter',
      'overdueRestrictsFrom',
      'areRemindersGrouped',
      'isHoldReadyMailed',
      'isHoldExpiredMailed',
      'isRecallMailed',
      'isDueDateChangeMailed',
      'isAutoRenewalMailed',
      'isReceiptMailed',
      'isWelcomeMailed',
      'cardExpiryMailedBefore',
      'canDeclineNotices',
    ],
  },
];

export interface PolicyGroup<T> {
  readonly name: string;
  readonly entries: readonly T[];
}

/** Puts entries in their groups, in the librarian's order. */
export function inGroups<T extends { readonly definition: Pick<PolicyDefinition, 'name'> }>(
  entries: readonly T[],
): PolicyGroup<T>[] {
  const named = groups.map(({ name, policies }) => ({
    name,
    entries: policies.flatMap((policy) => entries.filter(({ definition }) => definition.name === policy)),
  }));
  const known = new Set(groups.flatMap(({ policies }) => policies));
  const other = { name: 'other', entries: entries.filter(({ definition }) => !known.has(definition.name)) };
  return [...named, other].filter(({ entries: inside }) => inside.length > 0);
}
