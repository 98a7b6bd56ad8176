import type { QueuedHold } from '../circulation/holds.queries.ts';
import type { Db } from '../platform/database/database.ts';

/** A copy on a shelf, with what the plan and the list say of it. */
export interface ShelvedCopy {
  id: number;
  recordId: number;
  volume: string | null;
  itemTypeId: number;
  homeBranchId: number;
  currentBranchId: number;
  shelfHoldId: number | null;
}

/** One statement's worth of ids. */
const IDS = 500;

/** The records that somebody waits for and of which a free copy stands at a branch. */
export async function listPickableRecords(db: Db, branchId: number, limit: number): Promise<number[]> {
  const rows = await selectFreeCopies(db)
    .innerJoin('holds as waiting', 'waiting.record_id', 'items.record_id')
    .select('items.record_id as recordId')
    .distinct()
    .where('waiting.status', '=', 'waiting')
    .where('items.current_branch_id', '=', branchId)
    .orderBy('items.record_id')
    .limit(limit)
    .execute();
  return rows.map(({ recordId }) => recordId);
}

/** The free copies of some records, wherever they stand. */
export async function listFreeCopies(db: Db, recordIds: readonly number[]): Promise<ShelvedCopy[]> {
  const copies: ShelvedCopy[] = [];
  for (let at = 0; at < recordIds.length; at += IDS) {
    const rows = await selectFreeCopies(db)
      .select([
        'items.id',
        'items.record_id as recordId',
        'items.volume',
        'items.item_type_id as itemTypeId',
        'items.home_branch_id as homeBranchId',
        'items.current_branch_id as currentBranchId',
        'items.shelf_hold_id as shelfHoldId',
      ])
      .where('items.record_id', 'in', recordIds.slice(at, at + IDS))
      .execute();
    copies.push(...rows);
  }
  return copies;
}

function selectFreeCopies(db: Db) {
  return db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds as trapping', 'trapping.trapped_item_id', 'items.id')
    .where('items.status', '=', 'available')
    .where('items.transit_to_branch_id', 'is', null)
    .where('loans.id', 'is', null)
    .where('trapping.id', 'is', null);
}

/** A waiting hold, with who waits. */
export type NamedHold = QueuedHold & {
  recordId: number;
  placedAt: string;
  givenName: string;
  familyName: string;
};

/** The waiting holds of some records. */
export async function listWaitingHolds(db: Db, recordIds: readonly number[]): Promise<NamedHold[]> {
  const holds: NamedHold[] = [];
  for (let at = 0; at < recordIds.length; at += IDS) {
    const rows = await db
      .selectFrom('holds')
      .innerJoin('patrons', 'patrons.id', 'holds.patron_id')
      .select([
        'holds.id',
        'holds.record_id as recordId',
        'holds.patron_id as patronId',
        'holds.item_id as itemId',
        'holds.volume',
        'holds.pickup_branch_id as pickupBranchId',
        'holds.position',
        'holds.placed_at as placedAt',
        'holds.is_suspended as isSuspended',
        'holds.suspended_until as suspendedUntil',
        'holds.starts_on as startsOn',
        'holds.expires_on as expiresOn',
        'patrons.category_id as patronCategoryId',
        'patrons.branch_id as patronBranchId',
        'patrons.given_name as givenName',
        'patrons.family_name as familyName',
      ])
      .where('holds.record_id', 'in', recordIds.slice(at, at + IDS))
      .where('holds.status', '=', 'waiting')
      .execute();
    holds.push(...rows.map((row) => ({ ...row, position: row.position ?? 0, isSuspended: row.isSuspended === 1 })));
  }
  return holds;
}
