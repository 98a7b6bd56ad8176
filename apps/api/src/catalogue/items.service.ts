import { rowsOfItem } from '../circulation/desk-rows.queries.ts';
import { queueHold } from '../circulation/hold-queue.service.ts';
import { recordExists } from '../circulation/hold-facts.queries.ts';
import { findHoldTrapping, type HoldRow } from '../circulation/holds.queries.ts';
import { nextItemState, type ItemEvent } from '../circulation/item-state.ts';
import { findOpenLoanOfItem, type LoanRow } from '../circulation/loans.queries.ts';
import { chargeLostLoan } from '../circulation/lost-loans.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem, type FieldError } from '../platform/errors.ts';
import * as queries from './items.queries.ts';
import type { ItemChanges, ItemState, ItemStatus, ItemSummary, NewItem } from './items.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit' | 'recordChanged'>;

/** What a cataloguer does to an item by setting its status. */
const EVENT_OF_STATUS: Record<ItemStatus, ItemEvent> = {
  available: 'shelve',
  not_for_loan: 'set_aside',
  damaged: 'mark_damaged',
  lost: 'declare_lost',
  withdrawn: 'withdraw',
  claimed_returned: 'claim_returned',
};

/** What an item can become while a reader has it. Anything else waits until it is taken back. */
const STATUSES_ON_LOAN: ReadonlySet<ItemStatus> = new Set(['lost', 'claimed_returned']);

/**
 * Adds an item to a record; it begins at its home branch.
 *
 * @throws Problem `not_found` without the record, `barcode_taken`, `item_status_refused`, `invalid_request` for an unknown
 * branch or item type.
 */
export function createItem(context: Context, actor: Actor, recordId: number, input: NewItem): Promise<ItemSummary> {
  return translateViolations(input.barcode, () =>
    inTransaction(context.db, async (trx) => {
      await lockRows(trx, { records: [recordId] });
      if (!(await recordExists(trx, recordId))) throw problem('not_found');
      await requireKnownPlaces(trx, input);
      requireTransition('available', input.status ?? 'available');
      const id = await queries.insertItem(trx, recordId, input, toTimestamp(context.clock()));
      const after = (await queries.findItemSummary(trx, id))!;
      const entry = { action: 'item.create', entity: 'item', entityId: id, branchId: after.homeBranchId };
      await context.audit(trx, actor, { ...entry, after });
      await context.recordChanged(trx, recordId);
      return after;
    }),
  );
}

/**
 * Changes an item. One that leaves the shelves (lost, damaged, withdrawn …) ends its journey, and a reader whose hold it
 * was for waits again in front of the queue. A reader who has it on loan is charged when it is declared lost.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `barcode_taken`, `item_status_refused`, `item_on_loan`, `item_held`, `item_in_transit`,
 * `invalid_request` for an unknown branch or item type.
 */
export function changeItem(
  context: Context,
  actor: Actor,
  id: number,
  changes: ItemChanges,
  requireCurrent: (version: number) => void,
): Promise<ItemSummary> {
  return translateViolations(changes.barcode, () =>
    inTransaction(context.db, async (trx) => {
      await lockRows(trx, () => rowsOfItem(trx, id));
      const before = await queries.findItemSummary(trx, id);
      if (before === undefined) throw problem('not_found');
      requireCurrent(before.version);
      await requireKnownPlaces(trx, changes);
      const use = await readUse(trx, before);
      const isMoved = changes.currentBranchId !== undefined && changes.currentBranchId !== before.currentBranchId;
      if (isMoved) requireUnused(use);
      const status = changes.status === before.status ? undefined : changes.status;
      if (status !== undefined) requireStatusChange(before.state, status, use);

      const now = toTimestamp(context.clock());
      const leavesShelves = status !== undefined && status !== 'available';
      const place = {
        ...(leavesShelves ? { transitToBranchId: null } : {}),
        ...(leavesShelves || isMoved ? { shelfHoldId: null } : {}),
      };
      await queries.updateItem(trx, id, { ...changes, ...place }, now);
      if (leavesShelves && use.hold !== undefined) {
        await queueHold(trx, { ...use.hold, readyAt: null, pickupUntil: null }, 1);
      }
      const isLostByReader = status === 'lost' && use.loan !== undefined;
      const charge = isLostByReader ? await chargeLostLoan(trx, actor, use.loan!, context.clock) : null;

      const after = (await queries.findItemSummary(trx, id))!;
      const entry = { action: 'item.change', entity: 'item', entityId: id, branchId: after.currentBranchId };
      const effects = {
        ...(charge === null ? {} : { charged: charge.amount }),
        ...(leavesShelves && use.hold !== undefined ? { requeuedHoldId: use.hold.id } : {}),
      };
      await context.audit(trx, actor, { ...entry, before, after: { ...after, ...effects } });
      await context.recordChanged(trx, before.recordId);
      return after;
    }),
  );
}

