import type { Temporal } from 'temporal-polyfill';
import { findHold } from '../circulation/holds.queries.ts';
import { listLoans, type LoanPosition } from '../circulation/loans.queries.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { OverdueLoan, ShelvedHold } from './reports.schema.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Lists overdue loans, the longest overdue first, with how to reach the readers. */
export async function listOverdueLoans(
  db: Db,
  filter: { branchId?: number },
  page: { now: Temporal.Instant; limit: number; after?: LoanPosition },
): Promise<OverdueLoan[]> {
  const { now, limit, after } = page;
  const loans = await listLoans(db, { ...filter, status: 'overdue' }, { now: toTimestamp(now), limit, after });
  const ids = loans.flatMap(({ patron }) => (patron === null ? [] : [patron.id]));
  const rows =
    ids.length === 0
      ? []
      : await db.selectFrom('patrons').select(['id', 'email', 'phone']).where('id', 'in', ids).execute();
  const contacts = new Map(rows.map(({ id, ...contact }) => [id, contact]));
  return loans.map((loan) => ({
    ...loan,
    daysOverdue: Math.ceil((now.epochMilliseconds - Date.parse(loan.dueAt)) / DAY_MS),
    contact: loan.patron === null ? null : (contacts.get(loan.patron.id) ?? null),
  }));
}

/** Where a page of the hold shelf ended: the reader's name as searched, and the hold. */
export type ShelfPosition = [searchName: string, id: number];

export function isShelfPosition(value: unknown): value is ShelfPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

/** Lists what stands on the hold shelf, by the reader's name, as the shelf is sorted. */
export async function listHoldsShelf(
  db: Db,
  filter: { branchId?: number },
  page: { now: Temporal.Instant; limit: number; after?: ShelfPosition },
): Promise<{ hold: ShelvedHold; position: ShelfPosition }[]> {
  let query = db
    .selectFrom('holds')
    .innerJoin('patrons', 'patrons.id', 'holds.patron_id')
    .innerJoin('branches', 'branches.id', 'holds.pickup_branch_id')
    .select(['holds.id', 'patrons.search_name as searchName', 'branches.time_zone as timeZone'])
    .where('holds.status', '=', 'ready')
    .orderBy('patrons.search_name')
    .orderBy('holds.id')
    .limit(page.limit);
  if (filter.branchId !== undefined) query = query.where('holds.pickup_branch_id', '=', filter.branchId);
  if (page.after !== undefined) {
    const [name, id] = page.after;
    query = query.where((eb) =>
      eb.or([
        eb('patrons.search_name', '>', name),
        eb.and([eb('patrons.search_name', '=', name), eb('holds.id', '>', id)]),
      ]),
    );
  }
  const shelved: { hold: ShelvedHold; position: ShelfPosition }[] = [];
  for (const { id, searchName, timeZone } of await query.execute()) {
    const hold = (await findHold(db, id))!;
    const isExpired = hold.pickupUntil !== null && hold.pickupUntil < dayIn(page.now, timeZone);
    shelved.push({ hold: { ...hold, isExpired }, position: [searchName, id] });
  }
  return shelved;
}
