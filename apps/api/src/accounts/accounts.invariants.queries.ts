import type { Db } from '../platform/database/database.ts';

/** Something that should never be, found in the data. */
export interface Finding {
  code: string;
  params: Record<string, unknown>;
}

/** Looks for account lines that contradict one another or the loans that they belong to. */
export async function checkAccountInvariants(db: Db): Promise<Finding[]> {
  const strangers = await db
    .selectFrom('account_lines as line')
    .innerJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select(['line.id as lineId', 'charge.id as chargeId'])
    .whereRef('line.patron_id', '<>', 'charge.patron_id')
    .execute();
  const misapplied = await db
    .selectFrom('account_lines as line')
    .innerJoin('account_lines as charge', 'charge.id', 'line.applies_to_id')
    .select(['line.id as lineId', 'charge.id as chargeId'])
    .where('line.kind', 'in', ['payment', 'waiver'])
    .where('charge.amount', '<', 0)
    .execute();
  const foreignLoans = await db
    .selectFrom('account_lines as line')
    .innerJoin('loans', 'loans.id', 'line.loan_id')
    .select(['line.id as lineId', 'loans.id as loanId'])
    .whereRef('line.patron_id', '<>', 'loans.patron_id')
    .execute();
  return [
    ...strangers.map((params) => ({ code: 'account_line_applies_to_another_patron', params })),
    ...misapplied.map((params) => ({ code: 'account_line_applies_to_a_credit', params })),
    ...foreignLoans.map((params) => ({ code: 'account_line_of_another_patrons_loan', params })),
  ];
}
