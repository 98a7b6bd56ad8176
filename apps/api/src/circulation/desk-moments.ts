import { Temporal } from 'temporal-polyfill';
import { END_OF_DAY } from './due-date.ts';

/**
 * A moment as a desk may say it: an instant with its offset, a time of the branch's own clock, or a day of the branch, which
 * means its end.
 */
export const MOMENT_PATTERN =
  '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})?)?$';

/** Reads such a moment at a branch; `null` for one that no calendar has, such as 30 February. */
export function momentOf(text: string, timeZone: string): Temporal.Instant | null {
  try {
    if (/([Zz]|[+-]\d{2}:\d{2})$/.test(text) && text.includes('T')) return Temporal.Instant.from(text);
    if (text.includes('T')) {
      const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
      return local.toZonedDateTime(timeZone).toInstant();
    }
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    return day.toZonedDateTime({ timeZone, plainTime: END_OF_DAY }).toInstant();
  } catch (error) {
    // The only thing that Temporal says about a day or time that does not exist.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
