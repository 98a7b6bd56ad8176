import { Temporal } from 'temporal-polyfill';
import type { Closure, NewClosure, OpeningHours } from '../branches/calendars.schema.ts';
import { completed } from '../branches/exceptional-days.ts';
import type { ExceptionalDays, NewExceptionalDays } from '../branches/exceptional-days.schema.ts';
import { covers } from '../circulation/calendar.ts';
import type { PublicHoliday } from './public-holidays.ts';

/** Some days that a preset offers. */
export interface PresetEntry {
  /** Names it within its preset, in every language. */
  key: string;
  firstDay: string;
  lastDay: string;
  reason: string;
  isYearly: boolean;
  /** It is what most would take. */
  isUsual: boolean;
}

/** What the days of a preset become. */
export type PresetUse =
  | { as: 'closure' }
  | { as: 'note' }
  | { as: 'hours'; hours: readonly OpeningHours[]; otherWeekdays: 'usual' | 'closed'; isAboveClosures: boolean };

/** What an entry adds to a calendar. */
export type PresetChange = { closure: NewClosure } | { days: NewExceptionalDays };

/**
 * Makes entries of the public holidays of some years. What has the same date in each of several years comes back every year;
 * two holidays on one day are one entry.
 */
export function entriesOfHolidays(
  years: readonly { year: number; holidays: readonly PublicHoliday[] }[],
): PresetEntry[] {
  const isOfEveryYear = ({ firstDay }: PublicHoliday) =>
    years.every(({ year, holidays }) => {
      const day = `${year}${firstDay.slice(4)}`;
      return (
        holidays.filter((one) => one.firstDay === day).length === 1 &&
        holidays.some((one) => one.firstDay === day && one.isFixed)
      );
    });
  const entries = new Map<string, PresetEntry>();
  for (const holiday of years.flatMap(({ holidays }) => holidays)) {
    const isYearly = holiday.isFixed && years.length > 1 && isOfEveryYear(holiday);
    const key = isYearly ? `yearly-${holiday.firstDay.slice(5)}` : holiday.firstDay;
    const { firstDay, lastDay, name, isGeneral } = holiday;
    const known = entries.get(key);
    if (known === undefined) {
      entries.set(key, { key, firstDay, lastDay, reason: name, isYearly, isUsual: isGeneral });
    } else if (!isYearly) {
      entries.set(key, {
        ...known,
        lastDay: lastDay > known.lastDay ? lastDay : known.lastDay,
        reason: known.reason === name ? name : `${known.reason}, ${name}`,
        isUsual: known.isUsual || isGeneral,
      });
    }
  }
  return [...entries.values()].sort((one, other) => (one.firstDay < other.firstDay ? -1 : 1));
}

/** What an entry adds to the calendar of a branch, or of the whole library; `null` where it would change nothing. */
export function changeOf(entry: PresetEntry, use: PresetUse, branchId: number | null): PresetChange | null {
  const { firstDay, lastDay, reason, isYearly } = entry;
  const days = { branchId, firstDay, lastDay, reason, isYearly };
  if (use.as === 'closure') return { closure: days };
  if (use.as === 'note') return { days: { ...days, kind: 'note' } };
  // Days that have none of the weekdays are closed, or as usual.
  const hours = use.hours.filter(({ weekday }) => isYearly || hasWeekday(entry, weekday));
  if (hours.length > 0) {
    const { otherWeekdays, isAboveClosures } = use;
    return { days: { ...days, kind: 'hours', hours, otherWeekdays, isAboveClosures } };
  }
  return use.otherWeekdays === 'closed' ? { closure: days } : null;
}

/** Whether a calendar says already what a change would add. `years` are those of a change that comes back. */
export function isPresent(
  change: PresetChange,
  { closures, exceptionalDays }: { closures: readonly Closure[]; exceptionalDays: readonly ExceptionalDays[] },
  years: readonly number[],
): boolean {
  if ('closure' in change) {
    return daysOf(change.closure, years).every((day) => closures.some((closure) => covers(closure, day)));
  }
  const wanted = sayingOf(completed(change.days));
  return exceptionalDays.some((days) => sayingOf(days) === wanted);
}

function daysOf({ firstDay, lastDay, isYearly }: NewClosure, years: readonly number[]): string[] {
  const first = Temporal.PlainDate.from(firstDay);
  const length = first.until(lastDay, { largestUnit: 'day' }).days + 1;
  const begins = isYearly === true ? years.map((year) => first.with({ year })) : [first];
  return begins.flatMap((begin) => Array.from({ length }, (_, days) => begin.add({ days }).toString()));
}

function hasWeekday({ firstDay, lastDay }: PresetEntry, weekday: number): boolean {
  const first = Temporal.PlainDate.from(firstDay);
  const next = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  return Temporal.PlainDate.compare(next, lastDay) <= 0;
}

/** What exceptional days say, whatever they are called. */
function sayingOf({ kind, firstDay, lastDay, isYearly, hours, ...rest }: Omit<ExceptionalDays, 'id'>): string {
  const { otherWeekdays, isAboveClosures } = rest;
  const openings = hours.map(({ weekday, opens, closes }) => `${weekday} ${opens} ${closes}`).sort();
  return JSON.stringify([kind, firstDay, lastDay, isYearly, openings, otherWeekdays, isAboveClosures]);
}
