import { findItemSummaries } from '../catalogue/items.queries.ts';
import { isHoldPermitted } from '../circulation/hold-queue.service.ts';
import { findCalendar, readRules } from '../circulation/library-rules.queries.ts';
import { planPicks } from '../circulation/pick-plan.ts';
import { dayIn } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './pick-list.queries.ts';
import type { NamedHold, ShelvedCopy } from './pick-list.queries.ts';
import { findRecordReferences, personOf } from './references.queries.ts';
import type { ShelfPick } from './worklists.schema.ts';

/** As many copies as one round through the shelves fetches; what is fetched makes room for the next. */
const SHOWN = 500;
/** More titles than any branch's readers wait for while copies stand there. */
const MOST_RECORDS = 5000;

/**
 * Lists the copies at a branch that are to be fetched from their shelves for holds, in the order of the shelves.
 *
 * @throws Problem `branch_unknown`.
 */
export async function readPickList(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  branchId: number,
): Promise<{ items: ShelfPick[]; total: number }> {
  const calendar = await findCalendar(db, branchId);
  if (calendar === undefined) throw problem('branch_unknown', { branchId });
  const today = dayIn(clock(), calendar.timeZone);
  const recordIds = await queries.listPickableRecords(db, branchId, MOST_RECORDS);
  const copies = Map.groupBy(await queries.listFreeCopies(db, recordIds), ({ recordId }) => recordId);
  const queues = Map.groupBy(await queries.listWaitingHolds(db, recordIds), ({ recordId }) => recordId);
  const rules = await readRules(db);
  const planned = recordIds.flatMap((recordId) => {
    const [queue, shelf] = [queues.get(recordId) ?? [], copies.get(recordId) ?? []];
    const holds = new Map(queue.map((hold) => [hold.id, hold]));
    const shelved = new Map(shelf.map((copy) => [copy.id, copy]));
    return planPicks(queue, shelf, today, (hold, copy) => isHoldPermitted(rules, hold, copy))
      .map(({ itemId, holdId }) => ({ copy: shelved.get(itemId)!, hold: holds.get(holdId)! }))
      .filter(({ copy }) => copy.currentBranchId === branchId);
  });
  const picks = await describe(db, planned);
  return { items: picks.sort(byShelf).slice(0, SHOWN), total: picks.length };
}

async function describe(db: Db, planned: readonly { copy: ShelvedCopy; hold: NamedHold }[]): Promise<ShelfPick[]> {
  const items = await findItemSummaries(
    db,
    planned.map(({ copy }) => copy.id),
  );
  const records = await findRecordReferences(
    db,
    planned.map(({ copy }) => copy.recordId),
  );
  return planned.map(({ copy, hold }) => ({
    item: items.get(copy.id)!,
    record: records.get(copy.recordId)!,
    isOnHoldShelf: copy.shelfHoldId !== null,
    hold: {
      id: hold.id,
      patron: personOf(hold.patronId, hold.givenName, hold.familyName),
      pickupBranchId: hold.pickupBranchId,
      placedAt: hold.placedAt,
      position: hold.position,
    },
  }));
}

/** The hold shelf first, because it is near; then by location, call number and barcode. */
function byShelf(one: ShelfPick, other: ShelfPick): number {
  return (
    Number(other.isOnHoldShelf) - Number(one.isOnHoldShelf) ||
    compare(one.item.location, other.item.location) ||
    compare(one.item.callNumber, other.item.callNumber) ||
    compare(one.item.barcode, other.item.barcode)
  );
}

function compare(one: string | null, other: string | null): number {
  return (one ?? '').localeCompare(other ?? '', 'fr', { numeric: true });
}
