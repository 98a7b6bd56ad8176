import { Temporal } from 'temporal-polyfill';

/** Tells the present moment. Handed in everywhere, so that tests and the sample library can move it. */
export type Clock = () => Temporal.Instant;

/** The machine's own clock. */
export const systemClock: Clock = () => Temporal.Now.instant();

/** Formats an instant as the database and the API write it: UTC with milliseconds, `2026-11-23T21:00:00.000Z`. */
export function toTimestamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

/** Gives the calendar day (`YYYY-MM-DD`) of an instant in a time zone. */
export function dayIn(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
