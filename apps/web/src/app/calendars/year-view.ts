/** An opening period of one weekday (1 = Monday … 7 = Sunday); times are `HH:MM` of the branch's own clock. */
export interface OpeningHours {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** Some days, first and last included (`YYYY-MM-DD`); yearly ones repeat on the same days of every year. */
export interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
  readonly isYearly: boolean;
}

/** Days with hours of their own, or a note, in the order of their making. `branchId` is null for the whole library. */
export interface ExceptionalPeriod extends Period {
  readonly branchId: number | null;
  readonly kind: 'hours' | 'note';
  readonly hours: readonly OpeningHours[];
  readonly otherWeekdays: 'usual' | 'closed';
  readonly isAboveClosures: boolean;
}

/** What makes a year: the week, the closures, and what is exceptional. */
export interface YearPlan {
  readonly hours: readonly OpeningHours[];
  readonly closures: readonly Period[];
  readonly exceptions: readonly ExceptionalPeriod[];
}

/** `exceptional`: open at other hours than the week's; `weekly`: closed as in any week, or by exceptional hours. */
export type DayState = 'open' | 'exceptional' | 'weekly' | 'closure';

export interface YearDay {
  readonly day: string;
  readonly dayOfMonth: number;
  readonly weekday: number;
  readonly state: DayState;
  /** Why it is not as in any week; for exceptional hours with their times. */
  readonly reason: string | null;
  /** What there is to know about the day, whether it is open or not. */
  readonly note: string | null;
}

export interface YearMonth {
  readonly month: number;
  /** Empty cells before the first day when weeks begin on Monday. */
  readonly leadingBlanks: number;
  readonly days: readonly YearDay[];
  readonly openDays: number;
}

/**
 * Every day of a year with whether the branch is open, and why not. As in the API, a branch without any hours is open
 * every day that is not a closure, and exceptional hours come before the week and, where they say so, before closures.
 */
export function viewYear(year: number, plan: YearPlan): YearMonth[] {
  return Array.from({ length: 12 }, (_, monthIndex) => {
    const length = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
    const days = Array.from({ length }, (_, dayIndex): YearDay => {
      const date = new Date(Date.UTC(year, monthIndex, dayIndex + 1));
      const day = date.toISOString().slice(0, 10);
      const weekday = weekdayOf(date);
      const note = plan.exceptions.find((one) => one.kind === 'note' && covers(one, day))?.reason ?? null;
      return { day, dayOfMonth: dayIndex + 1, weekday, note, ...stateOf(plan, day, weekday) };
    });
    return {
      month: monthIndex + 1,
      leadingBlanks: (days[0]?.weekday ?? 1) - 1,
      days,
      openDays: days.filter(({ state }) => state === 'open' || state === 'exceptional').length,
    };
  });
}

function stateOf(plan: YearPlan, day: string, weekday: number): { state: DayState; reason: string | null } {
  const openings = openingsOn(plan, day);
  const exception = exceptionOn(plan, day, weekday);
  if (exception !== null) {
    if (openings?.length === 0) return { state: 'weekly', reason: exception.reason };
    const times = openings!.map(({ opens, closes }) => `${opens}–${closes}`).sort();
    return { state: 'exceptional', reason: `${times.join(', ')} (${exception.reason})` };
  }
  const closure = plan.closures.find((one) => covers(one, day));
  if (closure !== undefined) return { state: 'closure', reason: closure.reason };
  return { state: openings?.length === 0 ? 'weekly' : 'open', reason: null };
}

/** The openings of a day: none where it is closed, `null` where it is open and no hours are set. */
export function openingsOn(plan: YearPlan, day: string): OpeningHours[] | null {
  const weekday = weekdayOf(new Date(`${day}T00:00:00Z`));
  const exception = exceptionOn(plan, day, weekday);
  if (exception === null && plan.closures.some((one) => covers(one, day))) return [];
  if (exception === null && plan.hours.length === 0) return null;
  return (exception ?? plan).hours.filter((one) => one.weekday === weekday);
}

/** The exceptional hours that hold on a day, if any do. */
function exceptionOn({ closures, exceptions }: YearPlan, day: string, weekday: number): ExceptionalPeriod | null {
  const isClosed = closures.some((one) => covers(one, day));
  return exceptions
    .filter((one) => one.kind === 'hours' && covers(one, day) && (one.isAboveClosures || !isClosed))
    .filter(({ hours, otherWeekdays }) => otherWeekdays === 'closed' || hours.some((one) => one.weekday === weekday))
    .reduce<ExceptionalPeriod | null>((nearest, one) => (nearest && !isNearer(one, nearest) ? nearest : one), null);
}

/** Of two that hold on a day: the shorter one, then the branch's own, then the one that was noted later. */
function isNearer(one: ExceptionalPeriod, other: ExceptionalPeriod): boolean {
  const length = ({ firstDay, lastDay }: Period) => Date.parse(lastDay) - Date.parse(firstDay);
  const longer = length(other) - length(one);
  return longer === 0 ? one.branchId !== null || other.branchId === null : longer > 0;
}

/** Overlapping or reversed opening periods of a week, by weekday; an empty set means the week is sound. */
export function faultyWeekdays(hours: readonly OpeningHours[]): Set<number> {
  const faulty = new Set<number>();
  for (let weekday = 1; weekday <= 7; weekday++) {
    const periods = hours.filter((period) => period.weekday === weekday).sort((a, b) => a.opens.localeCompare(b.opens));
    periods.forEach((period, index) => {
      const previous = periods[index - 1];
      const isReversed = period.opens === '' || period.closes === '' || period.opens >= period.closes;
      if (isReversed || (previous !== undefined && previous.closes > period.opens)) faulty.add(weekday);
    });
  }
  return faulty;
}

/** The weekdays that some days have; all of them where they come back every year. None while they make no sense. */
export function weekdaysOf({ firstDay, lastDay, isYearly }: Omit<Period, 'reason'>): number[] {
  const first = new Date(`${firstDay}T00:00:00Z`);
  const days = (Date.parse(lastDay) - first.getTime()) / 86_400_000 + 1;
  if (!(days > 0)) return [];
  if (isYearly || days >= 7) return [1, 2, 3, 4, 5, 6, 7];
  return Array.from({ length: days }, (_, index) => ((weekdayOf(first) - 1 + index) % 7) + 1).sort();
}

/** Whether a period holds a day; a yearly one is compared by month and day, across New Year where it must. */
export function covers(period: Period, day: string): boolean {
  if (!period.isYearly) return period.firstDay <= day && day <= period.lastDay;
  const first = period.firstDay.slice(5);
  const last = period.lastDay.slice(5);
  const date = day.slice(5);
  if (period.firstDay.slice(0, 4) === period.lastDay.slice(0, 4)) return first <= date && date <= last;
  return date >= first || date <= last;
}

function weekdayOf(date: Date): number {
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
}