/**
 * Deletes an item that was never used.
 *
 * @param requireCurrent holds the deletion to the version that its author read.
 * @throws Problem `not_found`, `item_on_loan`, `item_held`, `item_in_transit`, `item_has_history` for one that was lent or
 * asked for before: withdraw it instead.
 */
export function removeItem(
  context: Context,
  actor: Actor,
  id: number,
  requireCurrent: (version: number) => void,
): Promise<void> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, () => rowsOfItem(trx, id));
    const before = await queries.findItemSummary(trx, id);
    if (before === undefined) throw problem('not_found');
    requireCurrent(before.version);
    requireUnused(await readUse(trx, before));
    if (await queries.hasItemHistory(trx, id)) throw problem('item_has_history', { barcode: before.barcode });
    await queries.deleteItem(trx, id);
    const entry = { action: 'item.delete', entity: 'item', entityId: id, branchId: before.homeBranchId };
    await context.audit(trx, actor, { ...entry, before });
    await context.recordChanged(trx, before.recordId);
  });
}

/** What holds an item to its place: a reader, a hold or a journey. */
interface ItemUse {
  loan: LoanRow | undefined;
  hold: HoldRow | undefined;
  state: ItemState;
}

async function readUse(trx: Trx, { id, state }: ItemSummary): Promise<ItemUse> {
  return { loan: await findOpenLoanOfItem(trx, id), hold: await findHoldTrapping(trx, id), state };
}

function requireUnused({ loan, hold, state }: ItemUse): void {
  if (loan !== undefined) throw problem('item_on_loan', { dueAt: loan.dueAt });
  if (hold !== undefined) throw problem('item_held', { holdId: hold.id });
  if (state === 'in_transit') throw problem('item_in_transit');
}

function requireStatusChange(state: ItemState, status: ItemStatus, { loan }: ItemUse): void {
  if (loan !== undefined && !STATUSES_ON_LOAN.has(status)) throw problem('item_on_loan', { dueAt: loan.dueAt });
  requireTransition(state, status);
}

function requireTransition(state: ItemState, status: ItemStatus): void {
  if (nextItemState(state, EVENT_OF_STATUS[status]) === null) throw problem('item_status_refused', { state, status });
}

async function requireKnownPlaces(trx: Trx, input: ItemChanges): Promise<void> {
  const errors: FieldError[] = [];
  for (const name of ['homeBranchId', 'currentBranchId'] as const) {
    const id = input[name];
    if (id !== undefined && !(await queries.branchExists(trx, id))) {
      errors.push({ path: `/${name}`, code: 'unknown', message: 'is not a branch of this library' });
    }
  }
  if (input.itemTypeId !== undefined && !(await queries.itemTypeExists(trx, input.itemTypeId))) {
    errors.push({ path: '/itemTypeId', code: 'unknown', message: 'is not an item type of this library' });
  }
  if (errors.length > 0) throw problem('invalid_request', {}, { errors });
}

async function translateViolations<T>(barcode: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only the database can see a barcode that another request takes at the same moment.
    if (isUniqueViolation(error)) throw problem('barcode_taken', { barcode });
    throw error;
  }
}
