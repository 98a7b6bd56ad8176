import { selectWaitingHolds, toQueued, type QueuedHold } from '../circulation/holds.queries.ts';
import { selectItemsOnShelf, SHELVED_COLUMNS, type ShelvedItem } from '../circulation/items.queries.ts';
import type { Db } from '../platform/database/database.ts';

/** A copy on a shelf, with what the plan and the list say of it. */
export type ShelvedCopy = ShelvedItem & { recordId: number; shelfHoldId: number | null };

/** One statement's worth of ids. */
const IDS = 500;

/** The records that somebody waits for and of which a free copy stands at a branch. */
export async function listPickableRecords(db: Db, branchId: number, limit: number): Promise<number[]> {
  const rows = await selectItemsOnShelf(db)
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
    const rows = await selectItemsOnShelf(db)
      .select(SHELVED_COLUMNS)
      .select(['items.record_id as recordId', 'items.shelf_hold_id as shelfHoldId'])
      .where('items.record_id', 'in', recordIds.slice(at, at + IDS))
      .execute();
    copies.push(...rows);
  }
  return copies;
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
    const rows = await selectWaitingHolds(db)
      .select(['holds.record_id as recordId', 'holds.placed_at as placedAt'])
      .select(['patrons.given_name as givenName', 'patrons.family_name as familyName'])
      .where('holds.record_id', 'in', recordIds.slice(at, at + IDS))
      .execute();
    holds.push(...rows.map(toQueued));
  }
  return holds;
}
