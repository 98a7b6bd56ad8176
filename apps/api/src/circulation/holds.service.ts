import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation, type Trx } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { readSettings, type Settings } from '../platform/settings.queries.ts';
import { findBorrower, type Borrower } from './borrowers.queries.ts';
import { findCalendar, findIsPickupLocation } from './calendars.queries.ts';
import { toRefusal, type CirculationContext } from './circulation-context.ts';
import { found, impossible, step, type Explanation, type PolicyUse, type Reason } from './explanation.ts';
import { decideHold, type HoldableCopy } from './hold-decision.ts';
import { reorder } from './hold-queue.ts';
import { activeKeyOf, moveHold } from './hold-queue.service.ts';
import * as holds from './holds.queries.ts';
import type { HoldRow } from './holds.queries.ts';
import type { Hold, NewHold, PlacedHold } from './holds.schema.ts';
import { hasRecordOnLoan, recordExists } from './hold-facts.queries.ts';
import { findItem, listItemIdsOnShelf, listItemsOfRecord } from './items.queries.ts';
import { readBalance } from './loan-charges.queries.ts';
import { readPolicyResolver } from './policies.service.ts';
import { settleItem } from './returns.service.ts';

/**
 * Places a hold on a record, or on one item of it, for the reader who asks or whom staff names.
 *
 * @throws Problem `hold_refused` with every reason, `patron_required`, `record_unknown`, `branch_unknown`, `forbidden`.
 */
export async function placeHold(context: CirculationContext, actor: Actor, input: NewHold): Promise<PlacedHold> {
  const patronId = patronOf(actor, input.patronId);
  try {
    return await inTransaction(context.db, (trx) => placeHoldIn(context, trx, actor, { ...input, patronId }));
  } catch (error) {
    // The same hold came in twice at the same moment: the schema keeps one.
    if (isUniqueViolation(error)) throw holdRefused(actor, [impossible('already_on_hold')]);
    throw error;
  }
}

function patronOf(actor: Actor, patronId: number | undefined): number {
  if (actor.kind === 'patron') {
    if (patronId !== undefined && patronId !== actor.id) throw problem('forbidden', { permission: 'circulation.desk' });
    return actor.id!;
  }
  requireDesk(actor);
  if (patronId === undefined) throw problem('patron_required');
  return patronId;
}

async function placeHoldIn(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  input: NewHold & { patronId: number },
): Promise<PlacedHold> {
  const { recordId, itemId = null, patronId, pickupBranchId } = input;
  const patron = await findBorrower(trx, patronId);
  if (patron === undefined) throw problem('patron_required');
  const calendar = await findCalendar(trx, pickupBranchId);
  if (calendar === undefined) throw problem('branch_unknown', { branchId: pickupBranchId });
  if (!(await recordExists(trx, recordId))) throw problem('record_unknown', { recordId });
  const now = context.clock();
  const open = await holds.countOpenHolds(trx, patronId, recordId);
  const { copies, limits, policies } = await readCopies(trx, await readSettings(trx), { ...input, patron, itemId });
  const { reasons, steps } = decideHold({
    today: dayIn(now, calendar.timeZone),
    patron: { ...patron, balance: await readBalance(trx, patronId) },
    itemId,
    copies,
    isPickupLocation: (await findIsPickupLocation(trx, pickupBranchId)) === true,
    hasThisRecordOnLoan: await hasRecordOnLoan(trx, patronId, recordId),
    isAlreadyHeld: open.onRecord.some((hold) => hold.itemId === itemId),
    holdsOfPatron: open.total,
    holdsOfPatronOnRecord: open.onRecord.length,
    limits,
  });
  if (reasons.length > 0) throw holdRefused(actor, reasons, { steps, policies });

  const queue = await holds.listQueue(trx, recordId);
  const id = await holds.insertHold(trx, {
    recordId,
    itemId,
    patronId,
    pickupBranchId,
    position: queue.length + 1,
    activeKey: activeKeyOf({ patronId, recordId, itemId }),
    placedAt: toTimestamp(now),
  });
  const hold = (await holds.findHold(trx, id))!;
  await context.audit(trx, actor, {
    action: 'hold.place',
    entity: 'hold',
    entityId: id,
    branchId: pickupBranchId,
    after: hold,
  });
  await context.recordChanged(trx, recordId);
  steps.push(step('hold_queued', { position: queue.length + 1 }));
  return { ...hold, explanation: { steps, policies } };
}

const HOLD_POLICIES = [
  'isHoldAllowed',
  'isLoanAllowed',
  'onShelfHolds',
  'maxDebt',
  'maxHolds',
  'maxHoldsPerRecord',
] as const;

