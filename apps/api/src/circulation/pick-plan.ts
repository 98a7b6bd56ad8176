import { isAskedFor, isAwake, renumber, type WaitingHold } from './hold-queue.ts';

/** A copy that stands on a shelf, free for whom waits. */
export interface ShelfCopy {
  id: number;
  volume: string | null;
  currentBranchId: number;
}

/** Which copy is to be fetched from its shelf for which hold. */
export interface PlannedPick {
  itemId: number;
  holdId: number;
}

/**
 * Plans which copies of a record are fetched for whom: in the order of the queue, each hold gets one copy that it asks for
 * and may have; rather one that nobody else asks for by name, then one that stands where the hold is fetched.
 *
 * @param isPermitted whether a copy's policy lets the hold's reader have it.
 */
export function planPicks<Hold extends WaitingHold, Copy extends ShelfCopy>(
  queue: readonly Hold[],
  copies: readonly Copy[],
  today: string,
  isPermitted: (hold: Hold, copy: Copy) => boolean,
): PlannedPick[] {
  const free = new Map(copies.map((copy) => [copy.id, copy]));
  const waiting = renumber(queue).filter((hold) => isAwake(hold, today));
  const named = new Set(waiting.flatMap(({ itemId }) => itemId ?? []));
  const picks: PlannedPick[] = [];
  for (const hold of waiting) {
    if (free.size === 0) break;
    const badness = (copy: Copy) =>
      (hold.itemId === null && named.has(copy.id) ? 2 : 0) + (copy.currentBranchId === hold.pickupBranchId ? 0 : 1);
    const [best] = [...free.values()]
      .filter((copy) => isAskedFor(hold, copy) && isPermitted(hold, copy))
      .sort((one, other) => badness(one) - badness(other) || one.id - other.id);
    if (best === undefined) continue;
    free.delete(best.id);
    picks.push({ itemId: best.id, holdId: hold.id });
  }
  return picks;
}
