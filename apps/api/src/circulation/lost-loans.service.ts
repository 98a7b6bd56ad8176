import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import { findBorrower } from './borrowers.queries.ts';
import type { Explanation } from './explanation.ts';
import { findItem } from './items.queries.ts';
import { readRules } from './library-rules.queries.ts';
import { insertLine } from './loan-charges.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import { computeLostCharge } from './lost-charge.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import { policiesFor } from './policies.service.ts';
import { branchStep } from './policy-trace.ts';

/**
 * Charges the reader whose loan's item is declared lost, by the policies of where it was lent. The loan stays open: the
 * item may yet come back, and its return then settles the charge. Answers what was charged, or `null` when the policies ask
 * nothing.
 */
export async function chargeLostLoan(
  trx: Trx,
  actor: Actor,
  loan: LoanRow,
  clock: Clock,
): Promise<{ chargeId: number; amount: number; explanation: Explanation } | null> {
  const patron = loan.patronId === null ? undefined : await findBorrower(trx, loan.patronId);
  if (patron === undefined) return null;
  const item = (await findItem(trx, loan.itemId))!;
  const parties = {
    deskBranchId: loan.branchId,
    patron: { categoryId: loan.patronCategoryId, branchId: patron.branchId },
    item,
  };
  const policies = policiesFor(await readRules(trx), parties);
  const { amount, steps } = computeLostCharge(policies.values, item.price);
  if (amount === 0) return null;
  const at = toTimestamp(clock());
  const chargeId = await insertLine(trx, {
    patronId: patron.id,
    loanId: loan.id,
    kind: 'lost',
    amount,
    appliesToId: null,
    note: null,
    branchId: loan.branchId,
    staffId: actor.kind === 'staff' ? actor.id : null,
    createdAt: at,
  });
  const explanation = { steps: [branchStep(policies), ...steps], policies: policies.uses() };
  await insertLoanDecision(trx, loan.id, { kind: 'lost', at, chargeId, explanation });
  return { chargeId, amount, explanation };
}
