import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import type { Calendar } from './calendar.ts';
import { isOverDebtLimit, isRestricted } from './checkout-decision.ts';
import { computeDueDate, type DueDate } from './due-date.ts';
import { found, impossible, needsOverride, step, type Reason, type Step } from './explanation.ts';
import type { ItemStatus } from './item-state.ts';
import type { PolicyValues } from './policy-definitions.ts';

export interface RenewalCase {
  now: Temporal.Instant;
  /** Today at the branch. */
  today: string;
  loan: { dueAt: Temporal.Instant; renewals: number; isRecalled: boolean };
  item: { status: ItemStatus };
  patron: { expiresOn: string; restrictedUntil: string | null; balance: number };
  holds: {
    /** Waiting holds on the record that this item could fill and no other item is named for. */
    waiting: number;
    /** Whether one of them asks for this very item. */
    isOnThisItem: boolean;
    /** How many of them other copies fill that stand ready. */
    filledByOthers: number;
  };
  /** The library's setting: where a new period starts for a loan that is not overdue. */
  countsFrom: 'due_date' | 'today';
  values: PolicyValues;
  calendar: Calendar;
}

export interface RenewalDecision {
  reasons: Reason[];
  /** What was looked at; the steps of the due date are its own. */
  steps: Step[];
  due: DueDate;
}

/** Decides whether a loan may be renewed, and until when it would run. Lists every reason against it. */
export function decideRenewal(situation: RenewalCase): RenewalDecision {
  const reasons = renewalReasons(situation);
  const steps = [step('renewal_checked', { today: situation.today }), ...reasons.map(found)];
  return { reasons, steps, due: renewedDueDate(situation) };
}

function renewalReasons({ now, today, loan, item, patron, holds, values, calendar }: RenewalCase): Reason[] {
  const reasons: Reason[] = [];
  if (item.status === 'lost' || item.status === 'claimed_returned') reasons.push(impossible(`item_${item.status}`));
  if (patron.expiresOn < today) reasons.push(impossible('card_expired', { expiresOn: patron.expiresOn }));
  if (isRestricted(patron.restrictedUntil, today)) {
    reasons.push(needsOverride('restricted', { until: patron.restrictedUntil }));
  }
  if (isOverDebtLimit(patron.balance, values.maxDebt)) {
    reasons.push(needsOverride('debt', { balance: patron.balance, limit: values.maxDebt }));
  }
  if (values.maxRenewals !== null && loan.renewals >= values.maxRenewals) {
    reasons.push(needsOverride('too_many', { count: loan.renewals, limit: values.maxRenewals }));
  }
  const opensAt = renewalOpensAt(loan.dueAt, values, calendar);
  if (opensAt !== null && Temporal.Instant.compare(now, opensAt) < 0) {
    reasons.push(needsOverride('too_soon', { from: toTimestamp(opensAt) }));
  }
  if (isOverdue(loan.dueAt, now) && values.overdueRenewal === 'refuse') reasons.push(needsOverride('overdue'));
  if (loan.isRecalled) reasons.push(needsOverride('recalled'));
  const canOthersFill =
    values.canRenewWhenOthersFillHolds && !holds.isOnThisItem && holds.filledByOthers >= holds.waiting;
  if (holds.waiting > 0 && !canOthersFill) reasons.push(needsOverride('on_hold', { holds: holds.waiting }));
  return reasons;
}

function renewedDueDate(situation: RenewalCase): DueDate {
  const { now, loan, values, countsFrom } = situation;
  const isFromNow = countsFrom === 'today' || isOverdue(loan.dueAt, now);
  const due = computeDueDate({
    now,
    from: isFromNow ? now : loan.dueAt,
    period: values.renewalPeriod ?? values.loanPeriod,
    unit: values.loanUnit,
    closedDays: values.closedDays,
    isShortenedToClosing: values.isHourlyLoanShortenedToClosing,
    calendar: situation.calendar,
    cardExpiresOn: situation.patron.expiresOn,
  });
  if (Temporal.Instant.compare(due.dueAt, loan.dueAt) >= 0) return due;
  const kept = step('due_kept_not_shorter', { at: toTimestamp(loan.dueAt) });
  return { ...due, dueAt: loan.dueAt, steps: [...due.steps, kept] };
}

/** From when on a loan may be renewed: a day so many days before the one on which it is due, or so many hours before. */
function renewalOpensAt(
  dueAt: Temporal.Instant,
  { renewalOpensBefore, loanUnit }: PolicyValues,
  { timeZone }: Calendar,
): Temporal.Instant | null {
  if (renewalOpensBefore === null) return null;
  if (loanUnit === 'hour') return dueAt.subtract({ hours: renewalOpensBefore });
  return dueAt.toZonedDateTimeISO(timeZone).subtract({ days: renewalOpensBefore }).startOfDay().toInstant();
}

function isOverdue(dueAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(dueAt, now) < 0;
}

/** Whether the nightly job should try to renew a loan: the policy says so and its last day has not passed. */
export function isAutoRenewalDue(
  values: PolicyValues,
  loan: { dueAt: Temporal.Instant },
  day: { today: string; endsAt: Temporal.Instant },
): boolean {
  if (!values.isAutoRenewed) return false;
  if (day.today > (values.noAutoRenewalAfter ?? day.today)) return false;
  return Temporal.Instant.compare(loan.dueAt, day.endsAt) <= 0;
}
