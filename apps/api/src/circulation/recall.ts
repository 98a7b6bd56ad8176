import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import { openDayFrom, type Calendar } from './calendar.ts';
import { at, END_OF_DAY } from './due-date.ts';
import { step, type Step } from './explanation.ts';

export interface RecallCase {
  now: Temporal.Instant;
  loan: { checkedOutAt: Temporal.Instant; dueAt: Temporal.Instant; isHourly: boolean; isRecalled: boolean };
  guaranteeDays: number;
  periodDays: number;
  closedDays: 'ignore' | 'roll_forward' | 'same_weekday' | 'open_days_only';
  calendar: Calendar;
}

/**
 * The due date of a loan that a hold recalls: the later of the guaranteed minimum and the recall period, at the end of an
 * open day for a loan of days, and never later than it was. A second recall changes nothing and has no steps.
 */
export function decideRecall(situation: RecallCase): { dueAt: Temporal.Instant; steps: Step[] } {
  const { now, loan, guaranteeDays, periodDays, calendar } = situation;
  if (loan.isRecalled) return { dueAt: loan.dueAt, steps: [] };
  const guaranteed = loan.checkedOutAt.add({ hours: guaranteeDays * 24 });
  const announced = now.add({ hours: periodDays * 24 });
  const steps = [
    step('recall_counts_from', {
      lentAt: toTimestamp(loan.checkedOutAt),
      now: toTimestamp(now),
      timeZone: calendar.timeZone,
    }),
    step('recall_guaranteed', { days: guaranteeDays, at: toTimestamp(guaranteed) }),
    step('recall_announced', { days: periodDays, at: toTimestamp(announced) }),
  ];
  // Stryker disable next-line EqualityOperator: of two equal moments either is the later one
  const later = Temporal.Instant.compare(guaranteed, announced) >= 0 ? guaranteed : announced;
  const recalled = loan.isHourly ? later : endOfOpenDay(situation, later, steps);
  const isEarlier = Temporal.Instant.compare(recalled, loan.dueAt) < 0;
  if (!isEarlier) steps.push(step('recall_never_later', { was: toTimestamp(loan.dueAt) }));
  const dueAt = isEarlier ? recalled : loan.dueAt;
  steps.push(step('recall_due', { at: toTimestamp(dueAt) }));
  return { dueAt, steps };
}

function endOfOpenDay({ calendar, closedDays }: RecallCase, moment: Temporal.Instant, steps: Step[]): Temporal.Instant {
  const day = moment.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  steps.push(step('recall_day_ends', { day: day.toString() }));
  const open = closedDays === 'ignore' ? day : openDayFrom(calendar, day);
  if (!open.equals(day)) {
    const passed = day.until(open).days;
    steps.push(step('recall_rolled_forward', { from: day.toString(), closedDays: passed, to: open.toString() }));
  }
  return at(open, END_OF_DAY, calendar).toInstant();
}

/** A loan that a hold could recall. */
export interface RecallableLoan {
  loanId: number;
  itemId: number;
  checkedOutAt: string;
  dueAt: string;
  isRecalled: boolean;
}

/**
 * The loan that a hold recalls, of those of the copies that it asks for: the one that is due last, and of those the one lent
 * first. Loans that are recalled already are left alone.
 */
export function loanToRecall(loans: readonly RecallableLoan[]): RecallableLoan | null {
  const candidates = loans.filter((loan) => !loan.isRecalled);
  const [first] = candidates.toSorted(
    (one, other) =>
      compare(other.dueAt, one.dueAt) || compare(one.checkedOutAt, other.checkedOutAt) || one.loanId - other.loanId,
  );
  return first ?? null;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
