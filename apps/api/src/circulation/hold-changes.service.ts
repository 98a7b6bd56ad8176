import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { findIsPickupLocation } from './calendars.queries.ts';
import type { CirculationContext } from './circulation-context.ts';
import { rowsOfHold } from './desk-rows.queries.ts';
import { requireDaysInOrder } from './hold-placing.service.ts';
import { moveHold } from './hold-queue.service.ts';
import * as holds from './holds.queries.ts';
import type { HoldRow } from './holds.queries.ts';
import type { Hold, HoldChanges } from './holds.schema.ts';
import { findOwnHold } from './holds.service.ts';
import { findItem, placeOf, updateItemPlace } from './items.queries.ts';
import { findCalendar } from './library-rules.queries.ts';

/**
 * Changes where a hold is fetched, when it waits, or lets it sleep. Only a waiting hold can sleep; one that is ready or on its way is
 * sent on to its new pickup branch.
 *
 * @param requireCurrent holds the change to the version that its author read.
 * @throws Problem `not_found`, `hold_not_open`, `hold_change_refused`, `hold_days_invalid`, `branch_unknown`, `not_a_pickup_location`.
 */
export function changeHold(
  context: CirculationContext,
  actor: Actor,
  holdId: number,
  changes: HoldChanges,
  requireCurrent: (version: number) => void,
): Promise<Hold> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, () => rowsOfHold(trx, holdId));
    const hold = await findOwnHold(trx, actor, holdId);
    requireCurrent(hold.version);
    await changeSleep(trx, hold, changes, context.clock());
    await changeDays(trx, (await holds.findHoldRow(trx, holdId))!, changes, context.clock());
    const { pickupBranchId } = changes;
    if (pickupBranchId !== undefined && pickupBranchId !== hold.pickupBranchId) {
      await changePickup(trx, (await holds.findHoldRow(trx, holdId))!, pickupBranchId, toTimestamp(context.clock()));
    }
    const after = (await holds.findHold(trx, holdId))!;
    const entry = { action: 'hold.change', entity: 'hold', entityId: holdId, branchId: after.pickupBranchId };
    await context.audit(trx, actor, { ...entry, before: hold, after });
    await context.recordChanged(trx, hold.recordId);
    return after;
  });
}

async function changeSleep(
  trx: Trx,
  hold: HoldRow,
  { isSuspended, suspendedUntil }: HoldChanges,
  now: Temporal.Instant,
): Promise<void> {
  if (isSuspended === undefined && suspendedUntil === undefined) return;
  if (hold.status !== 'waiting') throw problem('hold_change_refused', { status: hold.status });
  const sleeps = isSuspended ?? (suspendedUntil !== null || hold.isSuspended === 1);
  const until = suspendedUntil === undefined ? hold.suspendedUntil : suspendedUntil;
  const { timeZone } = (await findCalendar(trx, hold.pickupBranchId))!;
  const today = dayIn(now, timeZone);
  if (suspendedUntil !== undefined && suspendedUntil !== null && suspendedUntil < today) {
    throw problem('hold_days_invalid', { today });
  }
  await holds.updateHold(trx, { ...hold, isSuspended: Number(sleeps), suspendedUntil: sleeps ? until : null });
}

/** Changes from when and until when a hold waits. What is not named stays; an unchanged first day may lie behind. */
async function changeDays(trx: Trx, hold: HoldRow, changes: HoldChanges, now: Temporal.Instant): Promise<void> {
  if (changes.startsOn === undefined && changes.expiresOn === undefined) return;
  if (hold.status !== 'waiting') throw problem('hold_change_refused', { status: hold.status });
  const { startsOn = hold.startsOn, expiresOn = hold.expiresOn } = changes;
  const { timeZone } = (await findCalendar(trx, hold.pickupBranchId))!;
  requireDaysInOrder({ startsOn, expiresOn }, dayIn(now, timeZone), hold.startsOn);
  await holds.updateHold(trx, { ...hold, startsOn, expiresOn });
}

async function changePickup(trx: Trx, hold: HoldRow, pickupBranchId: number, now: string): Promise<void> {
  const isPickupLocation = await findIsPickupLocation(trx, pickupBranchId);
  if (isPickupLocation === undefined) throw problem('branch_unknown', { branchId: pickupBranchId });
  if (!isPickupLocation) throw problem('not_a_pickup_location', { branchId: pickupBranchId });
  if (hold.status === 'waiting') {
    await holds.updateHold(trx, { ...hold, pickupBranchId });
    return;
  }
  const item = (await findItem(trx, hold.trappedItemId!))!;
  await moveHold(trx, hold, { status: 'in_transit', pickupBranchId, readyAt: null, pickupUntil: null });
  await updateItemPlace(trx, item.id, {
    ...placeOf(item),
    transitToBranchId: pickupBranchId,
    transitSince: item.transitSince ?? now,
    // On the hold shelf here until somebody takes it from there.
    shelfHoldId: hold.status === 'ready' ? hold.id : item.shelfHoldId,
  });
}
