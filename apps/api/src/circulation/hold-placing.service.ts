import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { findBorrower, type Borrower } from './borrowers.queries.ts';
import { findIsPickupLocation } from './calendars.queries.ts';
import { toRefusal, type CirculationContext } from './circulation-context.ts';
import { found, impossible, step, type Explanation, type PolicyUse, type Reason } from './explanation.ts';
import { decideHold, type HoldableCopy } from './hold-decision.ts';
import { listVolumesOnLoan, recordExists } from './hold-facts.queries.ts';
import { isAskedFor } from './hold-queue.ts';
import { activeKeyOf, listHoldsFilledFromShelf } from './hold-queue.service.ts';
import * as holds from './holds.queries.ts';
import type { NewHold, PlacedHold } from './holds.schema.ts';
import { requireDesk } from './holds.service.ts';
import { listItemsOnShelf, listItemsOfRecord } from './items.queries.ts';
import { findCalendar, readRules, type LibraryRules } from './library-rules.queries.ts';
import { readBalance } from './loan-charges.queries.ts';
import { resolvePoliciesFor } from './policies.service.ts';
import { recallForHold } from './recalls.service.ts';

/**
 * Places a hold on a record, on one volume or on one item of it, for the reader who asks or whom staff names.
 *
 * @throws Problem `hold_refused` with every reason, `hold_item_and_volume`, `patron_required`, `record_unknown`, `branch_unknown`, `hold_days_invalid`,
 * `forbidden`.
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
  const { recordId, itemId = null, volume = null, patronId, pickupBranchId } = input;
  if (itemId !== null && volume !== null) throw problem('hold_item_and_volume');
  await lockRows(trx, { patrons: [patronId], items: [itemId], records: [recordId] });
  const patron = await findBorrower(trx, patronId);
  if (patron === undefined) throw problem('patron_required');
  const calendar = await findCalendar(trx, pickupBranchId);
  if (calendar === undefined) throw problem('branch_unknown', { branchId: pickupBranchId });
  if (!(await recordExists(trx, recordId))) throw problem('record_unknown', { recordId });
  const now = context.clock();
  const today = dayIn(now, calendar.timeZone);
  const { startsOn = null, expiresOn = null } = input;
  requireDaysInOrder({ startsOn, expiresOn }, today);
  const open = await holds.countOpenHolds(trx, patronId, recordId);
  const rules = await readRules(trx);
  const { copies, limits, policies } = await readCopies(trx, rules, { ...input, patron, itemId, volume });
  const onLoan = await listVolumesOnLoan(trx, patronId, recordId);
  const part = itemId === null ? volume : (copies.find((copy) => copy.itemId === itemId)?.volume ?? null);
  const { reasons, steps } = decideHold({
    today,
    patron: { ...patron, balance: await readBalance(trx, patronId) },
    itemId,
    volume,
    copies,
    isPickupLocation: (await findIsPickupLocation(trx, pickupBranchId)) === true,
    hasThisOnLoan: part === null ? onLoan.length > 0 : onLoan.includes(part),
    isAlreadyHeld: open.onRecord.some((hold) => hold.itemId === itemId && hold.volume === volume),
    holdsOfPatron: open.total,
    // Each volume is a thing of its own, and so is its queue of wishes.
    holdsOfPatronOnThis: open.onRecord.filter((hold) => volume === null || hold.volume === volume).length,
    limits,
  });
  if (reasons.length > 0) throw holdRefused(actor, reasons, { steps, policies });

  const queue = await holds.listQueue(trx, recordId);
  const id = await holds.insertHold(trx, {
    recordId,
    itemId,
    volume,
    patronId,
    pickupBranchId,
    position: queue.length + 1,
    activeKey: activeKeyOf({ patronId, recordId, itemId, volume }),
    placedAt: toTimestamp(now),
    startsOn,
    expiresOn,
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
  if (startsOn !== null) steps.push(step('hold_starts', { day: startsOn }));
  if (expiresOn !== null) steps.push(step('hold_expires', { day: expiresOn }));
  // A hold for later asks nobody to hurry, nor does one that a copy on the shelf fills.
  if (startsOn !== null && startsOn > today) return { ...hold, explanation: { steps, policies } };
  const filled = await listHoldsFilledFromShelf(trx, rules, { recordId, exceptItemId: null, today });
  if (filled.has(id)) return { ...hold, explanation: { steps, policies } };
  const wanted = copies.filter(
    (copy) =>
      copy.canCirculate &&
      copy.isHoldAllowed &&
      isAskedFor({ itemId, volume }, { id: copy.itemId, volume: copy.volume }),
  );
  const recall = await recallForHold(context, trx, actor, {
    rules,
    hold: { id, recordId, patronId },
    itemIds: new Set(wanted.map((copy) => copy.itemId)),
  });
  if (recall !== null) steps.push(step('hold_recalls', recall));
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
  rules: LibraryRules,
  {
    recordId,
    itemId,
    volume,
    patron,
    pickupBranchId,
  }: { recordId: number; itemId: number | null; volume: string | null; patron: Borrower; pickupBranchId: number },
) {
  const onShelf = new Set((await listItemsOnShelf(trx, recordId)).map(({ id }) => id));
  const limits = { maxDebt: 0 as number | null, maxHolds: 0 as number | null, maxHoldsPerRecord: 0 as number | null };
  const limitNames = ['maxDebt', 'maxHolds', 'maxHoldsPerRecord'] as const;
  const uses = new Map<string, PolicyUse>();
  const items = await listItemsOfRecord(trx, recordId);
  const copies = items.map((item): HoldableCopy => {
    const { values, sources } = resolvePoliciesFor(rules, { deskBranchId: pickupBranchId, patron, item });
    if (isAskedFor({ itemId, volume }, item)) {
      for (const name of HOLD_POLICIES) {
        // The same value for another copy says nothing new; another value of another row does.
        const source = sources[name];
        uses.set(`${name}:${source?.id ?? ''}`, { name, value: values[name], source });
      }
      for (const name of limitNames) limits[name] = moreGenerous(limits[name], values[name]);
    }
    return {
      itemId: item.id,
      volume: item.volume,
      canCirculate: values.isLoanAllowed && (item.status === 'available' || item.status === 'claimed_returned'),
      isOnShelf: onShelf.has(item.id),
      isHoldAllowed: values.isHoldAllowed,
      onShelfHolds: values.onShelfHolds,
    };
  });
  // Without a copy there is nothing to ask for, and that alone is the reason.
  const unlimited = { maxDebt: null, maxHolds: null, maxHoldsPerRecord: null };
  return { copies, limits: uses.size === 0 ? unlimited : limits, policies: [...uses.values()] };
}

/**
 * Refuses days that lie behind or in the wrong order. The first day that a hold has had all along may lie behind.
 *
 * @throws Problem `hold_days_invalid`.
 */
export function requireDaysInOrder(
  { startsOn, expiresOn }: { startsOn: string | null; expiresOn: string | null },
  today: string,
  earlierStart: string | null = null,
): void {
  const isOver = expiresOn !== null && expiresOn < (startsOn !== null && startsOn > today ? startsOn : today);
  const isBehind = startsOn !== null && startsOn !== earlierStart && startsOn < today;
  if (isOver || isBehind) throw problem('hold_days_invalid', { today });
}

function moreGenerous(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

function holdRefused(
  actor: Actor,
  reasons: readonly Reason[],
  explanation: Explanation = { steps: reasons.map(found), policies: [] },
) {
  const refusals = reasons.map((reason) => toRefusal(reason, actor));
  return problem('hold_refused', {}, { extensions: { refusals, explanation } });
}
