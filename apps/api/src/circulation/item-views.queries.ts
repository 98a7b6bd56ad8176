import type { ItemSummary } from '../catalogue/items.schema.ts';
import type { Db } from '../platform/database/database.ts';
import { itemStateOf } from './item-state.ts';

/** An item as staff sees it, with the state that its loan, hold and journey give it. */
export async function findItemSummary(db: Db, id: number): Promise<ItemSummary | undefined> {
  const row = await db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .select([
      'items.id',
      'items.record_id as recordId',
      'items.barcode',
      'items.item_type_id as itemTypeId',
      'items.home_branch_id as homeBranchId',
      'items.current_branch_id as currentBranchId',
      'items.transit_to_branch_id as transitTo',
      'items.location',
      'items.call_number as callNumber',
      'items.status',
      'items.price',
      'items.note',
      'items.version',
      'loans.id as loanId',
      'loans.due_at as dueAt',
      'holds.status as holdStatus',
    ])
    .where('items.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { transitTo, loanId, holdStatus, ...item } = row;
  const state = itemStateOf({
    status: item.status,
    hasOpenLoan: loanId !== null,
    trappedBy: holdStatus === 'ready' || holdStatus === 'in_transit' ? holdStatus : null,
    isInTransit: transitTo !== null,
  });
  return { ...item, state };
}

export async function findItemIdByBarcode(db: Db, barcode: string): Promise<number | undefined> {
  const row = await db.selectFrom('items').select('id').where('barcode', '=', barcode).executeTakeFirst();
  return row?.id;
}

export async function findRecordTitle(db: Db, recordId: number): Promise<string> {
  const row = await db.selectFrom('records').select('title').where('id', '=', recordId).executeTakeFirstOrThrow();
  return row.title;
}
