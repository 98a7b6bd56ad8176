import type { Temporal } from 'temporal-polyfill';
import { sumBalances } from '../accounts/accounts.queries.ts';
import { dayIn } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { PatronSummary } from './patrons.schema.ts';
import { toSearchText } from './search-name.ts';

export interface PatronFilter {
  q?: string;
  categoryId?: number;
  branchId?: number;
}

/** Where a page of readers ended. */
export type PatronPosition = [searchName: string, id: number];

export function isPatronPosition(value: unknown): value is PatronPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

interface ListedPatron {
  summary: PatronSummary;
  position: PatronPosition;
}

/**
 * Lists readers by name. A search finds every word of the name by its beginning, in any order and whatever the accents; or a
 * card by its whole number; or part of an e-mail address.
 *
 * @param page `now` decides who is restricted today, on the day of the reader's home branch.
 */
export async function listPatrons(
  db: Db,
  filter: PatronFilter,
  page: { now: Temporal.Instant; limit: number; after?: PatronPosition },
): Promise<ListedPatron[]> {
  let query = filtered(db, filter)
    .innerJoin('branches', 'branches.id', 'patrons.branch_id')
    .select([
      'patrons.id',
      'patrons.family_name as familyName',
      'patrons.given_name as givenName',
      'patrons.category_id as categoryId',
      'patrons.branch_id as branchId',
      'patrons.expires_on as expiresOn',
      'patrons.restricted_until as restrictedUntil',
      'patrons.search_name as searchName',
      'branches.time_zone as timeZone',
    ])
    .orderBy('patrons.search_name')
    .orderBy('patrons.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    const [name, id] = page.after;
    query = query.where((eb) =>
      eb.or([
        eb('patrons.search_name', '>', name),
        eb.and([eb('patrons.search_name', '=', name), eb('patrons.id', '>', id)]),
      ]),
    );
  }
  const rows = await query.execute();
  const ids = rows.map(({ id }) => id);
  const [cards, loans, holds, balances] = [
    await findNewestCards(db, ids),
    await countOpenLoans(db, ids),
    await countOpenHolds(db, ids),
    await sumBalances(db, ids),
  ];
  return rows.map(({ searchName, timeZone, restrictedUntil, ...row }) => ({
    summary: {
      ...row,
      isRestricted: restrictedUntil !== null && restrictedUntil >= dayIn(page.now, timeZone),
      cardNumber: cards.get(row.id) ?? null,
      loanCount: loans.get(row.id) ?? 0,
      holdCount: holds.get(row.id) ?? 0,
      balance: balances.get(row.id) ?? 0,
    },
    position: [searchName, row.id],
  }));
}

export async function countPatrons(db: Db, filter: PatronFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function filtered(db: Db, { q, categoryId, branchId }: PatronFilter) {
  let query = db.selectFrom('patrons').where('patrons.search_name', '<>', '');
  if (categoryId !== undefined) query = query.where('patrons.category_id', '=', categoryId);
  if (branchId !== undefined) query = query.where('patrons.branch_id', '=', branchId);
  const text = q?.trim() ?? '';
  if (text === '') return query;
  const words = toSearchText(text).split(' ').filter(Boolean);
  return query.where((eb) => {
    // Words hold letters and digits only, so nothing in them means anything to LIKE.
    const isNamed = eb.and(
      words.map((word) =>
        eb.or([eb('patrons.search_name', 'like', `${word}%`), eb('patrons.search_name', 'like', `% ${word}%`)]),
      ),
    );
    const hasCard = eb.exists(
      eb
        .selectFrom('patron_cards')
        .select('patron_cards.id')
        .whereRef('patron_cards.patron_id', '=', 'patrons.id')
        .where('patron_cards.number', '=', text),
    );
    const hasAddress = eb(
      eb.fn<number>('instr', [eb.fn('lower', ['patrons.email']), eb.val(text.toLowerCase())]),
      '>',
      0,
    );
    return eb.or([...(words.length === 0 ? [] : [isNamed]), hasCard, hasAddress]);
  });
}

async function findNewestCards(db: Db, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('patron_cards')
    .select(['patron_id as id', 'number'])
    .where('patron_id', 'in', ids)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function countOpenLoans(db: Db, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('loans')
    .select((eb) => ['patron_id as id', eb.fn.countAll<number>().as('count')])
    .where('patron_id', 'in', ids)
    .where('returned_at', 'is', null)
    .groupBy('patron_id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id!, Number(count)]));
}

async function countOpenHolds(db: Db, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('holds')
    .select((eb) => ['patron_id as id', eb.fn.countAll<number>().as('count')])
    .where('patron_id', 'in', ids)
    .where('active_key', 'is not', null)
    .groupBy('patron_id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id!, Number(count)]));
}
