import { formatDate } from '../ui/local-date-pipe';
import { hoursText, inOrder } from './week-merge';
import { weekdaysOf, type ExceptionalPeriod, type OpeningHours, type Period } from './year-view';

type Days = Omit<Period, 'reason'>;

/** `1 Dec 2026 – 31 Dec 2026`; without the year where they come back. */
export function periodText({ firstDay, lastDay, isYearly }: Days, language: string): string {
  const write = (day: string) => {
    if (!isYearly) return formatDate(day, language, 'day');
    const style = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, style).format(new Date(`${day}T00:00:00Z`));
  };
  return firstDay === lastDay ? write(firstDay) : `${write(firstDay)} – ${write(lastDay)}`;
}

/** `Sunday 14:00–18:00` for each weekday with hours; the times alone where there is but one day. */
export function hoursLines(days: Days & { hours?: readonly OpeningHours[] }, language: string): string[] {
  const byDay = Map.groupBy(inOrder(days.hours ?? []), ({ weekday }) => weekday);
  if (weekdaysOf(days).length === 1) return [...byDay.values()].map(hoursText);
  return [...byDay].map(([weekday, hours]) => `${weekdayName(weekday, language)} ${hoursText(hours)}`);
}

/** The name of a weekday; 1 January 2024 was a Monday. */
export function weekdayName(weekday: number, language: string): string {
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return names.format(new Date(Date.UTC(2024, 0, weekday)));
}

/** Over, and not coming back. */
export function isPast({ lastDay, isYearly }: Days): boolean {
  return !isYearly && lastDay < new Date().toLocaleDateString('sv');
}

/** Yearly days first as the year goes, then the others by date. */
export function sortKey({ firstDay, isYearly }: Days): string {
  return isYearly ? `0${firstDay.slice(5)}` : `1${firstDay}`;
}

/** The exceptional days of a branch and those of the whole library, in the order of their making. */
export function ofBranch<T extends ExceptionalPeriod & { id: number }>(
  days: readonly T[],
  branchId: number | null,
): T[] {
  return days.filter((one) => one.branchId === null || one.branchId === branchId).sort((a, b) => a.id - b.id);
}
