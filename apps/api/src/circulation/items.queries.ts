import type { Db } from '../platform/database/database.ts';
import type { ItemStatus } from './item-state.ts';

const COLUMNS = [
  'id',
  'record_id as recordId',
  'barcode',
  'volume',
  'item_type_id as itemTypeId',
  'home_branch_id as homeBranchId',
  'current_branch_id as currentBranchId',
  'transit_to_branch_id as transitToBranchId',
  'transit_since as transitSince',
  'status',
  'price',
  'note',
  'shelf_hold_id as shelfHoldId',
] as const;

/** An item as circulation sees it. */
export interface CirculatingItem {
  id: number;
  recordId: number;
  barcode: string;
  volume: string | null;
  itemTypeId: number;
  homeBranchId: number;
  currentBranchId: number;
  transitToBranchId: number | null;
  transitSince: string | null;
  status: ItemStatus;
  price: number | null;
  note: string | null;
  /** The hold for which it still lies on the hold shelf although nobody fetches it there any more. */
  shelfHoldId: number | null;
}

/** Where an item is and in what condition: all that circulation changes of it. */
export type ItemPlace = Pick<
  CirculatingItem,
  'status' | 'currentBranchId' | 'transitToBranchId' | 'transitSince' | 'shelfHoldId'
>;

export function findItemByBarcode(db: Db, barcode: string): Promise<CirculatingItem | undefined> {
  return db.selectFrom('items').select(COLUMNS).where('barcode', '=', barcode).executeTakeFirst();
}

export function findItem(db: Db, id: number): Promise<CirculatingItem | undefined> {
  return db.selectFrom('items').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function listItemsOfRecord(db: Db, recordId: number): Promise<CirculatingItem[]> {
  return db.selectFrom('items').select(COLUMNS).where('record_id', '=', recordId).orderBy('id').execute();
}

/** An item that stands on a shelf, as far as holds are concerned. */
export type ShelvedItem = Pick<CirculatingItem, 'id' | 'volume' | 'itemTypeId' | 'homeBranchId' | 'currentBranchId'>;

/** The items that stand on a shelf, free for anyone to take; to be narrowed and selected from. */
export function selectItemsOnShelf(db: Db) {
  return db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds as trapping', 'trapping.trapped_item_id', 'items.id')
    .where('items.status', '=', 'available')
    .where('items.transit_to_branch_id', 'is', null)
    .where('loans.id', 'is', null)
    .where('trapping.id', 'is', null);
}

/** What a plan of picks asks of an item. */
export const SHELVED_COLUMNS = [
  'items.id',
  'items.volume',
  'items.item_type_id as itemTypeId',
  'items.home_branch_id as homeBranchId',
  'items.current_branch_id as currentBranchId',
] as const;

/** The items of a record that stand on a shelf, free for anyone to take. */
export function listItemsOnShelf(db: Db, recordId: number): Promise<ShelvedItem[]> {
  return selectItemsOnShelf(db).select(SHELVED_COLUMNS).where('items.record_id', '=', recordId).execute();
}

export function placeOf(item: CirculatingItem): ItemPlace {
  const { status, currentBranchId, transitToBranchId, transitSince, shelfHoldId } = item;
  return { status, currentBranchId, transitToBranchId, transitSince, shelfHoldId };
}

/** Puts an item somewhere, unless it is there. */
export async function moveItem(db: Db, item: CirculatingItem, place: ItemPlace): Promise<void> {
  const { status, currentBranchId, transitToBranchId, transitSince, shelfHoldId } = item;
  const isThere =
    status === place.status &&
    currentBranchId === place.currentBranchId &&
    transitToBranchId === place.transitToBranchId &&
    transitSince === place.transitSince &&
    shelfHoldId === place.shelfHoldId;
  if (!isThere) await updateItemPlace(db, item.id, place);
}

/** Puts an item somewhere. The item's version is the cataloguers': where it stands is no edit of theirs. */
export async function updateItemPlace(db: Db, id: number, place: ItemPlace): Promise<void> {
  await db
    .updateTable('items')
    .set({
      status: place.status,
      current_branch_id: place.currentBranchId,
      transit_to_branch_id: place.transitToBranchId,
      transit_since: place.transitSince,
      shelf_hold_id: place.shelfHoldId,
    })
    .where('id', '=', id)
    .execute();
}
