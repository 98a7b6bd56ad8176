import { sql } from 'kysely';
import { redactEntries } from '../audit/audit-privacy.queries.ts';
import { forgetNoticesAbout } from '../notices/notice-retention.queries.ts';
import type { Db } from '../platform/database/database.ts';
import { sweepById, type Sweep } from './sweep.queries.ts';

/** Loans of which so many are made anonymous at once; a reader may have had thousands. */
const AT_ONCE = 500;

/** Whose past loans go: those of every reader who leaves it to the library, and of those who want none kept. */
export const loanHistorySweep: Sweep = sweepById({
  table: 'loans',
  due: (db, { before, isHistoryChoiceOffered }) => {
    const loans = settledLoans(db, before);
    if (!isHistoryChoiceOffered) return loans;
    return loans.where((eb) => {
      const reader = eb.selectFrom('patrons').select('patrons.id').whereRef('patrons.id', '=', 'loans.patron_id');
      return eb.not(eb.exists(reader.where('history_choice', '=', 'always')));
    });
  },
  forget: (trx, ids) => makeLoansAnonymous(trx, ids),
});

/** Past loans of one reader that may be forgotten, in batches until none is left. Answers how many there were. */
export async function forgetLoansOf(db: Db, patronId: number, returnedBefore: string): Promise<number> {
  let count = 0;
  for (;;) {
    const query = settledLoans(db, returnedBefore).where('patron_id', '=', patronId);
    const rows = await query.select('loans.id').limit(AT_ONCE).execute();
    const ids = rows.map(({ id }) => id);
    await makeLoansAnonymous(db, ids);
    count += ids.length;
    if (ids.length < AT_ONCE) return count;
  }
}

/** Readers who want nothing kept and brought something back before a moment, by id. */
export async function listReadersToForget(
  db: Db,
  returnedBefore: string,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('patrons')
    .select('patrons.id')
    .where('history_choice', '=', 'never')
    .where('patrons.id', '>', after)
    .where((eb) =>
      eb.exists(
        settledLoans(db, returnedBefore)
          .select('loans.id')
          .where('loans.patron_id', '=', sql<number>`patrons.id`),
      ),
    )
    .orderBy('patrons.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes the reader from loans, and everything that leads from them to the reader: how their due dates came about, what jobs
 * noted, the mails about them, the links of settled charges, and what the audit log tells. The loan keeps category, age
 * group, branch and days, so that statistics stay right.
 */
export async function makeLoansAnonymous(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('loans').set({ patron_id: null }).where('id', 'in', ids).execute();
  await db.deleteFrom('loan_decisions').where('loan_id', 'in', ids).execute();
  await db.deleteFrom('loan_job_marks').where('loan_id', 'in', ids).execute();
  await db.updateTable('account_lines').set({ loan_id: null }).where('loan_id', 'in', ids).execute();
  await forgetNoticesAbout(db, 'loan_id', ids);
  await redactEntries(db, 'loan', ids);
}

/** Makes every loan of a reader anonymous. Answers how many there were. */
export async function detachLoans(db: Db, patronId: number): Promise<number> {
  const rows = await db.selectFrom('loans').select('id').where('patron_id', '=', patronId).execute();
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const ids = rows.slice(at, at + AT_ONCE).map(({ id }) => id);
    await makeLoansAnonymous(db, ids);
  }
  return rows.length;
}

/**
 * Loans that were returned before a moment and still have a reader, except those that something is owed for: the charge must
 * be explained. A reader whose account is settled owes for none.
 */
function settledLoans(db: Db, returnedBefore: string) {
  return db
    .selectFrom('loans')
    .where('loans.returned_at', '<', returnedBefore)
    .where('loans.patron_id', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_lines')
            .select('account_lines.id')
            .whereRef('account_lines.loan_id', '=', 'loans.id')
            .where(
              (inner) =>
                inner
                  .selectFrom('account_lines as all_lines')
                  .select((sums) => sums.fn.sum<number>('all_lines.amount').as('balance'))
                  .whereRef('all_lines.patron_id', '=', 'account_lines.patron_id'),
              '>',
              0,
            ),
        ),
      ),
    );
}
