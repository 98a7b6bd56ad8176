import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';
import {
  addOpenDays,
  closingTimeOn,
  isOpenOn,
  openDayFrom,
  openDayUntil,
  openingTimeOn,
  type Calendar,
} from './calendar.ts';
import { step, type Step } from './explanation.ts';

export type ClosedDayMode = 'ignore' | 'roll_forward' | 'same_weekday' | 'open_days_only';

export interface DueDateCase {
  now: Temporal.Instant;
  /** Where the period starts: now for a loan; a renewal may count from the old due date. */
  from: Temporal.Instant;
  period: number;
  unit: 'day' | 'hour';
  closedDays: ClosedDayMode;
  isShortenedToClosing: boolean;
  calendar: Calendar;
  /** The last day of the patron's card. The loan never passes it. */
  cardExpiresOn: string;
}

export interface DueDate {
  dueAt: Temporal.Instant;
  isHourly: boolean;
  steps: Step[];
}

/** Day loans end at this local time of the branch. */
export const END_OF_DAY = '23:59';

/** Adds a period on the branch's clock: days keep the local time across daylight saving, hours are exact. */
export function addPeriod(start: Temporal.ZonedDateTime, period: number, unit: 'day' | 'hour'): Temporal.ZonedDateTime {
  return start.add({ [`${unit}s`]: period });
}

/**
 * Works out when a loan ends: the period on the branch's clock, moved off closed days as the calendar says, never after
 * the card's last day and never before now.
 */
export function computeDueDate(situation: DueDateCase): DueDate {
  const steps: Step[] = [];
  const start = situation.from.toZonedDateTimeISO(situation.calendar.timeZone);
  steps.push(step('due_counts_from', { at: toTimestamp(situation.from), timeZone: situation.calendar.timeZone }));
  let due = situation.unit === 'day' ? endOfDayLoan(situation, start, steps) : endOfHourlyLoan(situation, start, steps);
  due = capAtExpiry(situation, due, steps);
  let dueAt = due.toInstant();
  if (Temporal.Instant.compare(dueAt, situation.now) < 0) {
    // Only in the last minute of a day, or for a card that ends before the earliest possible moment.
    dueAt = situation.now;
    steps.push(step('due_not_before_now', { now: toTimestamp(situation.now) }));
  }
  steps.push(step('due_at', { at: toTimestamp(dueAt) }));
  return { dueAt, isHourly: situation.unit === 'hour', steps };
}

function endOfDayLoan(situation: DueDateCase, start: Temporal.ZonedDateTime, steps: Step[]): Temporal.ZonedDateTime {
  const { calendar, period, closedDays } = situation;
  if (closedDays === 'open_days_only') {
    const counted = addOpenDays(calendar, start.toPlainDate(), period);
    const closedDays = daysBetween(start.toPlainDate(), counted) - period;
    steps.push(step('due_open_days_counted', { period, closedDays, day: counted.toString() }));
    return endOf(openDay(calendar, counted, steps), calendar);
  }
  const day = addPeriod(start, period, 'day').toPlainDate();
  steps.push(step('due_period_added', { period, unit: 'day', day: day.toString() }));
  if (closedDays === 'ignore') return endOf(day, calendar);
  if (closedDays === 'same_weekday' && period > 0 && period % 7 === 0) {
    return endOf(sameWeekday(calendar, day, steps), calendar);
  }
  return endOf(openDay(calendar, day, steps), calendar);
}

function endOfHourlyLoan(situation: DueDateCase, start: Temporal.ZonedDateTime, steps: Step[]): Temporal.ZonedDateTime {
  const { calendar, period, closedDays } = situation;
  const due = addPeriod(start, period, 'hour');
  steps.push(step('due_period_added', { period, unit: 'hour', day: due.toPlainDate().toString() }));
  if (situation.isShortenedToClosing && isOpenOn(calendar, start.toPlainDate())) {
    const closing = closingTimeOn(calendar, start.toPlainDate());
    const closes = closing === null ? null : at(start.toPlainDate(), closing, calendar);
    if (closes !== null && isBetween(start, closes, due)) {
      steps.push(step('due_shortened_to_closing', { time: closing! }));
      return closes;
    }
  }
  const day = due.toPlainDate();
  if (closedDays === 'ignore') return due;
  const open = openDay(calendar, day, steps);
  if (open.equals(day)) return due;
  const time = openingTimeOn(calendar, open) ?? due.toPlainTime().toString();
  steps.push(step('due_at_opening', { time }));
  return at(open, time, calendar);
}

function capAtExpiry(situation: DueDateCase, due: Temporal.ZonedDateTime, steps: Step[]): Temporal.ZonedDateTime {
  const { calendar, cardExpiresOn, closedDays } = situation;
  const expiry = Temporal.PlainDate.from(cardExpiresOn);
  if (Temporal.PlainDate.compare(due.toPlainDate(), expiry) <= 0) return due;
  steps.push(step('due_capped_at_expiry', { day: cardExpiresOn }));
  if (closedDays === 'ignore') return endOf(expiry, calendar);
  const today = situation.now.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const open = openDayUntil(calendar, expiry, today) ?? expiry;
  if (!open.equals(expiry)) {
    const closedDays = daysBetween(open, expiry);
    steps.push(step('due_moved_before_closed_days', { from: cardExpiresOn, closedDays, to: open.toString() }));
  }
  return endOf(open, calendar);
}

function openDay(calendar: Calendar, day: Temporal.PlainDate, steps: Step[]): Temporal.PlainDate {
  const open = openDayFrom(calendar, day);
  if (!open.equals(day)) {
    const closedDays = daysBetween(day, open);
    steps.push(step('due_rolled_forward', { from: day.toString(), closedDays, to: open.toString() }));
  }
  return open;
}

function sameWeekday(calendar: Calendar, day: Temporal.PlainDate, steps: Step[]): Temporal.PlainDate {
  if (isOpenOn(calendar, day)) return day;
  const open = openDayFrom(calendar, day, 7);
  // That weekday may be closed every week.
  if (!isOpenOn(calendar, open)) return openDay(calendar, day, steps);
  const weeks = daysBetween(day, open) / 7;
  steps.push(step('due_rolled_to_same_weekday', { from: day.toString(), weeks, to: open.toString() }));
  return open;
}

function endOf(day: Temporal.PlainDate, calendar: Calendar): Temporal.ZonedDateTime {
  return at(day, END_OF_DAY, calendar);
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to).days;
}

/** A local time of a day at a branch. */
export function at(
  day: Temporal.PlainDate,
  time: string,
  calendar: Pick<Calendar, 'timeZone'>,
): Temporal.ZonedDateTime {
  // A branch that closes at midnight writes 24:00, which is the next day's first moment.
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime(calendar.timeZone);
  return day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: Temporal.PlainTime.from(time) });
}

function isBetween(
  start: Temporal.ZonedDateTime,
  moment: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): boolean {
  return Temporal.ZonedDateTime.compare(start, moment) < 0 && Temporal.ZonedDateTime.compare(moment, end) < 0;
}
