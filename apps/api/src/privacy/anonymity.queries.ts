import type { Db } from '../platform/database/database.ts';

/** Loans that are nobody's and of which an explanation or a mail still tells. */
export async function listTracesOfAnonymousLoans(db: Db): Promise<number[]> {
  const explained = await db
    .selectFrom('loan_decisions')
    .innerJoin('loans', 'loans.id', 'loan_decisions.loan_id')
    .select('loans.id')
    .where('loans.patron_id', 'is', null)
    .execute();
  const mailed = await db
    .selectFrom('notice_subjects')
    .innerJoin('loans', 'loans.id', 'notice_subjects.loan_id')
    .select('loans.id')
    .where('loans.patron_id', 'is', null)
    .execute();
  return [...new Set([...explained, ...mailed].map(({ id }) => id))];
}

/** Readers without a name, to whom settled lines belong, of whom something is known all the same. */
export async function listNamelessReadersWithData(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('patrons')
    .select('patrons.id')
    .where('search_name', '=', '')
    .where((eb) =>
      eb.or([
        eb('family_name', '<>', ''),
        eb('given_name', '<>', ''),
        eb('birth_date', 'is not', null),
        eb('email', 'is not', null),
        eb('phone', 'is not', null),
        eb('street', 'is not', null),
        eb('notes', 'is not', null),
        eb('password_hash', 'is not', null),
        eb.exists(eb.selectFrom('patron_cards').select('number').whereRef('patron_id', '=', 'patrons.id')),
        eb.exists(eb.selectFrom('notices').select('notices.id').whereRef('notices.patron_id', '=', 'patrons.id')),
        eb.exists(eb.selectFrom('loans').select('loans.id').whereRef('loans.patron_id', '=', 'patrons.id')),
      ]),
    )
    .execute();
  return rows.map(({ id }) => id);
}
