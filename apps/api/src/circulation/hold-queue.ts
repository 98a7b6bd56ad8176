import type { Temporal } from 'temporal-polyfill';
import { addOpenDays, type Calendar } from './calendar.ts';

/** A hold that waits for an item, as far as the queue is concerned. */
export interface WaitingHold {
  id: number;
  patronId: number | null;
  /** The very item that is asked for; `null` when any copy of the record will do. */
  itemId: number | null;
  /** The volume that is asked for; `null` when any copy, or one item, is. */
  volume: string | null;
  pickupBranchId: number;
  position: number;
  isSuspended: boolean;
  /** The last day of the suspension; `null` while suspended means without end. */
  suspendedUntil: string | null;
  /** The first day on which it may be filled and the last on which it waits; `null` for now and for ever. */
  startsOn: string | null;
  expiresOn: string | null;
}

/** Numbers a queue 1..n in the order of its positions, then of arrival. */
export function renumber<Hold extends { id: number; position: number }>(queue: readonly Hold[]): Hold[] {
  return [...queue]
    .sort((one, other) => one.position - other.position || one.id - other.id)
    .map((hold, index) => ({ ...hold, position: index + 1 }));
}

/** Takes a hold out of the queue: trapped, cancelled or expired. The rest renumber. */
export function without<Hold extends { id: number; position: number }>(queue: readonly Hold[], holdId: number): Hold[] {
  return renumber(queue.filter(({ id }) => id !== holdId));
}

/** Puts a hold into the queue at a position, at its end when that lies beyond. The rest renumber. */
export function insertAt<Hold extends { id: number; position: number }>(
  queue: readonly Hold[],
  hold: Hold,
  position: number,
): Hold[] {
  const rest = without(queue, hold.id);
  const index = Math.max(0, Math.min(position - 1, rest.length));
  return [...rest.slice(0, index), hold, ...rest.slice(index)].map((each, place) => ({ ...each, position: place + 1 }));
}

/**
 * Puts a queue into a new order. The order must name every waiting hold exactly once: a partial list, or one that names a
 * hold being fulfilled, answers `null`.
 */
export function reorder<Hold extends { id: number; position: number }>(
  queue: readonly Hold[],
  order: readonly number[],
): Hold[] | null {
  const byId = new Map(queue.map((hold) => [hold.id, hold]));
  if (order.length !== queue.length || new Set(order).size !== order.length) return null;
  const reordered: Hold[] = [];
  for (const [index, id] of order.entries()) {
    const hold = byId.get(id);
    if (hold === undefined) return null;
    reordered.push({ ...hold, position: index + 1 });
  }
  return reordered;
}

/** Whether a hold sleeps on a day. The last day of a suspension belongs to it. */
export function isAsleep(hold: Pick<WaitingHold, 'isSuspended' | 'suspendedUntil'>, today: string): boolean {
  return hold.isSuspended && (hold.suspendedUntil === null || hold.suspendedUntil >= today);
}

/** Whether a hold may be filled on a day: it has begun, has not run out and does not sleep. */
export function isAwake(hold: WaitingHold, today: string): boolean {
  const hasBegun = (hold.startsOn ?? today) <= today;
  const hasRunOut = (hold.expiresOn ?? today) < today;
  return hasBegun && !hasRunOut && !isAsleep(hold, today);
}

/** The same holds with those that are fetched at a branch first: an item there reaches them without a journey. */
export function localFirst<Hold extends WaitingHold>(eligible: readonly Hold[], branchId: number): Hold[] {
  const isLocal = (hold: Hold) => hold.pickupBranchId === branchId;
  return [...eligible.filter(isLocal), ...eligible.filter((hold) => !isLocal(hold))];
}

/** Whether a hold asks for such an item: for this very one, for its volume, or for any copy. */
export function isAskedFor(
  hold: Pick<WaitingHold, 'itemId' | 'volume'>,
  item: { id: number; volume: string | null },
): boolean {
  if (hold.itemId !== null) return hold.itemId === item.id;
  return hold.volume === null || hold.volume === item.volume;
}

/**
 * The holds of a queue that an item could fill, first come first. `isPermitted` tells whether the item's policy lets the
 * hold's patron have it; those it does not are passed over and keep their place.
 */
export function eligibleHolds<Hold extends WaitingHold>(
  queue: readonly Hold[],
  item: { id: number; volume: string | null },
  today: string,
  isPermitted: (hold: Hold) => boolean,
): Hold[] {
  return renumber(queue).filter((hold) => isAskedFor(hold, item) && isAwake(hold, today) && isPermitted(hold));
}

/**
 * The waiting hold that an item on the shelf should be kept for, although a patron stands at the desk with it: of those
 * before the patron's own, the first that asks for this very item, else the first that no other copy fills.
 *
 * @param filledByOthers the ids of the holds that other copies on the shelf fill.
 */
export function holdInTheWay<Hold extends WaitingHold>(
  eligible: readonly Hold[],
  patronId: number,
  itemId: number,
  filledByOthers: ReadonlySet<number>,
): Hold | null {
  const own = eligible.findIndex((hold) => hold.patronId === patronId);
  const ahead = own === -1 ? eligible : eligible.slice(0, own);
  const named = ahead.find((hold) => hold.itemId === itemId);
  return named ?? ahead.find((hold) => !filledByOthers.has(hold.id)) ?? null;
}

/** The last day on which a ready hold may be fetched, counted in open days. */
export function pickupUntil(readyOn: Temporal.PlainDate, pickupDays: number, calendar: Calendar): string {
  return addOpenDays(calendar, readyOn, pickupDays).toString();
}

/** The period of a new loan: shortened where more holds wait than the policy's threshold. */
export function loanPeriodUnderDemand(
  values: { loanPeriod: number; highDemandHolds: number | null; highDemandLoanPeriod: number | null },
  waitingHolds: number,
): { period: number; isShortened: boolean } {
  const { loanPeriod, highDemandHolds, highDemandLoanPeriod } = values;
  const isShortened =
    highDemandHolds !== null &&
    highDemandLoanPeriod !== null &&
    waitingHolds > highDemandHolds &&
    highDemandLoanPeriod < loanPeriod;
  return { period: isShortened ? highDemandLoanPeriod : loanPeriod, isShortened };
}
