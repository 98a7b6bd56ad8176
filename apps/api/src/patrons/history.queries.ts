import { forgetNoticesOfAnonymousLoans } from '../notices/notices.queries.ts';
import type { Db } from '../platform/database/database.ts';

/**
 * Makes past loans anonymous: of one reader, or of every reader who does not want them kept. A loan that something is still
 * owed for keeps its reader, for the charge must be explained; so does one that was returned since `returnedBefore`.
 * The mails about such a loan are
 * forgotten with it. Answers how many loans were made anonymous. They keep category, branch and days, so that statistics stay right.
 */
export async function forgetReturnedLoans(
  db: Db,
  filter: { patronId?: number; returnedBefore: string },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('loans')
    .set({ patron_id: null })
    .where('returned_at', '<', filter.returnedBefore)
    .where('patron_id', 'in', (eb) => {
      const patrons = eb.selectFrom('patrons').select('id');
      return filter.patronId === undefined
        ? patrons.where('is_history_kept', '=', 0)
        : patrons.where('id', '=', filter.patronId);
    })
    // A reader whose account is settled owes for no loan; one who is in debt keeps the charged loans.
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
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) await forgetDecisions(db);
  await forgetNoticesOfAnonymousLoans(db);
  return Number(numUpdatedRows);
}

/** How an anonymous loan's due date came about tells of its reader's card and suspension, and nobody may ask for it. */
export async function forgetDecisions(db: Db): Promise<void> {
  await db
    .deleteFrom('loan_decisions')
    .where('loan_id', 'in', (eb) => eb.selectFrom('loans').select('id').where('patron_id', 'is', null))
    .execute();
}
