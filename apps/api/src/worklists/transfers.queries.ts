import type { Temporal } from 'temporal-polyfill';
import { findItemSummaries } from '../catalogue/items.queries.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { findRecordReferences, personOf } from './references.queries.ts';
import type { Transfer } from './worklists.schema.ts';

/** A journey that takes as long as this has gone wrong somewhere. */
export const LATE_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;

/** Where a page of transfers ended: since when the last one is under way, and its item. */
export type TransferPosition = [since: string, itemId: number];

export function isTransferPosition(value: unknown): value is TransferPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

export interface TransferFilter {
  toBranchId?: number;
  fromBranchId?: number;
  isLate?: boolean;
}

/** Lists what is on its way between branches, for a reader or home, the longest under way first. */
export async function listTransfers(
  db: Db,
  { toBranchId, fromBranchId, isLate }: TransferFilter,
  page: { now: Temporal.Instant; limit: number; after?: TransferPosition },
): Promise<{ transfer: Transfer; position: TransferPosition }[]> {
  const lateBefore = toTimestamp(page.now.subtract({ hours: 24 * LATE_DAYS }));
  let query = db
    .selectFrom('items')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .leftJoin('patrons', 'patrons.id', 'holds.patron_id')
    .select([
      'items.id',
      'items.record_id as recordId',
      'items.current_branch_id as fromBranchId',
      'items.transit_to_branch_id as toBranchId',
      'items.transit_since as since',
      'items.shelf_hold_id as shelfHoldId',
      'holds.id as holdId',
      'patrons.id as patronId',
      'patrons.given_name as givenName',
      'patrons.family_name as familyName',
    ])
    .where('items.transit_to_branch_id', 'is not', null)
    .where('items.transit_since', 'is not', null)
    .orderBy('items.transit_since')
    .orderBy('items.id')
    .limit(page.limit);
  if (toBranchId !== undefined) query = query.where('items.transit_to_branch_id', '=', toBranchId);
  if (fromBranchId !== undefined) query = query.where('items.current_branch_id', '=', fromBranchId);
  if (isLate !== undefined) query = query.where('items.transit_since', isLate ? '<' : '>=', lateBefore);
  if (page.after !== undefined) {
    const [since, id] = page.after;
    query = query.where((eb) =>
      eb.or([
        eb('items.transit_since', '>', since),
        eb.and([eb('items.transit_since', '=', since), eb('items.id', '>', id)]),
      ]),
    );
  }
  const rows = await query.execute();
  const items = await findItemSummaries(
    db,
    rows.map(({ id }) => id),
  );
  const records = await findRecordReferences(
    db,
    rows.map(({ recordId }) => recordId),
  );
  return rows.map((row) => ({
    transfer: {
      item: items.get(row.id)!,
      record: records.get(row.recordId)!,
      fromBranchId: row.fromBranchId,
      toBranchId: row.toBranchId!,
      since: row.since!,
      daysUnderWay: Math.floor((page.now.epochMilliseconds - Date.parse(row.since!)) / DAY_MS),
      isLate: row.since! < lateBefore,
      isOnHoldShelf: row.shelfHoldId !== null,
      hold:
        row.holdId === null ? null : { id: row.holdId, patron: personOf(row.patronId, row.givenName, row.familyName) },
    },
    position: [row.since!, row.id],
  }));
}
