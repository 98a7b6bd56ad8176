import { Temporal } from 'temporal-polyfill';
import type { BranchDay, DailyJob } from './job.ts';

/** A branch, or the whole library, with the time by which its days turn. */
export interface Place {
  branchId: number | null;
  timeZone: string;
}

/** At most so many missed days are done one by one. What is older is past help. */
export const MAX_MISSED_DAYS = 31;

const LONGEST_WAIT_MINUTES = 60;

type DailySchedule = Pick<DailyJob, 'hour' | 'missedDays'>;

/**
 * Lists the days that are due and not done, the oldest first. A place that was never done begins with today. A day in the
 * future was noted by a clock that has been put right since: it does not count as done.
 *
 * @param doneDays the last day that was done, by branch id, 0 for the whole library.
 */
export function listDueDays(
  places: readonly Place[],
  doneDays: ReadonlyMap<number, string>,
  { hour, missedDays }: DailySchedule,
  now: Temporal.Instant,
): BranchDay[] {
  const due = places.flatMap(({ branchId, timeZone }) => {
    const local = now.toZonedDateTimeISO(timeZone);
    const today = local.toPlainDate();
    const noted = doneDays.get(branchId ?? 0);
    if (noted === undefined && local.hour < hour) return [];
    const last = local.hour < hour ? today.subtract({ days: 1 }) : today;
    const done = noted === undefined || noted > today.toString() ? last.subtract({ days: 1 }) : plainDay(noted);
    const missed = done.until(last).days;
    if (missed <= 0) return [];
    const count = missedDays === 'once' ? 1 : Math.min(missed, MAX_MISSED_DAYS);
    return Array.from({ length: count }, (_, index) => ({
      branchId,
      timeZone,
      day: last.subtract({ days: count - 1 - index }).toString(),
    }));
  });
  return due.sort((a, b) => a.day.localeCompare(b.day) || (a.branchId ?? 0) - (b.branchId ?? 0));
}

/** Today at every place: what a run by hand does when nothing is due. */
export function listToday(places: readonly Place[], now: Temporal.Instant): BranchDay[] {
  return places.map((place) => ({ ...place, day: now.toZonedDateTimeISO(place.timeZone).toPlainDate().toString() }));
}

/** When the first of some days was due: its hour, at its place. */
export function dueMoment({ day, timeZone }: BranchDay, hour: number): Temporal.Instant {
  return plainDay(day).toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant();
}

/** When a daily job runs next: now when a day is due, otherwise at the first hour that comes anywhere; never at no place. */
export function nextDailyRun(
  places: readonly Place[],
  doneDays: ReadonlyMap<number, string>,
  schedule: DailySchedule,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (listDueDays(places, doneDays, schedule, now).length > 0) return now;
  const moments = places.map(({ branchId, timeZone }) => {
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
    const isDone = doneDays.get(branchId ?? 0) === today.toString();
    const day = (isDone ? today.add({ days: 1 }) : today).toString();
    return dueMoment({ branchId, timeZone, day }, schedule.hour);
  });
  return moments.sort(Temporal.Instant.compare)[0] ?? null;
}

/** When an interval job runs next. A start in the future was noted by a clock that has been put right since. */
export function nextIntervalRun(
  lastStartedAt: Temporal.Instant | null,
  minutes: number,
  now: Temporal.Instant,
): Temporal.Instant {
  if (lastStartedAt === null || Temporal.Instant.compare(lastStartedAt, now) > 0) return now;
  return lastStartedAt.add({ minutes });
}

/** When to try again after so many failures in a row: after 1, 2, 4 … minutes, at most an hour. */
export function retryMoment(failures: number, now: Temporal.Instant): Temporal.Instant {
  return now.add({ minutes: Math.min(2 ** Math.min(failures - 1, 10), LONGEST_WAIT_MINUTES) });
}

/** Whether a job that failed must still wait. A wait longer than any that we set comes from a clock put right since. */
export function mustWait(retryAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  if (retryAt === null || Temporal.Instant.compare(retryAt, now) <= 0) return false;
  return Temporal.Instant.compare(retryAt, now.add({ minutes: LONGEST_WAIT_MINUTES })) <= 0;
}

function plainDay(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}
