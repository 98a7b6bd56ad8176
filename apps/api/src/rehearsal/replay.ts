import { Temporal } from 'temporal-polyfill';
import { decideCheckout, type CheckoutCase } from '../circulation/checkout-decision.ts';
import { computeDueDate } from '../circulation/due-date.ts';
import type { Reason } from '../circulation/explanation.ts';
import { loanPeriodUnderDemand } from '../circulation/hold-queue.ts';
import { computeOverdueCharge, computeSuspension } from '../circulation/overdue-charge.ts';
import type { PolicyValues } from '../circulation/policy-definitions.ts';
import { caseOf, type RefusedAttempt } from '../circulation/refused-attempts.ts';
import { decideRenewal } from '../circulation/renewal-decision.ts';
import { dayIn } from '../platform/clock.ts';
import type { Parties, RuleBook } from './rules.ts';

/** Another loan of the same reader, for what they had at the moment. Instants as text. */
export interface OtherLoan {
  recordId: number;
  volume: string | null;
  itemTypeId: number;
  homeBranchId: number;
  branchId: number;
  checkedOutAt: string;
  dueAt: string;
  returnedAt: string | null;
}

/** What is known of a loan that was made. Instants as text. */
export interface LoanStory {
  loanId: number;
  recordId: number;
  volume: string | null;
  title: string;
  itemTypeId: number;
  homeBranchId: number;
  branchId: number;
  patronCategoryId: number;
  price: number | null;
  checkedOutAt: string;
  renewedAt: readonly string[];
  returnedAt: string | null;
  /** `null` when the loan was made anonymous: then nothing about its reader is looked at. */
  patron: {
    branchId: number;
    expiresOn: string;
    birthDate: string | null;
    otherLoans: readonly OtherLoan[];
    /** The reader's account, and whether a line counts as what is owed for lateness. */
    lines: readonly { at: string; amount: number; isOverdue: boolean; loanId: number | null }[];
  } | null;
  /** Holds of others that waited for the title when it was lent. */
  waitingHolds: number;
}

/** What a loan would have been under some rules. */
export interface Replay {
  /** What would have stood against it, alerts apart. */
  reasons: string[];
  dueAt: string;
  renewals: { at: string; reasons: string[]; dueAt: string }[];
  charge: number;
  suspensionDays: number;
}

/** A card that never runs out, for a loan whose reader is no longer known. */
const NEVER = '2999-12-31';

export function partiesOf(story: LoanStory): Parties {
  return {
    deskBranchId: story.branchId,
    patronBranchId: story.patron?.branchId ?? story.branchId,
    patronCategoryId: story.patronCategoryId,
    itemTypeId: story.itemTypeId,
    homeBranchId: story.homeBranchId,
  };
}

/**
 * Lives one loan again under a book of rules, with the reader doing what they did: borrowing, asking for renewals and
 * returning at the same moments. A renewal that is refused leaves the due date where it was.
 */
export function replayLoan(story: LoanStory, book: RuleBook): Replay {
  const { values } = book.policiesOf(partiesOf(story));
  const now = Temporal.Instant.from(story.checkedOutAt);
  const calendar = book.calendarOf(story.branchId);
  const today = dayIn(now, calendar.timeZone);
  const decision = decideCheckout(checkoutCase(story, book, today));
  const { period } = loanPeriodUnderDemand(values, story.waitingHolds);
  const expiresOn = story.patron?.expiresOn ?? NEVER;
  let dueAt = computeDueDate({
    now,
    from: now,
    period,
    unit: values.loanUnit,
    closedDays: values.closedDays,
    isShortenedToClosing: values.isHourlyLoanShortenedToClosing,
    calendar,
    cardExpiresOn: expiresOn < today ? today : expiresOn,
  }).dueAt;
  const firstDue = dueAt;
  const renewals: Replay['renewals'] = [];
  let renewed = 0;
  for (const at of story.renewedAt) {
    const reasons = [];
    const renewal = renewalAt(story, book, { at, dueAt, renewals: renewed });
    reasons.push(...codesOf(renewal.reasons));
    if (reasons.length === 0) {
      dueAt = renewal.due.dueAt;
      renewed += 1;
    }
    renewals.push({ at, reasons, dueAt: textOf(dueAt) });
  }
  return {
    reasons: codesOf(decision.reasons),
    dueAt: textOf(firstDue),
    renewals,
    ...lateness(story, book, dueAt, values),
  };
}

