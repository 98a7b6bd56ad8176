import { compiledInsert } from '../platform/database/compiled-inserts.ts';
import type { Db } from '../platform/database/database.ts';
import { writeLater } from '../platform/database/round-trips.ts';
import type { Explanation } from './explanation.ts';
import type { LoanDecision, LoanDecisionKind } from './loan-decisions.ts';

/** Keeps how a decision about a loan came about. Runs in the transaction of the decision. */
export async function insertLoanDecision(db: Db, loanId: number, decision: LoanDecision): Promise<void> {
  const insertion = compiledInsert(db, 'loan_decisions', {
    loan_id: loanId,
    kind: decision.kind,
    decided_at: decision.at,
    charge_id: decision.chargeId,
    explanation: JSON.stringify(decision.explanation),
  });
  await writeLater(db, insertion);
}

/** What was decided about a loan, the first first. */
export async function listLoanDecisions(db: Db, loanId: number): Promise<LoanDecision[]> {
  const rows = await db
    .selectFrom('loan_decisions')
    .select(['kind', 'decided_at as at', 'charge_id as chargeId', 'explanation'])
    .where('loan_id', '=', loanId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as LoanDecisionKind,
    explanation: JSON.parse(row.explanation) as Explanation,
  }));
}

/** Takes back the last decision about a loan when it is of that kind: it was undone. */
export async function deleteLastLoanDecision(db: Db, loanId: number, kind: LoanDecisionKind): Promise<void> {
  const last = await db
    .selectFrom('loan_decisions')
    .select(['id', 'kind'])
    .where('loan_id', '=', loanId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.kind === kind) await db.deleteFrom('loan_decisions').where('id', '=', last.id).execute();
}
