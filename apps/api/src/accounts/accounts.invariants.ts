import type { Db } from '../platform/database/database.ts';
import type { Finding } from '../platform/finding.ts';
import {
  listCreditsAppliedToCredits,
  listLinesAppliedToStrangers,
  listLinesOfForeignLoans,
} from './accounts.queries.ts';
import { listReceiptGaps, listUnbalancedPayments, listWrongReversals } from './payments.queries.ts';

/** Looks for account lines that contradict one another or the loans that they belong to. */
export async function checkAccountInvariants(db: Db): Promise<Finding[]> {
  const strangers = await listLinesAppliedToStrangers(db);
  const misapplied = await listCreditsAppliedToCredits(db);
  const foreignLoans = await listLinesOfForeignLoans(db);
  const unbalanced = await listUnbalancedPayments(db);
  const reversals = await listWrongReversals(db);
  const gaps = await listReceiptGaps(db);
  return [
    ...strangers.map((row) => ({ code: 'account_line_applies_to_another_patron', params: { ...row } })),
    ...misapplied.map((row) => ({ code: 'account_line_applies_to_a_credit', params: { ...row } })),
    ...foreignLoans.map((row) => ({ code: 'account_line_of_another_patrons_loan', params: { ...row } })),
    ...unbalanced.map((row) => ({ code: 'payment_differs_from_its_lines', params: { ...row } })),
    ...reversals.map((row) => ({ code: 'payment_given_back_beyond_itself', params: { ...row } })),
    ...gaps.map((row) => ({ code: 'receipt_numbers_with_gaps', params: { ...row } })),
  ];
}
