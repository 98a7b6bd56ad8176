import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { listLoanDecisions } from './loan-decisions.queries.ts';
import { findLoanRow } from './loans.queries.ts';
import type { LoanExplanation } from './loans.schema.ts';

/**
 * How a loan's due date and charges came about, as it was kept when they were decided. Nothing for a loan from before
 * decisions were kept.
 *
 * @throws Problem `not_found` also for another reader's loan, `forbidden`.
 */
export async function explainLoan(
  { db }: Pick<AppContext, 'db'>,
  actor: Actor,
  loanId: number,
): Promise<LoanExplanation> {
  if (actor.kind !== 'patron' && !actor.permissions.has('circulation.desk')) {
    throw problem('forbidden', { permission: 'circulation.desk' });
  }
  const loan = await findLoanRow(db, loanId);
  if (loan === undefined || (actor.kind === 'patron' && loan.patronId !== actor.id)) throw problem('not_found');
  return { loanId, decisions: await listLoanDecisions(db, loanId) };
}
