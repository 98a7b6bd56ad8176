import type { Explanation } from './explanation.ts';

/** What was decided about a loan. A `closure` added to the calendar later moves a due date. */
export const LOAN_DECISIONS = ['checkout', 'renewal', 'recall', 'recall_lifted', 'closure', 'return', 'lost'] as const;
export type LoanDecisionKind = (typeof LOAN_DECISIONS)[number];

/** One decision about a loan, with its explanation as it was then: policies and calendars change later. */
export interface LoanDecision {
  kind: LoanDecisionKind;
  at: string;
  /** The line of the account that it led to. */
  chargeId: number | null;
  explanation: Explanation;
}
