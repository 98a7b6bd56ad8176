import type { Db } from '../platform/database/database.ts';
import { eligibleHolds, insertAt, localFirst, without } from './hold-queue.ts';
import * as holds from './holds.queries.ts';
import type { HoldRow, QueuedHold } from './holds.queries.ts';
import { listItemsOnShelf, type CirculatingItem } from './items.queries.ts';
import type { LibraryRules } from './library-rules.queries.ts';
import { planPicks } from './pick-plan.ts';
import { resolvePoliciesFor } from './policies.service.ts';

/** What a hold becomes when it leaves the queue, or moves on from the hold shelf. */
type HoldMove = Partial<
  Pick<
    HoldRow,
    | 'status'
    | 'trappedItemId'
    | 'readyAt'
    | 'pickupUntil'
    | 'closedAt'
    | 'closedReason'
    | 'closedNote'
    | 'pickupBranchId'
  >
>;

/** Moves a hold on and, when it waited, renumbers those behind it. Answers the hold as it is then. */
export async function moveHold(db: Db, hold: HoldRow, move: HoldMove): Promise<HoldRow> {
  const moved = { ...hold, ...move };
  const isActive = moved.status === 'in_transit' || moved.status === 'ready';
  const after: HoldRow = {
    ...moved,
    position: null,
    trappedItemId: isActive ? moved.trappedItemId : null,
    activeKey: isActive ? moved.activeKey : null,
  };
  const queue = hold.status === 'waiting' ? await holds.listQueue(db, hold.recordId) : [];
  await holds.updateHold(db, after);
  await holds.savePositions(db, queue, without(queue, hold.id));
  return after;
}

/** Puts a hold into the queue at a place, with the state that is given, and renumbers those behind it. */
export async function queueHold(db: Db, hold: HoldRow, position: number): Promise<void> {
  const queue = await holds.listQueue(db, hold.recordId);
  const entering = { id: hold.id, position };
  const after = insertAt<{ id: number; position: number }>(queue, entering, position);
  const place = after.find(({ id }) => id === hold.id)!.position;
  await holds.updateHold(db, { ...hold, status: 'waiting', position: place, trappedItemId: null });
  await holds.savePositions(db, [...queue, { id: hold.id, position: place }], after);
}

/** The key that lets a patron ask for the same thing once only, while the hold is open. */
export function activeKeyOf(hold: Pick<HoldRow, 'patronId' | 'recordId' | 'itemId' | 'volume'>): string {
  const wanted = hold.itemId ?? (hold.volume === null ? '*' : `=${hold.volume}`);
  return `${hold.patronId}:${hold.recordId}:${wanted}`;
}

/**
 * The waiting holds that an item could fill, of readers who may have an item of its type: first come first, or those
 * fetched at the branch where the item is first where its policy says so.
 */
export async function listEligibleHolds(
  db: Db,
  rules: LibraryRules,
  item: Pick<CirculatingItem, 'id' | 'recordId' | 'volume' | 'itemTypeId' | 'homeBranchId'>,
  { today, branchId }: { today: string; branchId: number },
): Promise<QueuedHold[]> {
  const queue = await holds.listQueue(db, item.recordId);
  if (queue.length === 0) return [];
  const eligible = eligibleHolds(queue, item, today, (hold) => isHoldPermitted(rules, hold, item));
  // The order is the item's and no reader's: no category, and the branch stands for a reader's home too.
  const { values } = resolvePoliciesFor(rules, { deskBranchId: branchId, patron: { categoryId: 0, branchId }, item });
  return values.isLocalHoldFirst ? localFirst(eligible, branchId) : eligible;
}

/**
 * The waiting holds of a record that copies on the shelf fill, by the plan of what is fetched from there: each copy for one
 * hold, of a reader who may have it. `exceptItemId` stays out of the plan.
 */
export async function listHoldsFilledFromShelf(
  db: Db,
  rules: LibraryRules,
  { recordId, exceptItemId, today }: { recordId: number; exceptItemId: number | null; today: string },
): Promise<Set<number>> {
  const copies = (await listItemsOnShelf(db, recordId)).filter(({ id }) => id !== exceptItemId);
  if (copies.length === 0) return new Set();
  const queue = await holds.listQueue(db, recordId);
  const picks = planPicks(queue, copies, today, (hold, copy) => isHoldPermitted(rules, hold, copy));
  return new Set(picks.map(({ holdId }) => holdId));
}

type ItemKind = Pick<CirculatingItem, 'itemTypeId' | 'homeBranchId'>;

/** Whether the policies let a hold's reader have an item. */
export function isHoldPermitted(rules: LibraryRules, hold: QueuedHold, item: ItemKind): boolean {
  const patron = { categoryId: hold.patronCategoryId, branchId: hold.patronBranchId };
  const { values } = resolvePoliciesFor(rules, { deskBranchId: hold.pickupBranchId, patron, item });
  return values.isHoldAllowed && values.isLoanAllowed;
}