/** Decides a refused attempt again under a book of rules. */
export function replayAttempt(attempt: RefusedAttempt, book: RuleBook): string[] {
  const parties = {
    deskBranchId: attempt.branchId,
    patronBranchId: attempt.patronBranchId,
    patronCategoryId: attempt.patronCategoryId,
    itemTypeId: attempt.itemTypeId,
    homeBranchId: attempt.itemBranchId,
  };
  const situation = caseOf(attempt.facts, book.policiesOf(parties), (loan) =>
    book.policyBranchOf({ ...parties, deskBranchId: loan.branchId, homeBranchId: loan.homeBranchId }),
  );
  return codesOf(decideCheckout(situation).reasons);
}

function checkoutCase(story: LoanStory, book: RuleBook, today: string): CheckoutCase {
  const { patron, checkedOutAt: at } = story;
  const parties = partiesOf(story);
  const openLoans = (patron?.otherLoans ?? []).filter(
    (loan) => loan.checkedOutAt < at && (loan.returnedAt === null || loan.returnedAt > at),
  );
  return {
    today,
    patron: {
      id: 0,
      cardStatus: 'active',
      expiresOn: patron === null || patron.expiresOn < today ? NEVER : patron.expiresOn,
      birthDate: patron?.birthDate ?? null,
      restrictedUntil: null,
      restrictionReason: null,
      notes: null,
      balance: balanceAt(story, at),
      openLoans: openLoans.map((loan) => ({
        recordId: loan.recordId,
        volume: loan.volume,
        itemTypeId: loan.itemTypeId,
        policyBranchId: book.policyBranchOf({
          ...parties,
          deskBranchId: loan.branchId,
          homeBranchId: loan.homeBranchId,
        }),
        isOverdue: loan.dueAt < at,
      })),
    },
    item: { recordId: story.recordId, volume: story.volume, status: 'available', note: null, isInTransit: false },
    loanedTo: null,
    trappedFor: null,
    nextHold: null,
    policies: book.policiesOf(parties),
  };
}

function renewalAt(
  story: LoanStory,
  book: RuleBook,
  { at, dueAt, renewals }: { at: string; dueAt: Temporal.Instant; renewals: number },
) {
  const now = Temporal.Instant.from(at);
  const calendar = book.calendarOf(story.branchId);
  const today = dayIn(now, calendar.timeZone);
  const expiresOn = story.patron?.expiresOn ?? NEVER;
  return decideRenewal({
    now,
    today,
    loan: { dueAt, renewals, isRecalled: false },
    item: { status: 'available' },
    patron: {
      expiresOn: expiresOn < today ? NEVER : expiresOn,
      restrictedUntil: null,
      balance: balanceAt(story, at),
    },
    // Who waited at the moment of a renewal is not kept: neither side is held to it.
    holds: { waiting: 0, isOnThisItem: false, filledByOthers: 0 },
    countsFrom: book.countsFrom,
    values: book.policiesOf(partiesOf(story)).values,
    calendar,
  });
}

function lateness(story: LoanStory, book: RuleBook, dueAt: Temporal.Instant, values: PolicyValues) {
  if (story.returnedAt === null) return { charge: 0, suspensionDays: 0 };
  const returned = {
    dueAt,
    returnedAt: Temporal.Instant.from(story.returnedAt),
    calendar: book.calendarOf(story.branchId),
    values,
  };
  const otherOverdueCharges = (story.patron?.lines ?? [])
    .filter((line) => line.isOverdue && line.loanId !== story.loanId && line.at <= story.returnedAt!)
    .reduce((sum, { amount }) => sum + amount, 0);
  const { amount } = computeOverdueCharge({ ...returned, price: story.price, otherOverdueCharges, alreadyCharged: 0 });
  return { charge: amount, suspensionDays: computeSuspension({ ...returned, restrictedUntil: null })?.days ?? 0 };
}

function balanceAt({ patron }: LoanStory, at: string): number {
  return (patron?.lines ?? []).filter((line) => line.at <= at).reduce((sum, { amount }) => sum + amount, 0);
}

function codesOf(reasons: readonly Reason[]): string[] {
  return reasons.filter(({ severity }) => severity !== 'alert').map(({ code }) => code);
}

function textOf(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}
