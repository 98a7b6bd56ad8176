import { sql } from 'kysely';
import type { Db } from '../platform/database/database.ts';

/** A reader whose membership ended long ago and who has left nothing behind. */
export interface InactiveReader {
  id: number;
  branchId: number;
  expiresOn: string;
  warnedAt: string | null;
}

export interface InactivityLimits {
  /** Memberships that ended before this day, and whatever was done before this moment, are long ago. */
  expiredBefore: string;
  before: string;
}

type Page = { after: number; limit: number };

/** Readers who have been inactive for as long as the library keeps them and were not told yet. */
export function listReadersToWarn(db: Db, limits: InactivityLimits, { after, limit }: Page): Promise<InactiveReader[]> {
  return selectInactive(db, limits)
    .where('patrons.erasure_warned_at', 'is', null)
    .where('patrons.id', '>', after)
    .orderBy('patrons.id')
    .limit(limit)
    .execute();
}

/** Of those, the ones who were told before a moment and have not shown up since. */
export function listReadersToErase(
  db: Db,
  limits: InactivityLimits & { warnedBefore: string },
  { after, limit }: Page,
): Promise<InactiveReader[]> {
  return selectInactive(db, limits)
    .where('patrons.erasure_warned_at', '<', limits.warnedBefore)
    .where('patrons.id', '>', after)
    .orderBy('patrons.id')
    .limit(limit)
    .execute();
}

export async function countReadersToWarn(db: Db, limits: InactivityLimits): Promise<number> {
  const query = selectInactive(db, limits).where('patrons.erasure_warned_at', 'is', null);
  return countRows(query);
}

export async function countReadersToErase(
  db: Db,
  { warnedBefore, ...limits }: InactivityLimits & { warnedBefore: string },
): Promise<number> {
  return countRows(selectInactive(db, limits).where('patrons.erasure_warned_at', '<', warnedBefore));
}

async function countRows(query: ReturnType<typeof selectInactive>): Promise<number> {
  const { count } = await query
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether a reader is still one to warn or to erase, inside the transaction that does it. */
export async function isInactive(db: Db, limits: InactivityLimits, patronId: number): Promise<boolean> {
  return (await selectInactive(db, limits).where('patrons.id', '=', patronId).executeTakeFirst()) !== undefined;
}

/** Readers who were told and have shown up since, or may not be erased any more: they are told anew when it comes to it. */
export async function listReadersToSpare(db: Db, limits: InactivityLimits, { after, limit }: Page): Promise<number[]> {
  const inactive = selectInactive(db, limits)
    .clearSelect()
    .select('patrons.id')
    .where('patrons.id', '=', sql<number>`told.id`);
  const rows = await db
    .selectFrom('patrons as told')
    .select('told.id')
    .where('told.erasure_warned_at', 'is not', null)
    .where('told.id', '>', after)
    .where((eb) => eb.not(eb.exists(inactive)))
    .orderBy('told.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function noteWarning(db: Db, patronId: number, at: string | null): Promise<void> {
  await db.updateTable('patrons').set({ erasure_warned_at: at }).where('id', '=', patronId).execute();
}

/** Readers who were told, the first to be erased first, with their names. */
export async function listWarnedReaders(db: Db, { after, limit }: { after?: [string, number]; limit: number }) {
  let query = db
    .selectFrom('patrons')
    .select(['id', 'given_name as givenName', 'family_name as familyName', 'email', 'expires_on as expiresOn'])
    .select('erasure_warned_at as warnedAt')
    .where('erasure_warned_at', 'is not', null)
    .orderBy('erasure_warned_at')
    .orderBy('id')
    .limit(limit);
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((eb) =>
      eb.or([eb('erasure_warned_at', '>', at), eb.and([eb('erasure_warned_at', '=', at), eb('id', '>', id)])]),
    );
  }
  return query.execute();
}

function selectInactive(db: Db, { expiredBefore, before }: InactivityLimits) {
  return db
    .selectFrom('patrons')
    .select(['patrons.id', 'patrons.branch_id as branchId', 'patrons.expires_on as expiresOn'])
    .select('patrons.erasure_warned_at as warnedAt')
    .where('patrons.search_name', '<>', '')
    .where('patrons.expires_on', '<', expiredBefore)
    .where('patrons.created_at', '<', before)
    .where((eb) => {
      const loans = eb.selectFrom('loans').select('loans.id').whereRef('loans.patron_id', '=', 'patrons.id');
      const holds = eb.selectFrom('holds').select('holds.id').whereRef('holds.patron_id', '=', 'patrons.id');
      const lines = eb
        .selectFrom('account_lines')
        .select('account_lines.id')
        .whereRef('account_lines.patron_id', '=', 'patrons.id');
      const balance = eb
        .selectFrom('account_lines')
        .select((sums) => sums.fn.coalesce(sums.fn.sum<number>('account_lines.amount'), sums.lit(0)).as('balance'))
        .whereRef('account_lines.patron_id', '=', 'patrons.id');
      const signIns = eb
        .selectFrom('audit_log')
        .select('audit_log.id')
        .where('entity', '=', 'patron')
        .whereRef('entity_id', '=', 'patrons.id')
        .where('action', '=', 'session.sign_in')
        .where('at', '>=', before);
      return eb.and([
        // What is open, or was closed since.
        eb.not(
          eb.exists(loans.where((one) => one.or([one('returned_at', 'is', null), one('returned_at', '>=', before)]))),
        ),
        eb.not(eb.exists(holds.where((one) => one.or([one('closed_at', 'is', null), one('closed_at', '>=', before)])))),
        eb.not(eb.exists(lines.where('account_lines.created_at', '>=', before))),
        eb.not(eb.exists(signIns)),
        eb(balance, '=', 0),
      ]);
    });
}
