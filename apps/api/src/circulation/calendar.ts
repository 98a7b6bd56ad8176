import { Temporal } from 'temporal-polyfill';

export interface OpeningHours {
  /** 1 for Monday to 7 for Sunday. */
  weekday: number;
  /** Local times, `09:00`. */
  opens: string;
  closes: string;
}

export interface Closure {
  /** Both days belong to the closure. */
  firstDay: string;
  lastDay: string;
  isYearly: boolean;
}

/** When a branch is open. A branch that has set no hours at all is open on every day that is not a closure. */
export interface Calendar {
  timeZone: string;
  hours: readonly OpeningHours[];
  closures: readonly Closure[];
}

/** How far to look for an open day before giving up: a calendar may be closed throughout. */
const LONGEST_SEARCH_IN_DAYS = 800;

export function isOpenOn(calendar: Calendar, day: Temporal.PlainDate): boolean {
  const { hours, closures } = calendar;
  if (hours.length > 0 && !hours.some(({ weekday }) => weekday === day.dayOfWeek)) return false;
  const text = day.toString();
  return !closures.some((closure) => covers(closure, text));
}

/** The first open day on or after a day, or the day itself where the calendar never opens. */
export function openDayFrom(calendar: Calendar, day: Temporal.PlainDate, stride = 1): Temporal.PlainDate {
  let candidate = day;
  for (let days = 0; days <= LONGEST_SEARCH_IN_DAYS; days += stride) {
    if (isOpenOn(calendar, candidate)) return candidate;
    candidate = candidate.add({ days: stride });
  }
  return day;
}

/** The last open day on or before a day but not before `earliest`, or `null` when there is none. */
export function openDayUntil(
  calendar: Calendar,
  day: Temporal.PlainDate,
  earliest: Temporal.PlainDate,
): Temporal.PlainDate | null {
  let candidate = day;
  while (Temporal.PlainDate.compare(candidate, earliest) >= 0) {
    if (isOpenOn(calendar, candidate)) return candidate;
    candidate = candidate.subtract({ days: 1 });
  }
  return null;
}

/** The day that is so many open days after a day, which itself does not count. Where it opens no more: plain days. */
export function addOpenDays(calendar: Calendar, day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let last = day;
  for (let added = 0; added < count; added += 1) {
    const next = openDayFrom(calendar, last.add({ days: 1 }));
    if (!isOpenOn(calendar, next)) return last.add({ days: count - added });
    last = next;
  }
  return last;
}

/** Counts the closed days after `from`, up to and with `to`. */
export function countClosedDays(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  let closed = 0;
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    if (!isOpenOn(calendar, day)) closed += 1;
  }
  return closed;
}

/** The first opening time of a day, or `null` where no hours are set for it. */
export function openingTimeOn(calendar: Calendar, day: Temporal.PlainDate): string | null {
  const times = calendar.hours.filter(({ weekday }) => weekday === day.dayOfWeek).map(({ opens }) => opens);
  return times.sort()[0] ?? null;
}

/** The last closing time of a day, or `null` where no hours are set for it. */
export function closingTimeOn(calendar: Calendar, day: Temporal.PlainDate): string | null {
  const times = calendar.hours.filter(({ weekday }) => weekday === day.dayOfWeek).map(({ closes }) => closes);
  return times.sort().at(-1) ?? null;
}

function covers(closure: Closure, day: string): boolean {
  if (!closure.isYearly) return closure.firstDay <= day && day <= closure.lastDay;
  const first = closure.firstDay.slice(5);
  const last = closure.lastDay.slice(5);
  const date = day.slice(5);
  if (closure.firstDay.slice(0, 4) === closure.lastDay.slice(0, 4)) return first <= date && date <= last;
  // From December into January, for example: the range wraps around the new year.
  return date >= first || date <= last;
}
