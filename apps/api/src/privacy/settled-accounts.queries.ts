import { insertAndGetId, type Db } from '../platform/database/database.ts';
import { countSettledLines, type BookedLine } from './settled-lines.ts';
import type { Sweep } from './sweep.queries.ts';

/** Readers whose accounts are gone through in one transaction. */
const READERS = 50;
const LINES_AT_ONCE = 500;

/** Whose settled lines are: they are given to a reader without a name, and the reader's account begins behind them. */
export const settledAccountSweep: Sweep = {
  count: async (db, { before }) => {
    let count = 0;
    for (let after = 0; ;) {
      const readers = await listReadersWithOldLines(db, before, after);
      for (const { id } of readers) count += countSettledLines(await listLines(db, id), before);
      if (readers.length < READERS) return count;
      after = readers.at(-1)!.id;
    }
  },
  batch: async (trx, { before, now }, after) => {
    const readers = await listReadersWithOldLines(trx, before, Number(after ?? 0));
    let done = 0;
    for (const reader of readers) {
      const lines = await listLines(trx, reader.id);
      const settled = lines.slice(0, countSettledLines(lines, before));
      await giveLinesAway(trx, settled, await findNamelessReader(trx, reader, now));
      done += settled.length;
    }
    return { done, next: readers.length < READERS ? null : readers.at(-1)!.id };
  },
};

/** Gives every line and payment of a reader who is to be erased to one without a name. Answers how many there were. */
export async function detachAccount(
  db: Db,
  reader: { id: number; categoryId: number; branchId: number },
  now: string,
): Promise<{ lines: number; payments: number }> {
  const lines = await listLines(db, reader.id);
  if (lines.length === 0) return { lines: 0, payments: 0 };
  await giveLinesAway(db, lines, await findNamelessReader(db, reader, now));
  return { lines: lines.length, payments: new Set(lines.flatMap(({ paymentId }) => paymentId ?? [])).size };
}

async function listReadersWithOldLines(db: Db, before: string, after: number) {
  return db
    .selectFrom('patrons')
    .select(['id', 'category_id as categoryId', 'branch_id as branchId'])
    .where('search_name', '<>', '')
    .where('id', '>', after)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account_lines')
          .select('account_lines.id')
          .whereRef('account_lines.patron_id', '=', 'patrons.id')
          .where('account_lines.created_at', '<', before),
      ),
    )
    .orderBy('id')
    .limit(READERS)
    .execute();
}

function listLines(db: Db, patronId: number): Promise<BookedLine[]> {
  return db
    .selectFrom('account_lines as line')
    .leftJoin('payments', 'payments.id', 'line.payment_id')
    .select(['line.id', 'line.amount', 'line.applies_to_id as appliesToId', 'line.payment_id as paymentId'])
    .select(['payments.reverses_id as reversesId', 'line.created_at as createdAt'])
    .where('line.patron_id', '=', patronId)
    .orderBy('line.id')
    .execute();
}

/** The lines keep their amounts, moments, branches and receipt numbers; what was written beside them goes. */
async function giveLinesAway(db: Db, lines: readonly BookedLine[], patronId: number): Promise<void> {
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
    const batch = lines.slice(at, at + LINES_AT_ONCE);
    const ids = batch.map(({ id }) => id);
    const anonymous = { patron_id: patronId, loan_id: null, note: null };
    await db.updateTable('account_lines').set(anonymous).where('id', 'in', ids).execute();
    await db.updateTable('loan_decisions').set({ charge_id: null }).where('charge_id', 'in', ids).execute();
    const paymentIds = batch.flatMap(({ paymentId }) => paymentId ?? []);
    if (paymentIds.length === 0) continue;
    await db
      .updateTable('payments')
      .set({ patron_id: patronId, reference: null })
      .where('id', 'in', paymentIds)
      .execute();
  }
}

/**
 * The reader without a name to whom the settled lines of a category and a branch belong: a row with an empty `search_name`,
 * which no list shows. Two of one kind do no harm.
 */
async function findNamelessReader(
  db: Db,
  { categoryId, branchId }: { categoryId: number; branchId: number },
  now: string,
): Promise<number> {
  const known = await db
    .selectFrom('patrons')
    .select('id')
    .where('search_name', '=', '')
    .where('category_id', '=', categoryId)
    .where('branch_id', '=', branchId)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  return insertAndGetId(db, 'patrons', {
    category_id: categoryId,
    branch_id: branchId,
    family_name: '',
    given_name: '',
    search_name: '',
    language: 'fr',
    expires_on: '1970-01-01',
    created_at: now,
    updated_at: now,
  });
}
