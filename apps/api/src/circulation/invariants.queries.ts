import { sql } from 'kysely';
import type { Db } from '../platform/database/database.ts';

/** Items with more than one loan that is not returned, or with one that the item's key does not carry. */
export function listItemsWithBadOpenLoans(db: Db) {
  return db
    .selectFrom('loans')
    .select((eb) => ['item_id as itemId', eb.fn.countAll<number>().as('count')])
    .where('returned_at', 'is', null)
    .groupBy('item_id')
    .having((eb) => eb.or([eb(eb.fn.countAll(), '>', 1), eb(eb.fn.count('open_item_id'), '<>', eb.fn.countAll())]))
    .execute();
}

export function listLoansEndingBeforeTheyBegin(db: Db) {
  return db
    .selectFrom('loans')
    .select('id as loanId')
    .where((eb) =>
      eb.or([eb('returned_at', '<', eb.ref('checked_out_at')), eb('due_at', '<', eb.ref('checked_out_at'))]),
    )
    .execute();
}

/** Records whose waiting holds are not numbered 1..n. */
export function listBadQueues(db: Db) {
  return db
    .selectFrom('holds')
    .select((eb) => ['record_id as recordId', eb.fn.countAll<number>().as('count')])
    .where('status', '=', 'waiting')
    .groupBy('record_id')
    .having((eb) =>
      eb.or([
        eb(eb.fn.min('position'), '<>', 1),
        eb(eb.fn.max<number>('position'), '<>', eb.fn.countAll<number>()),
        eb(sql<number>`count(distinct position)`, '<>', eb.fn.countAll<number>()),
      ]),
    )
    .execute();
}

/** Holds whose trapped item is lent, belongs to another record, or is not what the hold asks for. */
export function listBadTraps(db: Db) {
  return db
    .selectFrom('holds')
    .innerJoin('items', 'items.id', 'holds.trapped_item_id')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .select(['holds.id as holdId', 'items.id as itemId'])
    .where((eb) =>
      eb.or([
        eb('loans.id', 'is not', null),
        eb('items.record_id', '<>', eb.ref('holds.record_id')),
        eb.and([eb('holds.item_id', 'is not', null), eb('holds.item_id', '<>', eb.ref('items.id'))]),
      ]),
    )
    .execute();
}

/** Holds that ask for an item and a volume at once. */
export function listHoldsOnItemAndVolume(db: Db) {
  return db
    .selectFrom('holds')
    .select('id as holdId')
    .where('item_id', 'is not', null)
    .where('volume', 'is not', null)
    .execute();
}

/** Holds that are ready although their item is on its way or stands at another branch. */
export function listMisplacedReadyHolds(db: Db) {
  return db
    .selectFrom('holds')
    .innerJoin('items', 'items.id', 'holds.trapped_item_id')
    .select(['holds.id as holdId', 'items.id as itemId'])
    .where('holds.status', '=', 'ready')
    .where((eb) =>
      eb.or([
        eb('items.transit_to_branch_id', 'is not', null),
        eb('items.current_branch_id', '<>', eb.ref('holds.pickup_branch_id')),
      ]),
    )
    .execute();
}

/** Holds on their way whose item goes elsewhere. */
export function listLostInTransit(db: Db) {
  return db
    .selectFrom('holds')
    .innerJoin('items', 'items.id', 'holds.trapped_item_id')
    .select(['holds.id as holdId', 'items.id as itemId'])
    .where('holds.status', '=', 'in_transit')
    .where((eb) =>
      eb.or([
        eb('items.transit_to_branch_id', 'is', null),
        eb('items.transit_to_branch_id', '<>', eb.ref('holds.pickup_branch_id')),
      ]),
    )
    .execute();
}

/** Open loans of items that are on their way somewhere. */
export function listLentItemsInTransit(db: Db) {
  return db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.open_item_id')
    .select(['loans.id as loanId', 'items.id as itemId'])
    .where('items.transit_to_branch_id', 'is not', null)
    .execute();
}

/** Charges that were paid or waived beyond their amount. */
export function listOverpaidCharges(db: Db) {
  return db
    .selectFrom('account_lines as charge')
    .innerJoin('account_lines as line', 'line.applies_to_id', 'charge.id')
    .select((eb) => ['charge.id as lineId', 'charge.amount', eb.fn.sum<number>('line.amount').as('applied')])
    .groupBy(['charge.id', 'charge.amount'])
    .having((eb) => eb(sql<number>`charge.amount + sum(line.amount)`, '<', eb.lit(0)))
    .execute();
}

/** Payments and waivers that are applied to another patron's charge, or to what is no charge. */
export function listMisappliedLines(db: Db) {
  return db
    .selectFrom('account_lines as line')
    .innerJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select(['line.id as lineId', 'charge.id as chargeId'])
    .where((eb) =>
      eb.or([eb('line.patron_id', '<>', eb.ref('charge.patron_id')), eb('charge.kind', 'in', ['payment', 'waiver'])]),
    )
    .execute();
}
