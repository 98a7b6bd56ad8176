import { openingsOn, type YearPlan } from '../calendars/year-view';

const FARTHEST_DAYS = 60;
const DAY_MS = 24 * 3600 * 1000;

/**
 * When a branch last closed: what lay in the book drop this morning came back before that. `null` for a branch without hours,
 * or closed for longer than anybody would go back.
 *
 * @param now `2026-11-28T09:12`, by the branch's clock
 */
export function lastClosing(plan: YearPlan, now: string): string | null {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  for (let back = 0; back <= FARTHEST_DAYS; back++) {
    const day = new Date(today - back * DAY_MS).toISOString().slice(0, 10);
    const closings = (openingsOn(plan, day) ?? [])
      .map(({ closes }) => `${day}T${closes}`)
      .filter((closing) => closing <= now)
      .sort();
    const last = closings.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

/** What a branch's clock shows at an instant: `2026-11-28T09:12`. */
export function clockAt(instant: Date, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  return parts.replace(' ', 'T');
}
