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

/** Days on which a branch opens at other hours than its week says. */
export interface ExceptionalHours {
  /** Both days belong to them. */
  firstDay: string;
  lastDay: string;
  isYearly: boolean;
  hours: readonly OpeningHours[];
  /** Weekdays that have no hours here: as in any week, or closed. */
  otherWeekdays: 'usual' | 'closed';
  /** Whether it opens at these hours even on the days of a closure. */
  isAboveClosures: boolean;
  /** `false` where they are those of the whole library. */
  isOfBranch: boolean;
}

/** When a branch is open. A branch that has set no hours at all is open on every day that is not a closure. */
export interface Calendar {
  timeZone: string;
  hours: readonly OpeningHours[];
  closures: readonly Closure[];
  exceptions: readonly ExceptionalHours[];
}

/** How far to look for an open day before giving up: a calendar may be closed throughout. */
const LONGEST_SEARCH_IN_DAYS = 800;

export function isOpenOn(calendar: Calendar, day: Temporal.PlainDate): boolean {
  const openings = openingsOn(calendar, day);
  return openings === null || openings.length > 0;
}

/**
 * The openings of a day: none where it is closed, `null` where it is open and no hours are set. Exceptional hours come before
 * those of the week and, where they say so, before closures.
 */
export function openingsOn(calendar: Calendar, day: Temporal.PlainDate): readonly OpeningHours[] | null {
  const { hours, closures, exceptions } = calendar;
  const weekday = day.dayOfWeek;
  const text = day.toString();
  const isClosed = closures.some((closure) => covers(closure, text));
  const exception = exceptions
    .filter((one) => doesHold(one, weekday, isClosed) && covers(one, text))
    .reduce<ExceptionalHours | null>(
      (nearest, one) => (nearest === null || isNearer(one, nearest) ? one : nearest),
      null,
    );
  if (exception === null && isClosed) return [];
  if (exception === null && hours.length === 0) return null;
  return (exception ?? calendar).hours.filter((opening) => opening.weekday === weekday);
}

/** Whether exceptional hours say anything about such a weekday. */
function doesHold(
  { hours, otherWeekdays, isAboveClosures }: ExceptionalHours,
  weekday: number,
  isClosed: boolean,
): boolean {
  if (isClosed && !isAboveClosures) return false;
  return otherWeekdays === 'closed' || hours.some((opening) => opening.weekday === weekday);
}

/** Of two that hold on a day: the shorter one, then the branch's own, then the one that was noted later. */
function isNearer(one: ExceptionalHours, other: ExceptionalHours): boolean {
  const longer = lengthOf(other) - lengthOf(one);
  return longer === 0 ? one.isOfBranch || !other.isOfBranch : longer > 0;
}

function lengthOf({ firstDay, lastDay }: ExceptionalHours): number {
  return Temporal.PlainDate.from(firstDay).until(lastDay, { largestUnit: 'day' }).days;
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

/** The first opening time of a day, or `null` where it is closed or no hours are set. */
export function openingTimeOn(calendar: Calendar, day: Temporal.PlainDate): string | null {
  const times = openingsOn(calendar, day)?.map(({ opens }) => opens);
  return times?.sort()[0] ?? null;
}

/** The last closing time of a day, or `null` where it is closed or no hours are set. */
export function closingTimeOn(calendar: Calendar, day: Temporal.PlainDate): string | null {
  const times = openingsOn(calendar, day)?.map(({ closes }) => closes);
  return times?.sort().at(-1) ?? null;
}

/** Whether a period holds a day (`YYYY-MM-DD`); a yearly one by month and day, across the new year where it must. */
export function covers({ firstDay, lastDay, isYearly }: Closure, day: string): boolean {
  if (!isYearly) return firstDay <= day && day <= lastDay;
  const first = firstDay.slice(5);
  const last = lastDay.slice(5);
  const date = day.slice(5);
  if (firstDay.slice(0, 4) === lastDay.slice(0, 4)) return first <= date && date <= last;
  // From December into January, for example: the range wraps around the new year.
  return date >= first || date <= last;
}
