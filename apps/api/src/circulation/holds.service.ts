import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import type { CirculationContext } from './circulation-context.ts';
import { rowsOfHold } from './desk-rows.queries.ts';
import { recordExists } from './hold-facts.queries.ts';
import { reorder } from './hold-queue.ts';
import { listEligibleHolds, moveHold } from './hold-queue.service.ts';
import * as holds from './holds.queries.ts';
import type { HoldRow } from './holds.queries.ts';
import type { Hold } from './holds.schema.ts';
import { findItem, placeOf, updateItemPlace } from './items.queries.ts';
import { findCalendar, readRules } from './library-rules.queries.ts';
import { liftRecalls } from './recalls.service.ts';
import { settleItem } from './returns.service.ts';

/**
 * Cancels a hold, by the reader whose it is or at a desk. An item on the hold shelf passes to the next hold.
 *
 * @param reason why, in staff's words; what a reader gives is left out.
 * @throws Problem `not_found` also for another reader's hold, `hold_not_open`, `forbidden`.
 */
export function cancelHold(
  context: CirculationContext,
  actor: Actor,
  { holdId, reason }: { holdId: number; reason?: string },
): Promise<Hold> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, () => rowsOfHold(trx, holdId));
    const hold = await findOwnHold(trx, actor, holdId);
    const closedNote = actor.kind === 'patron' ? null : reason?.trim() || null;
    return closeHold(context, trx, actor, { ...hold, closedNote }, 'cancelled');
  });
}

/** Cancels every open hold of a reader who is to be erased. Answers how many there were. */
export async function cancelHoldsOf(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  patronId: number,
): Promise<number> {
  const ids = await holds.listOpenHoldIds(trx, patronId);
  for (const id of ids) await closeHold(context, trx, actor, (await holds.findHoldRow(trx, id))!, 'cancelled');
  return ids.length;
}

/**
 * Expires the holds of a branch that ran out before `day`: those on its shelf that were not fetched, each of whose items
 * passes to the next hold, and those that waited in vain. Answers the ids of the expired holds.
 */
export async function expireHolds(
  context: CirculationContext,
  actor: Actor,
  { branchId, day }: { branchId: number; day: string },
): Promise<number[]> {
  const expired: number[] = [];
  // First those that wait: an item that is passed on must not go to one of them.
  const unfilled = await holds.listUnfilled(context.db, branchId, day);
  for (const id of [...unfilled, ...(await holds.listOverduePickups(context.db, branchId, day))]) {
    const isExpired = await inTransaction(context.db, async (trx) => {
      await lockRows(trx, () => rowsOfHold(trx, id));
      // Filled, fetched, changed or cancelled since the list was read: nothing to expire.
      const hold = await holds.findHoldRow(trx, id);
      const lastDay = hold?.status === 'ready' ? hold.pickupUntil : hold?.status === 'waiting' ? hold.expiresOn : null;
      if (hold === undefined || lastDay === null || lastDay >= day) return false;
      await closeHold(context, trx, actor, hold, 'expired');
      return true;
    });
    if (isExpired) expired.push(id);
  }
  return expired;
}

async function closeHold(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  hold: HoldRow,
  status: 'cancelled' | 'expired',
): Promise<Hold> {
  const now = context.clock();
  const by = actor.kind === 'patron' ? 'patron' : actor.kind === 'staff' ? 'staff' : 'system';
  await moveHold(trx, hold, {
    status,
    closedAt: toTimestamp(now),
    closedReason: status === 'cancelled' ? by : hold.status === 'ready' ? 'not_fetched' : 'not_filled',
  });
  // Who chose the last day of a hold that still waits knows it; that a book goes back from the shelf must be said.
  if (status === 'expired' && hold.status === 'ready' && hold.patronId !== null) {
    const event = { kind: 'hold_expired', holdId: hold.id } as const;
    await context.queueNotice(trx, { ...event, patronId: hold.patronId, branchId: hold.pickupBranchId });
  }
  if (hold.trappedItemId !== null) {
    if (hold.status === 'ready') await passOn(context, trx, hold.id, hold.trappedItemId);
    else await sendOn(context, trx, hold.trappedItemId);
  }
  await liftRecalls(context, trx, actor, hold.recordId);
  const after = (await holds.findHold(trx, hold.id))!;
  const action = status === 'expired' ? 'hold.expire' : 'hold.cancel';
  const entry = { action, entity: 'hold', entityId: hold.id, branchId: hold.pickupBranchId };
  await context.audit(trx, actor, { ...entry, before: hold, after });
  await context.recordChanged(trx, hold.recordId);
  return after;
}

