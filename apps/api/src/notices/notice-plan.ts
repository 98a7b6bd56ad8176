import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../platform/clock.ts';

/** The hour at which a branch plans what its day brings. */
export const PLAN_HOUR = 6;

/** Long enough that the reminders of one night meet in one mail. */
export const GATHER_MINUTES = 10;

/** How many days before or after the due date a loan is written about; `null` where it is not. */
export interface ReminderDelays {
  courtesyBefore: number | null;
  firstOverdueAfter: number | null;
  secondOverdueAfter: number | null;
  thirdOverdueAfter: number | null;
}

export type OverdueLevel = 1 | 2 | 3;

/** Days are `YYYY-MM-DD` at the loan's branch. */
export interface RemindedLoan {
  dueDay: string;
  /** The day on which it was lent or last renewed. */
  startDay: string;
}

/** An overdue notice that the reader has had about this due date, and its day. */
export interface ToldLevel {
  level: OverdueLevel;
  day: string;
}

/**
 * Whether a loan's courtesy notice is due: from its day on until the due date, so that a night without a run is made up for,
 * but never afterwards. Who took the loan on that day or later was just told the due date, and is not told again.
 */
export function isCourtesyDue(loan: RemindedLoan, today: string, { courtesyBefore }: ReminderDelays): boolean {
  if (courtesyBefore === null) return false;
  const courtesyDay = addDays(loan.dueDay, -courtesyBefore);
  return loan.startDay < courtesyDay && courtesyDay <= today && today <= loan.dueDay;
}

/**
 * The overdue notice that is due: the levels come in order, each at its delay and as long after the one before as their
 * delays say. So a library that begins to send notices, or comes back after a while, does not begin with the last one.
 */
export function dueOverdueLevel(
  loan: Pick<RemindedLoan, 'dueDay'>,
  today: string,
  delays: ReminderDelays,
  told: readonly ToldLevel[],
): OverdueLevel | null {
  const last = told.reduce<ToldLevel | null>(
    (one, other) => (one === null || other.level > one.level ? other : one),
    null,
  );
  const level = LEVELS.find((candidate) => candidate > (last?.level ?? 0) && delayOf(delays, candidate) !== null);
  if (level === undefined) return null;
  const delay = delayOf(delays, level)!;
  if (today < addDays(loan.dueDay, delay)) return null;
  const lastDelay = last === null ? null : delayOf(delays, last.level);
  if (last !== null && lastDelay !== null && today < addDays(last.day, delay - lastDelay)) return null;
  return level;
}

/** Whether a loan is so late that its reader may not borrow. */
export function doesRestrict(
  loan: Pick<RemindedLoan, 'dueDay'>,
  today: string,
  delays: ReminderDelays,
  restrictsFrom: 'never' | 'first' | 'second' | 'third',
): boolean {
  if (restrictsFrom === 'never') return false;
  const delay = delayOf(delays, { first: 1, second: 2, third: 3 }[restrictsFrom] as OverdueLevel);
  return delay !== null && today >= addDays(loan.dueDay, delay);
}

/** Whether the reader of a card is to be told that it ends: from the day on that the delay says, until it has ended. */
export function isCardExpiryDue(
  card: { expiresOn: string; createdDay: string },
  today: string,
  before: number | null,
): boolean {
  if (before === null) return false;
  const noticeDay = addDays(card.expiresOn, -before);
  return card.createdDay < noticeDay && noticeDay <= today && today <= card.expiresOn;
}

/** Whether the delays that are set come one after the other. */
export function areDelaysIncreasing(delays: Omit<ReminderDelays, 'courtesyBefore'>): boolean {
  const set = [delays.firstOverdueAfter, delays.secondOverdueAfter, delays.thirdOverdueAfter].filter(
    (delay) => delay !== null,
  );
  return set.every((delay, index) => index === 0 || delay > set[index - 1]!);
}

/** When the next mail of the day goes: after the plan, in the morning of the reader's own library. */
export function nextDigestAt(now: Temporal.Instant, timeZone: string): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const plainTime = new Temporal.PlainTime(PLAN_HOUR, GATHER_MINUTES);
  const at = (days: number) => today.add({ days }).toZonedDateTime({ timeZone, plainTime }).toInstant();
  return Temporal.Instant.compare(at(0), now) > 0 ? at(0) : at(1);
}

/** The first instant of a day, as the database has it. */
export function beginningOf(day: string, timeZone: string): string {
  return toTimestamp(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant());
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

const LEVELS: readonly OverdueLevel[] = [1, 2, 3];

function delayOf(delays: ReminderDelays, level: OverdueLevel): number | null {
  return [delays.firstOverdueAfter, delays.secondOverdueAfter, delays.thirdOverdueAfter][level - 1] ?? null;
}
