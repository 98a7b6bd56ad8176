import { Temporal } from 'temporal-polyfill';
import { isOpenOn, type Calendar } from '../circulation/calendar.ts';
import type { CirculationContext } from '../circulation/circulation-context.ts';
import type { Actor } from '../platform/auth/actor.ts';
import type { Random } from './random.ts';
import type { SampleReader } from './readers.ts';
import type { StockedTitle } from './stock.ts';
import { BRANCHES, TIME_ZONE, type BranchCode, type ItemTypeCode } from './town.ts';
import type { Town } from './town.service.ts';

/** A copy as the story follows it; the database has the truth. */
export interface Copy {
  id: number;
  barcode: string;
  title: Title;
  type: ItemTypeCode;
  /** Where it is, or is going. */
  at: BranchCode;
  place: 'shelf' | 'on_loan' | 'hold_shelf' | 'moving' | 'away';
  /** The day on which a moving copy arrives. */
  arrivesOn: number;
}

export interface Title {
  recordId: number;
  stocked: StockedTitle;
  /** The day from which it can be borrowed. */
  fromDay: number;
  copies: Copy[];
  /** The holds that wait in its queue, by id. */
  waiting: Set<number>;
}

export interface Reader extends SampleReader {
  id: number;
  expiresOn: string;
  joinsOn: number;
  /** What they owe, in cents. */
  balance: number;
  /** Records that they have borrowed or asked for. */
  known: Set<number>;
  actor: Actor;
}

export interface OpenHold {
  id: number;
  reader: Reader;
  title: Title;
  pickup: BranchCode;
  /** The copy that is on its way or on the hold shelf for it. */
  copy: Copy | null;
}

/** Something that will happen at a desk. Days count from the story's first day, minutes from midnight. */
export interface Errand {
  branch: BranchCode;
  minute: number;
  run: () => Promise<void>;
}

/** Everything that the story's telling needs: the real use cases' context, the moving clock, and who and what there is. */
export interface Story {
  context: CirculationContext;
  random: Random;
  town: Town;
  codes: Map<number, BranchCode>;
  readers: Reader[];
  titles: Title[];
  holds: Map<number, OpenHold>;
  copies: Map<number, Copy>;
  /** What each kind of reader wishes for: running totals of the titles' weights. */
  wishes: Map<string, number[]>;
  errands: Map<number, Errand[]>;
  days: StoryDay[];
  day: number;
  /** Loans made, for the progress that is shown. */
  loanCount: number;
}

export interface StoryDay {
  date: Temporal.PlainDate;
  text: string;
  /** Milliseconds since the epoch at the day's first moment in the town. */
  starts: number;
  /** Opening times of each branch in minutes, empty when it is closed. */
  open: Record<BranchCode, [from: number, to: number][]>;
}

/** Lays out the days from the first to the last with what is open when. */
export function layOutDays(
  firstDay: Temporal.PlainDate,
  count: number,
  calendars: Record<BranchCode, Calendar>,
): StoryDay[] {
  return Array.from({ length: count }, (_, index) => {
    const date = firstDay.add({ days: index });
    const open = {} as StoryDay['open'];
    for (const { code, hours } of BRANCHES) {
      const today = hours.filter(([weekday]) => weekday === date.dayOfWeek);
      open[code] = isOpenOn(calendars[code], date) ? today.map(([, from, to]) => [minuteOf(from), minuteOf(to)]) : [];
    }
    return { date, text: date.toString(), starts: date.toZonedDateTime(TIME_ZONE).epochMilliseconds, open };
  });
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** A moment of a day while a branch is open. */
export function openMinute({ random, days }: Story, branch: BranchCode, day: number): number {
  const spans = days[day]!.open[branch];
  const [from, to] = spans[random.weighted(spans.map(([start, end]) => end - start))]!;
  // The first quarter of an hour belongs to the staff.
  return random.integer(Math.min(from + 15, to - 1), to - 1);
}

/** Notes an errand for the first day, from `day` on, on which the branch is open. Those after the story's end never come. */
export function plan(story: Story, branch: BranchCode, day: number, run: () => Promise<void>): void {
  for (let open = Math.max(day, story.day + 1); open < story.days.length; open += 1) {
    if (story.days[open]!.open[branch].length === 0) continue;
    const errands = story.errands.get(open) ?? [];
    errands.push({ branch, minute: openMinute(story, branch, open), run });
    story.errands.set(open, errands);
    return;
  }
}

/** The day of the story on which an instant falls, possibly after its end. */
export function dayOf(story: Story, instant: string): number {
  const DAY = 86_400_000;
  return Math.floor((Temporal.Instant.from(instant).epochMilliseconds - story.days[0]!.starts) / DAY);
}

/** Somebody who works at a branch's desk. */
export function someoneAt({ random, town }: Story, branch: BranchCode): Actor {
  return random.pick(town.desk[branch]);
}
