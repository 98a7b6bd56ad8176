import { Temporal } from 'temporal-polyfill';

/** How money, days and moments are written in one language. */
export interface Formats {
  /** @param amount minor units. */
  money: (amount: number) => string;
  /** @param day `YYYY-MM-DD`. */
  day: (day: string) => string;
  /** Day and time of an instant in a time zone. */
  moment: (timestamp: string, timeZone: string) => string;
  time: (timestamp: string, timeZone: string) => string;
  /** @param month `YYYY-MM`. */
  month: (month: string) => string;
  /** An amount for a program to read: a point, no grouping, no currency. */
  decimal: (amount: number) => string;
}

const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Makes the formats of a language and a currency (ISO 4217). */
export function formatsOf(language: 'fr' | 'en', currency: string): Formats {
  const locale = LOCALE[language];
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const decimals = money.resolvedOptions().maximumFractionDigits ?? 2;
  const zoned = (timestamp: string, timeZone: string) =>
    Temporal.Instant.from(timestamp).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return {
    money: (amount) => money.format(amount / 10 ** decimals),
    day: (day) => Temporal.PlainDate.from(day).toLocaleString(locale, { dateStyle: 'long' }),
    moment: (timestamp, timeZone) =>
      zoned(timestamp, timeZone).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' }),
    time: (timestamp, timeZone) =>
      zoned(timestamp, timeZone).toLocaleString(locale, { hour: '2-digit', minute: '2-digit' }),
    month: (month) =>
      Temporal.PlainYearMonth.from(month)
        .toPlainDate({ day: 1 })
        .toLocaleString(locale, { month: 'long', year: 'numeric' }),
    decimal: (amount) => (amount / 10 ** decimals).toFixed(decimals),
  };
}
