import { mergeEdits, type Conflict } from '../forms/merge';
import type { OpeningHours } from './year-view';

type Week = Record<string, OpeningHours[]>;

/** Brings two people's edits of one week together, day by day. */
export function mergeWeeks(
  base: readonly OpeningHours[],
  mine: readonly OpeningHours[],
  theirs: readonly OpeningHours[],
): { hours: OpeningHours[]; conflicts: Conflict<Week>[] } {
  const { merged, conflicts } = mergeEdits(weekOf(base), weekOf(mine), weekOf(theirs));
  return { hours: Object.values(merged).flat(), conflicts };
}

/** The hours without anything else, in the order of the week. */
export function inOrder(hours: readonly OpeningHours[]): OpeningHours[] {
  return hours
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
    .sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
}

/** `10:00–12:00, 14:00–18:00` */
export function hoursText(hours: readonly OpeningHours[]): string {
  return hours.map(({ opens, closes }) => `${opens}–${closes}`).join(', ');
}

function weekOf(hours: readonly OpeningHours[]): Week {
  const sorted = inOrder(hours);
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    return [String(weekday), sorted.filter((period) => period.weekday === weekday)] as const;
  });
  return Object.fromEntries(days);
}
