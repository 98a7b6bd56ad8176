import { itemStateOf } from '../circulation/item-state.ts';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { ItemStatus, ItemSummary, NewItem } from './items.schema.ts';

/** An item as staff sees it, with the state that its loan, hold and journey give it. */
export async function findItemSummary(db: Db, id: number): Promise<ItemSummary | undefined> {
  const row = await selectItems(db).where('items.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toItemSummary(row);
}

/** Items by id, as staff sees them. */
export async function findItemSummaries(db: Db, ids: readonly number[]): Promise<Map<number, ItemSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await selectItems(db).where('items.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.itemId, toItemSummary(row)]));
}

/** Where a copy belongs, and where it stands or was last. */
export function findBranchesOfItem(db: Db, id: number): Promise<{ home: number; current: number } | undefined> {
  return db
    .selectFrom('items')
    .select(['home_branch_id as home', 'current_branch_id as current'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The home branches of a record's copies, each once. */
export async function listHomeBranchesOfRecord(db: Db, recordId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('items')
    .select('home_branch_id')
    .distinct()
    .where('record_id', '=', recordId)
    .execute();
  return rows.map((row) => row.home_branch_id);
}

export async function findItemIdByBarcode(db: Db, barcode: string): Promise<number | undefined> {
  const row = await db.selectFrom('items').select('id').where('barcode', '=', barcode).executeTakeFirst();
  return row?.id;
}

/** Inserts an item that stands at its home branch. */
export function insertItem(db: Db, recordId: number, item: NewItem, now: string): Promise<number> {
  return insertAndGetId(db, 'items', {
    record_id: recordId,
    barcode: item.barcode,
    item_type_id: item.itemTypeId,
    home_branch_id: item.homeBranchId,
    current_branch_id: item.homeBranchId,
    location: item.location ?? null,
    call_number: item.callNumber ?? null,
    volume: tidyVolume(item.volume) ?? null,
    status: item.status ?? 'available',
    price: item.price ?? null,
    note: item.note ?? null,
    created_at: now,
    updated_at: now,
  });
}

/** What cataloguing changes of an item; what is left out stays. */
export interface ItemFields {
  barcode?: string;
  itemTypeId?: number;
  homeBranchId?: number;
  currentBranchId?: number;
  location?: string | null;
  callNumber?: string | null;
  volume?: string | null;
  status?: ItemStatus;
  price?: number | null;
  note?: string | null;
  /** Ends the item's journey. */
  transitToBranchId?: null;
  /** It lies on no hold shelf any more. */
  shelfHoldId?: null;
}

/** Changes some fields, leaves the others (`undefined`), and counts the version up. */
export async function updateItem(db: Db, id: number, fields: ItemFields, now: string): Promise<void> {
  await db
    .updateTable('items')
    .set((eb) => ({
      barcode: fields.barcode,
      item_type_id: fields.itemTypeId,
      home_branch_id: fields.homeBranchId,
      current_branch_id: fields.currentBranchId,
      transit_to_branch_id: fields.transitToBranchId,
      transit_since: fields.transitToBranchId,
      shelf_hold_id: fields.shelfHoldId,
      location: fields.location,
      call_number: fields.callNumber,
      volume: tidyVolume(fields.volume),
      status: fields.status,
      price: fields.price,
      note: fields.note,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

/** Volumes are compared as they are written: without spaces around them, and no text is no volume. */
function tidyVolume(text: string | null | undefined): string | null | undefined {
  return text == null ? text : text.trim() || null;
}

export async function deleteItem(db: Db, id: number): Promise<void> {
  await db.deleteFrom('items').where('id', '=', id).execute();
}

/** Whether an item was ever lent or asked for by itself: the history of loans and holds then refers to it. */
export async function hasItemHistory(db: Db, id: number): Promise<boolean> {
  const loan = await db.selectFrom('loans').select('id').where('item_id', '=', id).limit(1).executeTakeFirst();
  const hold = await db.selectFrom('holds').select('id').where('item_id', '=', id).limit(1).executeTakeFirst();
  return loan !== undefined || hold !== undefined;
}

export async function itemTypeExists(db: Db, id: number): Promise<boolean> {
  const row = await db.selectFrom('item_types').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function branchExists(db: Db, id: number): Promise<boolean> {
  const row = await db.selectFrom('branches').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** What an item's summary is made of, beside `loans` of the open loan and `holds` of the hold that has trapped it. */
export const ITEM_COLUMNS = [
  'items.id as itemId',
  'items.record_id as recordId',
  'items.barcode',
  'items.item_type_id as itemTypeId',
  'items.home_branch_id as homeBranchId',
  'items.current_branch_id as currentBranchId',
  'items.transit_to_branch_id as transitTo',
  'items.location',
  'items.call_number as callNumber',
  'items.volume',
  'items.status',
  'items.price',
  'items.note',
  'items.version as itemVersion',
  'loans.id as loanId',
  'loans.due_at as dueAt',
  'holds.status as holdStatus',
] as const;

function selectItems(db: Db) {
  return db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .select(ITEM_COLUMNS);
}

export type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number];

/** An item as staff sees it, of what is known of its loan, hold and journey. */
export function toItemSummary(row: ItemRow): ItemSummary {
  const { status, holdStatus } = row;
  return {
    id: row.itemId,
    recordId: row.recordId,
    barcode: row.barcode,
    itemTypeId: row.itemTypeId,
    homeBranchId: row.homeBranchId,
    currentBranchId: row.currentBranchId,
    location: row.location,
    callNumber: row.callNumber,
    volume: row.volume,
    status,
    state: itemStateOf({
      status,
      hasOpenLoan: row.loanId !== null,
      trappedBy: holdStatus === 'ready' || holdStatus === 'in_transit' ? holdStatus : null,
      isInTransit: row.transitTo !== null,
    }),
    dueAt: row.dueAt,
    price: row.price,
    note: row.note,
    version: row.itemVersion,
  };
}
