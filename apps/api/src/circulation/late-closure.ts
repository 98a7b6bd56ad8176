import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import { isOpenOn, type Calendar } from './calendar.ts';
import { computeDueDate, type ClosedDayMode } from './due-date.ts';
import { step, type Step } from './explanation.ts';

export interface LateClosureCase {
  now: Temporal.Instant;
  dueAt: Temporal.Instant;
  isHourly: boolean;
  /** The period that the loan was given, for the weekday that it keeps. */
  period: number;
  closedDays: ClosedDayMode;
  /** The calendar with the closure. */
  calendar: Calendar;
  cardExpiresOn: string;
}

/**
 * When a loan ends whose due date has come to fall on a closed day: moved off it as the branch's closed days are, never
 * earlier than it was, never past the card's last open day. `null` when it stays: it is past, its day is open, closed days
 * are ignored, or there is no later day to move to.
 */
export function moveOffClosure(situation: LateClosureCase): { dueAt: Temporal.Instant; steps: Step[] } | null {
  const { now, dueAt, isHourly, calendar, closedDays } = situation;
  const day = dueAt.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  if (Temporal.Instant.compare(dueAt, now) < 0 || isOpenOn(calendar, day)) return null;
  const isByWeekday = closedDays === 'same_weekday' && !isHourly && situation.period > 0 && situation.period % 7 === 0;
  const weeksBack = isByWeekday ? 7 : 0;
  const unit = isHourly ? 'hour' : 'day';
  const { timeZone } = calendar;
  const moved = computeDueDate({
    now,
    from: dueAt.toZonedDateTimeISO(timeZone).subtract({ days: weeksBack }).toInstant(),
    period: weeksBack,
    unit,
    closedDays,
    // Stryker disable next-line BooleanLiteral: no closing time lies within a period of no hours
    isShortenedToClosing: false,
    calendar,
    cardExpiresOn: situation.cardExpiresOn,
  });
  if (Temporal.Instant.compare(moved.dueAt, dueAt) <= 0) return null;
  const [, , ...rest] = moved.steps;
  const start = [
    step('due_counts_from', { at: toTimestamp(dueAt), timeZone }),
    step('due_period_added', { period: 0, unit, day: day.toString() }),
  ];
  return { dueAt: moved.dueAt, steps: [...start, ...rest] };
}
