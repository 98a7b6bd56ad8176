import { redactEntries } from '../audit/audit-privacy.queries.ts';
import { forgetNoticesAbout } from '../notices/notice-retention.queries.ts';
import type { Db } from '../platform/database/database.ts';
import { sweepById, type Sweep } from './sweep.queries.ts';

/** Whose the holds were that ended in one of some ways. */
export function holdSweep(...statuses: ('fulfilled' | 'cancelled' | 'expired')[]): Sweep {
  return sweepById({
    table: 'holds',
    due: (db, { before }) =>
      db
        .selectFrom('holds')
        .where('patron_id', 'is not', null)
        .where('status', 'in', statuses)
        .where('closed_at', '<', before),
    forget: (trx, ids) => makeHoldsAnonymous(trx, ids),
  });
}

/** Takes the reader from holds that are over, with the mails about them and what the audit log tells. */
async function makeHoldsAnonymous(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('holds').set({ patron_id: null, closed_note: null }).where('id', 'in', ids).execute();
  await forgetNoticesAbout(db, 'hold_id', ids);
  await redactEntries(db, 'hold', ids);
}

/** Fetched holds of one reader that may be forgotten with the loans that came of them. Answers how many there were. */
export async function forgetFetchedHoldsOf(db: Db, patronId: number, closedBefore: string): Promise<number> {
  const rows = await db
    .selectFrom('holds')
    .select('id')
    .where('patron_id', '=', patronId)
    .where('status', '=', 'fulfilled')
    .where('closed_at', '<', closedBefore)
    .execute();
  await makeHoldsAnonymous(
    db,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

/** Makes every hold of a reader anonymous; they are over. Answers how many there were. */
export async function detachHolds(db: Db, patronId: number): Promise<number> {
  const rows = await db.selectFrom('holds').select('id').where('patron_id', '=', patronId).execute();
  await makeHoldsAnonymous(
    db,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
