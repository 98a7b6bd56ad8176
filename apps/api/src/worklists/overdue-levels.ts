import { Temporal } from 'temporal-polyfill';

/** How many days after the due date each overdue notice comes; `null` where it is not sent. */
export interface OverdueDelays {
  firstOverdueAfter: number | null;
  secondOverdueAfter: number | null;
  thirdOverdueAfter: number | null;
}

/** How late a loan is by the library's own steps: 0 before the day of the first overdue notice, 3 from that of the last. */
export const OVERDUE_LEVELS = [0, 1, 2, 3] as const;
export type OverdueLevel = (typeof OVERDUE_LEVELS)[number];

/** The level of a loan that is so many days late: the last notice whose day has come, whether it was sent or not. */
export function overdueLevelOf(daysOverdue: number, delays: OverdueDelays): OverdueLevel {
  const reached = delaysInOrder(delays).filter(({ delay }) => delay <= daysOverdue);
  return reached.at(-1)?.level ?? 0;
}

/** The days late at which a level begins and the next one does, or `null` when no loan can be at it. */
export function daysOfLevel(level: OverdueLevel, delays: OverdueDelays): { from: number; to: number | null } | null {
  const steps = delaysInOrder(delays);
  const own = steps.find((step) => step.level === level);
  if (level !== 0 && own === undefined) return null;
  const next = steps.find((step) => step.level > level);
  return { from: own?.delay ?? 0, to: next?.delay ?? null };
}

/** How many days late a loan is at its branch: 0 on the day itself. */
export function daysLate(dueAt: Temporal.Instant, now: Temporal.Instant, timeZone: string): number {
  const day = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate();
  return day(dueAt).until(day(now), { largestUnit: 'day' }).days;
}

/** The moments between which loans are due that are late by some days: at or after `dueFrom`, before `dueBefore`. */
export function dueBetween(
  { from, to }: { from: number; to: number | null },
  now: Temporal.Instant,
  timeZone: string,
): { dueFrom: Temporal.Instant | null; dueBefore: Temporal.Instant } {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const startOf = (days: number) => today.subtract({ days }).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const before = startOf(from);
  // What is due later today is not late yet.
  const dueBefore = Temporal.Instant.compare(before, now) > 0 ? now : before;
  return { dueFrom: to === null ? null : startOf(to), dueBefore };
}

function delaysInOrder(delays: OverdueDelays): { level: OverdueLevel; delay: number }[] {
  const all = [delays.firstOverdueAfter, delays.secondOverdueAfter, delays.thirdOverdueAfter];
  return all.flatMap((delay, index) => (delay === null ? [] : [{ level: (index + 1) as OverdueLevel, delay }]));
}
