import type { FieldError } from '../platform/errors.ts';
import type { OpeningHours } from './calendars.schema.ts';

interface ClosedDays {
  firstDay: string;
  lastDay: string;
  isYearly?: boolean;
}

/** Finds what is wrong with opening hours: a closing time not after the opening, or two openings of a day that overlap. */
export function findFaultsInHours(hours: readonly OpeningHours[]): FieldError[] {
  return hours.flatMap((one, index) => {
    if (one.opens >= one.closes) {
      return [{ path: `/hours/${index}/closes`, code: 'not_after_opens', message: 'must be after the opening time' }];
    }
    const isOverlapping = hours
      .slice(0, index)
      .some((other) => other.weekday === one.weekday && other.opens < one.closes && one.opens < other.closes);
    return isOverlapping
      ? [{ path: `/hours/${index}`, code: 'overlaps', message: 'overlaps with other hours of the same day' }]
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
