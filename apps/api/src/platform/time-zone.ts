import { Temporal } from 'temporal-polyfill';

/** Tells whether a name is an IANA time zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return name.includes('/') || name === 'UTC';
  } catch {
    // The runtime has no question to ask, only a conversion that fails.
    return false;
  }
}
