import { Temporal } from 'temporal-polyfill';

/** How many days, weeks and months keep their last backup. */
export interface Keep {
  days: number;
  weeks: number;
  months: number;
}

/** Reads `7d 4w 12m`; null when it is nothing of the kind, or keeps nothing. */
export function parseKeep(text: string): Keep | null {
  const keep: Keep = { days: 0, weeks: 0, months: 0 };
  const names = { d: 'days', w: 'weeks', m: 'months' } as const;
  for (const part of text.trim().split(/[\s,]+/)) {
    const [, number, letter] = /^(\d{1,4})([dwm])$/.exec(part) ?? [];
    if (number === undefined) return null;
    keep[names[letter as keyof typeof names]] = Number(number);
  }
  return keep.days + keep.weeks + keep.months === 0 ? null : keep;
}

/** A backup as the rule sees it. */
export interface Dated {
  id: string;
  madeAt: string;
  /** The last change of the schema that it has. */
  schema: string;
  isVerified: boolean;
}

/**
 * Chooses the backups that stay: the last of each of the latest days, weeks (from Monday) and months (UTC) that have one, the
 * newest of all, and the newest that a restore has proved. Within those days, weeks and months also the last before each change
 * of the schema: it is the way back of an upgrade.
 */
export function chooseKept(backups: readonly Dated[], keep: Keep): Set<string> {
  const newestFirst = backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const kept = new Set<string>();
  const [newest] = newestFirst;
  const proved = newestFirst.find(({ isVerified }) => isVerified);
  for (const one of [newest, proved]) if (one !== undefined) kept.add(one.id);
  for (const [count, periodOf] of [
    [keep.days, (day: Temporal.PlainDate) => day.toString()],
    [keep.weeks, (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 }).toString()],
    [keep.months, (day: Temporal.PlainDate) => day.toPlainYearMonth().toString()],
  ] as const) {
    const periods = new Set<string>();
    for (const [index, { id, madeAt, schema }] of newestFirst.entries()) {
      const period = periodOf(Temporal.Instant.from(madeAt).toZonedDateTimeISO('UTC').toPlainDate());
      const isLast = !periods.has(period);
      if (isLast && periods.size === count) break;
      periods.add(period);
      const isBeforeChange = index > 0 && newestFirst[index - 1]!.schema !== schema;
      if (isLast || isBeforeChange) kept.add(id);
    }
  }
  return kept;
}
