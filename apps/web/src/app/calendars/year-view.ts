/** An opening period of one weekday (1 = Monday … 7 = Sunday); times are `HH:MM` of the branch's own clock. */
export interface OpeningHours {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** Closed days, first and last included (`YYYY-MM-DD`); a yearly one repeats on the same days of every year. */
export interface ClosedPeriod {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
  readonly isYearly: boolean;
}

export type DayState = 'open' | 'weekly' | 'closure';

export interface YearDay {
  readonly day: string;
  readonly dayOfMonth: number;
  readonly weekday: number;
  readonly state: DayState;
  readonly reason: string | null;
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
 * every day that is not a closure.
 */
export function viewYear(year: number, hours: readonly OpeningHours[], closures: readonly ClosedPeriod[]): YearMonth[] {
  const openWeekdays = new Set(hours.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : hours.map((period) => period.weekday));
  return Array.from({ length: 12 }, (_, monthIndex) => {
    const length = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
    const days = Array.from({ length }, (_, dayIndex): YearDay => {
      const date = new Date(Date.UTC(year, monthIndex, dayIndex + 1));
      const day = date.toISOString().slice(0, 10);
      const weekday = weekdayOf(date);
      const reason = closures.find((closure) => covers(closure, day))?.reason;
      const state = reason !== undefined ? 'closure' : openWeekdays.has(weekday) ? 'open' : 'weekly';
      return { day, dayOfMonth: dayIndex + 1, weekday, state, reason: reason ?? null };
    });
    return {
      month: monthIndex + 1,
      leadingBlanks: (days[0]?.weekday ?? 1) - 1,
      days,
      openDays: days.filter((day) => day.state === 'open').length,
    };
  });
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

/** Whether a closed period holds a day; a yearly one is compared by month and day, across New Year where it must. */
export function covers(closure: ClosedPeriod, day: string): boolean {
  if (!closure.isYearly) return closure.firstDay <= day && day <= closure.lastDay;
  const first = closure.firstDay.slice(5);
  const last = closure.lastDay.slice(5);
  const date = day.slice(5);
  if (closure.firstDay.slice(0, 4) === closure.lastDay.slice(0, 4)) return first <= date && date <= last;
  return date >= first || date <= last;
}

function weekdayOf(date: Date): number {
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
}
