import type { Temporal } from 'temporal-polyfill';
import { findItemSummaries } from '../catalogue/items.queries.ts';
import { findHolds } from '../circulation/holds.queries.ts';
import { dayIn } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { findNewestCards, findRecordReferences, personOf } from './references.queries.ts';
import type { LeftOnShelf, ShelvedHold } from './worklists.schema.ts';

/** Where a page of the hold shelf ended: the reader's name as searched, and the hold. */
export type ShelfPosition = [searchName: string, id: number];

export function isShelfPosition(value: unknown): value is ShelfPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

export interface ShelfFilter {
  branchId?: number;
  /** Only what was not fetched in time, or only the rest. */
  isExpired?: boolean;
}

/** Lists what stands on the hold shelf, by the reader's name, as the shelf is sorted. */
export async function listHoldShelf(
  db: Db,
  filter: ShelfFilter,
  page: { now: Temporal.Instant; limit: number; after?: ShelfPosition },
): Promise<{ hold: ShelvedHold; position: ShelfPosition }[]> {
  let query = db
    .selectFrom('holds')
    .innerJoin('patrons', 'patrons.id', 'holds.patron_id')
    .innerJoin('items', 'items.id', 'holds.trapped_item_id')
    .select([
      'holds.id',
      'patrons.id as patronId',
      'patrons.search_name as searchName',
      'items.call_number as callNumber',
    ])
    .where('holds.status', '=', 'ready')
    .orderBy('patrons.search_name')
    .orderBy('holds.id')
    .limit(page.limit);
  if (filter.branchId !== undefined) query = query.where('holds.pickup_branch_id', '=', filter.branchId);
  const branches = await db.selectFrom('branches').select(['id', 'time_zone as timeZone']).execute();
  const days = new Map(branches.map(({ id, timeZone }) => [id, dayIn(page.now, timeZone)]));
  const { isExpired } = filter;
  if (isExpired !== undefined) {
    query = query.where((eb) =>
      eb.or(
        // Each branch has its own today.
        [...Map.groupBy([...days], ([, today]) => today)].map(([today, those]) =>
          eb.and([
            eb(
              'holds.pickup_branch_id',
              'in',
              those.map(([id]) => id),
            ),
            eb('holds.pickup_until', isExpired ? '<' : '>=', today),
          ]),
        ),
      ),
    );
  }
  if (page.after !== undefined) {
    const [name, id] = page.after;
    query = query.where((eb) =>
      eb.or([
        eb('patrons.search_name', '>', name),
        eb.and([eb('patrons.search_name', '=', name), eb('holds.id', '>', id)]),
      ]),
    );
  }
  const rows = await query.execute();
  const holds = await findHolds(
    db,
    rows.map(({ id }) => id),
  );
  const cards = await findNewestCards(
    db,
    rows.map(({ patronId }) => patronId),
  );
  return rows.map(({ id, patronId, searchName, callNumber }) => {
    const hold = holds.get(id)!;
    const isOver = hold.pickupUntil !== null && hold.pickupUntil < days.get(hold.pickupBranchId)!;
    return {
      hold: { ...hold, callNumber, cardNumber: cards.get(patronId) ?? null, isExpired: isOver },
      position: [searchName, id],
    };
  });
}

/**
 * Lists what still lies on a hold shelf for a reader who does not come for it there: their hold ran out, was cancelled or is
 * fetched elsewhere now. It is found under that reader's name, and leaves the list when it is scanned.
 */
export async function listLeftOnShelf(db: Db, branchId: number | undefined, limit: number): Promise<LeftOnShelf[]> {
  let query = db
    .selectFrom('items')
    .innerJoin('holds as past', 'past.id', 'items.shelf_hold_id')
    .leftJoin('patrons as pastReader', 'pastReader.id', 'past.patron_id')
    .leftJoin('holds as next', 'next.trapped_item_id', 'items.id')
    .leftJoin('patrons as nextReader', 'nextReader.id', 'next.patron_id')
    .select([
      'items.id',
      'items.record_id as recordId',
      'items.transit_to_branch_id as sendTo',
      'past.status as pastStatus',
      'past.closed_at as closedAt',
      'pastReader.id as pastReaderId',
      'pastReader.given_name as pastGivenName',
      'pastReader.family_name as pastFamilyName',
      'next.status as nextStatus',
      'nextReader.id as nextReaderId',
      'nextReader.given_name as nextGivenName',
      'nextReader.family_name as nextFamilyName',
    ])
    .orderBy('pastReader.search_name')
    .orderBy('items.id')
    .limit(limit);
  if (branchId !== undefined) query = query.where('items.current_branch_id', '=', branchId);
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
    item: items.get(row.id)!,
    record: records.get(row.recordId)!,
    was: {
      patron: personOf(row.pastReaderId, row.pastGivenName, row.pastFamilyName),
      status: row.pastStatus,
      closedAt: row.closedAt,
    },
    next: row.sendTo !== null ? 'send' : row.nextStatus === 'ready' ? 'new_slip' : 'take_off',
    patron: personOf(row.nextReaderId, row.nextGivenName, row.nextFamilyName),
    sendTo: row.sendTo,
  }));
}
