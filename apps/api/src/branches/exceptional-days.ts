import type { ExceptionalHours } from '../circulation/calendar.ts';
import type { ExceptionalDays, NewExceptionalDays } from './exceptional-days.schema.ts';

/** Exceptional days as they are stored, with what was left out. */
export function completed(input: NewExceptionalDays): Omit<ExceptionalDays, 'id'> {
  const { isYearly = false, hours = [], otherWeekdays = 'usual', isAboveClosures = false, ...days } = input;
  return { ...days, reason: days.reason.trim(), isYearly, hours, otherWeekdays, isAboveClosures };
}

/** What of some exceptional days a calendar reckons with: notes change nothing. */
export function toExceptionalHours(days: readonly Omit<ExceptionalDays, 'id'>[]): ExceptionalHours[] {
  return days
    .filter(({ kind }) => kind === 'hours')
    .map(({ firstDay, lastDay, isYearly, hours, otherWeekdays, isAboveClosures, branchId }) => {
      return { firstDay, lastDay, isYearly, hours, otherWeekdays, isAboveClosures, isOfBranch: branchId !== null };
    });
}
