import { Temporal } from 'temporal-polyfill';
import type { FieldError } from '../platform/errors.ts';
import type { OpeningHours } from './calendars.schema.ts';
import type { NewExceptionalDays } from './exceptional-days.schema.ts';

interface ClosedDays {
  firstDay: string;
  lastDay: string;
  isYearly?: boolean;
}

/** Finds what is wrong with opening hours: a closing time not after the opening, or two openings of a day that overlap. */
export function findFaultsInHours(hours: readonly OpeningHours[], path = ''): FieldError[] {
  return hours.flatMap((one, index) => {
    if (one.opens >= one.closes) {
      return [
        { path: `${path}/hours/${index}/closes`, code: 'not_after_opens', message: 'must be after the opening time' },
      ];
    }
    const isOverlapping = hours
      .slice(0, index)
      .some((other) => other.weekday === one.weekday && other.opens < one.closes && one.opens < other.closes);
    return isOverlapping
      ? [{ path: `${path}/hours/${index}`, code: 'overlaps', message: 'overlaps with other hours of the same day' }]
      : [];
  });
}

/** Finds what is wrong with one closure: days in the wrong order, or a yearly closure as long as a year. */
export function findFaultsInClosure(closure: ClosedDays, path: string): FieldError[] {
  if (closure.lastDay < closure.firstDay) {
    return [{ path: `${path}/lastDay`, code: 'before_first_day', message: 'must not be before the first day' }];
  }
  const [year, ...rest] = closure.firstDay.split('-');
  const sameDayNextYear = [String(Number(year) + 1).padStart(4, '0'), ...rest].join('-');
  return closure.isYearly === true && closure.lastDay >= sameDayNextYear
    ? [{ path: `${path}/lastDay`, code: 'longer_than_a_year', message: 'must be within a year of the first day' }]
    : [];
}

/**
 * Finds what is wrong with exceptional days: what is wrong with a closure of those days, hours that cannot be, a note that has
 * hours, hours that are none, and hours on a weekday that the days do not have.
 */
export function findFaultsInExceptionalDays(days: NewExceptionalDays, path: string): FieldError[] {
  const inDays = findFaultsInClosure(days, path);
  if (inDays.length > 0) return inDays;
  const { kind, hours = [], otherWeekdays = 'usual', isAboveClosures = false } = days;
  if (kind === 'note') {
    const isPlain = hours.length === 0 && otherWeekdays === 'usual' && !isAboveClosures;
    return isPlain ? [] : [{ path: `${path}/hours`, code: 'not_in_a_note', message: 'a note changes no hours' }];
  }
  if (hours.length === 0)
    return [{ path: `${path}/hours`, code: 'missing', message: 'must name at least one opening' }];
  const weekdays = weekdaysOf(days);
  const onOtherDays = hours.flatMap(({ weekday }, index) =>
    weekdays.has(weekday)
      ? []
      : [{ path: `${path}/hours/${index}/weekday`, code: 'not_in_days', message: 'is no weekday of these days' }],
  );
  return [...findFaultsInHours(hours, path), ...onOtherDays];
}

/** The weekdays of a period: of a yearly one all of them, for they are others in every year. */
function weekdaysOf({ firstDay, lastDay, isYearly = false }: ClosedDays): Set<number> {
  const first = Temporal.PlainDate.from(firstDay);
  const length = isYearly ? 7 : Math.min(7, first.until(lastDay, { largestUnit: 'day' }).days + 1);
  return new Set(Array.from({ length }, (_, day) => first.add({ days: day }).dayOfWeek));
}
