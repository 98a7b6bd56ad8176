import type { Db } from '../platform/database/database.ts';
import type { Finding } from '../platform/finding.ts';
import {
  listCreditsAppliedToCredits,
  listLinesAppliedToStrangers,
  listLinesOfForeignLoans,
} from './accounts.queries.ts';

/** Looks for account lines that contradict one another or the loans that they belong to. */
export async function checkAccountInvariants(db: Db): Promise<Finding[]> {
  const strangers = await listLinesAppliedToStrangers(db);
  const misapplied = await listCreditsAppliedToCredits(db);
  const foreignLoans = await listLinesOfForeignLoans(db);
  return [
    ...strangers.map((row) => ({ code: 'account_line_applies_to_another_patron', params: { ...row } })),
    ...misapplied.map((row) => ({ code: 'account_line_applies_to_a_credit', params: { ...row } })),
    ...foreignLoans.map((row) => ({ code: 'account_line_of_another_patrons_loan', params: { ...row } })),
  ];
}
