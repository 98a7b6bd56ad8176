import { Temporal } from 'temporal-polyfill';

/** Events counted in one minute, or in one hour, of UTC at branches of one time zone. */
export interface CountedMoment {
  /** `2026-11-23T21` or `2026-11-23T21:30`. */
  moment: string;
  timeZone: string;
  count: number;
}

/** The days of a period that ends today, the oldest first. */
export function daysUpTo(today: Temporal.PlainDate, days: number): string[] {
  return Array.from({ length: days }, (_, index) => today.subtract({ days: days - 1 - index }).toString());
}

/** When a day begins in a time zone. */
export function beginningOf(day: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant();
}

/**
 * Adds counts up by the calendar day of the time zone where they happened. SQL cannot do that on every engine, so it groups
 * by UTC moments, and this gives each to its day.
 */
export function sumByLocalDay(moments: readonly CountedMoment[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { moment, timeZone, count } of moments) {
    const text = moment.replace(' ', 'T');
    const instant = Temporal.Instant.from(`${text.length === 13 ? `${text}:00` : text}Z`);
    const day = instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    sums.set(day, (sums.get(day) ?? 0) + count);
  }
  return sums;
}

/**
 * How many characters of a timestamp tell its local day: to the hour where the zone is whole hours from UTC throughout a
 * period, else to the minute.
 */
export function precisionFor(timeZones: readonly string[], from: Temporal.Instant, to: Temporal.Instant): 13 | 16 {
  const HOUR = 3600e9;
  const isWhole = (zone: string, at: Temporal.Instant) => at.toZonedDateTimeISO(zone).offsetNanoseconds % HOUR === 0;
  // A zone's distance from UTC may change within the period (Lord Howe moves by half an hour): every month is looked at.
  for (let at = from; Temporal.Instant.compare(at, to) <= 0; at = at.add({ hours: 24 * 28 })) {
    if (!timeZones.every((zone) => isWhole(zone, at))) return 16;
  }
  return timeZones.every((zone) => isWhole(zone, to)) ? 13 : 16;
}