/** Gives an item on the hold shelf to the next hold. In any case it lies there until staff take it in hand. */
async function passOn(context: CirculationContext, trx: Trx, holdId: number, itemId: number): Promise<void> {
  const item = (await findItem(trx, itemId))!;
  const calendar = (await findCalendar(trx, item.currentBranchId))!;
  const desk = { branchId: item.currentBranchId, calendar };
  const rules = await readRules(trx);
  const floating = { ...rules, settings: { ...rules.settings, returnedItemGoes: 'floats' as const } };
  const { place } = await settleItem(context, trx, floating, {
    item,
    isOnLoan: false,
    desk,
    now: context.clock(),
    // Perhaps: both are looked for.
    isTrapped: true,
    isWaitedFor: true,
  });
  await updateItemPlace(trx, itemId, { ...place, shelfHoldId: holdId });
}

/** Gives an item that is on its way to the next hold, else sends it home; where items float it arrives where it goes. */
async function sendOn(context: CirculationContext, trx: Trx, itemId: number): Promise<void> {
  const item = (await findItem(trx, itemId))!;
  const rules = await readRules(trx);
  const { timeZone } = rules.calendars.get(item.currentBranchId)!;
  const at = { today: dayIn(context.clock(), timeZone), branchId: item.currentBranchId };
  const [next] = await listEligibleHolds(trx, rules, item, at);
  if (next !== undefined) {
    const row = (await holds.findHoldRow(trx, next.id))!;
    await moveHold(trx, row, { status: 'in_transit', trappedItemId: itemId, readyAt: null, pickupUntil: null });
  }
  const onward = rules.settings.returnedItemGoes === 'home' ? item.homeBranchId : item.transitToBranchId;
  await updateItemPlace(trx, itemId, { ...placeOf(item), transitToBranchId: next?.pickupBranchId ?? onward });
}

/**
 * Puts a record's waiting holds into a new order. Answers the whole queue, with what is being fulfilled.
 *
 * @param requireCurrent holds the new order to the one that its author saw.
 * @throws Problem `hold_order_incomplete` unless every waiting hold is named exactly once.
 */
export function reorderHolds(
  context: CirculationContext,
  actor: Actor,
  { recordId, order }: { recordId: number; order: readonly number[] },
  requireCurrent: (queue: readonly { id: number }[]) => void,
): Promise<Hold[]> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, { records: [recordId] });
    if (!(await recordExists(trx, recordId))) throw problem('not_found');
    const queue = await holds.listQueue(trx, recordId);
    requireCurrent(queue);
    const reordered = reorder(queue, order);
    if (reordered === null) throw problem('hold_order_incomplete', { waiting: queue.length });
    await holds.savePositions(trx, queue, reordered);
    const ids = (list: readonly { id: number }[]) => ({ holdIds: list.map(({ id }) => id) });
    const entry = { action: 'hold.reorder', entity: 'record', entityId: recordId };
    await context.audit(trx, actor, { ...entry, before: ids(queue), after: ids(reordered) });
    return holds.listOpenHoldsOfRecord(trx, recordId);
  });
}

/**
 * Finds an open hold for the reader whose it is or for the desk.
 *
 * @throws Problem `not_found`, `hold_not_open`, `forbidden`.
 */
export async function findOwnHold(trx: Trx, actor: Actor, holdId: number): Promise<HoldRow> {
  if (actor.kind !== 'patron') requireDesk(actor);
  const hold = await holds.findHoldRow(trx, holdId);
  if (hold === undefined || (actor.kind === 'patron' && hold.patronId !== actor.id)) throw problem('not_found');
  if (hold.activeKey === null) throw problem('hold_not_open', { status: hold.status });
  return hold;
}

/** @throws Problem `forbidden` for who does not work at a desk. */
export function requireDesk(actor: Actor): void {
  if (actor.kind === 'system' || actor.permissions.has('circulation.desk')) return;
  throw problem('forbidden', { permission: 'circulation.desk' });
}