/** The copies of a record as a patron may ask for them, and the limits: the most generous of the wanted copies. */
async function readCopies(
  trx: Trx,
  settings: Settings,
  {
    recordId,
    itemId,
    patron,
    pickupBranchId,
  }: { recordId: number; itemId: number | null; patron: Borrower; pickupBranchId: number },
) {
  const resolve = await readPolicyResolver(trx, settings, HOLD_POLICIES);
  const onShelf = new Set(await listItemIdsOnShelf(trx, recordId));
  const limits = { maxDebt: 0 as number | null, maxHolds: 0 as number | null, maxHoldsPerRecord: 0 as number | null };
  const limitNames = ['maxDebt', 'maxHolds', 'maxHoldsPerRecord'] as const;
  const uses = new Map<string, PolicyUse>();
  const items = await listItemsOfRecord(trx, recordId);
  const copies = items.map((item): HoldableCopy => {
    const { values, sources } = resolve({ deskBranchId: pickupBranchId, patron, item });
    if (itemId === null || item.id === itemId) {
      for (const name of HOLD_POLICIES) {
        // The same value for another copy says nothing new; another value of another row does.
        const source = sources[name];
        uses.set(`${name}:${source?.id ?? ''}`, { name, value: values[name], source });
      }
      for (const name of limitNames) limits[name] = moreGenerous(limits[name], values[name]);
    }
    return {
      itemId: item.id,
      canCirculate: values.isLoanAllowed && (item.status === 'available' || item.status === 'claimed_returned'),
      isOnShelf: onShelf.has(item.id),
      isHoldAllowed: values.isHoldAllowed,
      onShelfHolds: values.onShelfHolds,
    };
  });
  // Without a copy there is nothing to ask for, and that alone is the reason.
  const unlimited = { maxDebt: null, maxHolds: null, maxHoldsPerRecord: null };
  return { copies, limits: copies.length === 0 ? unlimited : limits, policies: [...uses.values()] };
}

function moreGenerous(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

/**
 * Cancels a hold, by the reader whose it is or at a desk. An item on the hold shelf passes to the next hold.
 *
 * @throws Problem `not_found` also for another reader's hold, `hold_not_open`, `forbidden`.
 */
export function cancelHold(context: CirculationContext, actor: Actor, holdId: number): Promise<Hold> {
  return inTransaction(context.db, async (trx) => {
    const hold = await findOwnHold(trx, actor, holdId);
    return closeHold(context, trx, actor, hold, 'cancelled');
  });
}

/**
 * Expires the holds on a branch's shelf that were not fetched by the day before `day`; each item passes to the next hold.
 * Answers the ids of the expired holds.
 */
export async function expireReadyHolds(
  context: CirculationContext,
  actor: Actor,
  { branchId, day }: { branchId: number; day: string },
): Promise<number[]> {
  const expired: number[] = [];
  for (const id of await holds.listOverduePickups(context.db, branchId, day)) {
    await inTransaction(context.db, async (trx) => {
      // Fetched or cancelled since the list was read: nothing to expire.
      const hold = await holds.findHoldRow(trx, id);
      if (hold?.status !== 'ready') return;
      await closeHold(context, trx, actor, hold, 'expired');
      expired.push(id);
    });
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
    closedReason: status === 'expired' ? 'not_fetched' : by,
  });
  if (status === 'expired' && hold.patronId !== null) {
    const event = { kind: 'hold_expired', holdId: hold.id } as const;
    await context.queueNotice(trx, { ...event, patronId: hold.patronId, branchId: hold.pickupBranchId });
  }
  if (hold.status === 'ready' && hold.trappedItemId !== null) await passOn(context, trx, hold.trappedItemId);
  const after = (await holds.findHold(trx, hold.id))!;
  const action = status === 'expired' ? 'hold.expire' : 'hold.cancel';
  const entry = { action, entity: 'hold', entityId: hold.id, branchId: hold.pickupBranchId };
  await context.audit(trx, actor, { ...entry, before: hold, after });
  await context.recordChanged(trx, hold.recordId);
  return after;
}

/** Gives an item on the hold shelf to the next hold. Without one it stays there until staff take it in hand. */
async function passOn(context: CirculationContext, trx: Trx, itemId: number): Promise<void> {
  const item = (await findItem(trx, itemId))!;
  const calendar = (await findCalendar(trx, item.currentBranchId))!;
  const desk = { branchId: item.currentBranchId, calendar };
  const settings = { ...(await readSettings(trx)), returnedItemGoes: 'floats' as const };
  await settleItem(context, trx, settings, { item, isOnLoan: false, desk, now: context.clock() });
}

/**
 * Puts a record's waiting holds into a new order.
 *
 * @throws Problem `hold_order_incomplete` unless every waiting hold is named exactly once.
 */
export function reorderHolds(
  context: CirculationContext,
  actor: Actor,
  recordId: number,
  order: readonly number[],
): Promise<Hold[]> {
  return inTransaction(context.db, async (trx) => {
    if (!(await recordExists(trx, recordId))) throw problem('not_found');
    const queue = await holds.listQueue(trx, recordId);
    const reordered = reorder(queue, order);
    if (reordered === null) throw problem('hold_order_incomplete', { waiting: queue.length });
    await holds.savePositions(trx, queue, reordered);
    const ids = (list: readonly { id: number }[]) => ({ holdIds: list.map(({ id }) => id) });
    const entry = { action: 'hold.reorder', entity: 'record', entityId: recordId };
    await context.audit(trx, actor, { ...entry, before: ids(queue), after: ids(reordered) });
    const views = await Promise.all(reordered.map(({ id }) => holds.findHold(trx, id)));
    return views.filter((hold) => hold !== undefined);
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

function requireDesk(actor: Actor): void {
  if (actor.kind === 'system' || actor.permissions.has('circulation.desk')) return;
  throw problem('forbidden', { permission: 'circulation.desk' });
}

function holdRefused(
  actor: Actor,
  reasons: readonly Reason[],
  explanation: Explanation = { steps: reasons.map(found), policies: [] },
) {
  const refusals = reasons.map((reason) => toRefusal(reason, actor));
  return problem('hold_refused', {}, { extensions: { refusals, explanation } });
}
