import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { updateRestriction, type Borrower } from './borrowers.queries.ts';
import { staffIdOf } from './circulation-context.ts';
import type { AccountEffects, DeskState } from './desk-events.ts';
import { step, type Explanation, type Step } from './explanation.ts';
import type { CirculatingItem } from './items.queries.ts';
import type { LibraryRules } from './library-rules.queries.ts';
import { insertLine, listChargesOfLoan, readOutstanding } from './loan-charges.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import { forgivenOnReturn } from './lost-charge.ts';
import { computeOverdueCharge, computeSuspension } from './overdue-charge.ts';
import { policiesFor } from './policies.service.ts';
import { branchStep } from './policy-trace.ts';

interface ReturnedLoan {
  rules: LibraryRules;
  loan: LoanRow;
  item: CirculatingItem;
  patron: Borrower;
  /** What of the account there is at all: the rest is not looked for. */
  lines: { hasLinesOfLoan: boolean; hasOverdueCharges: boolean };
  returnedAt: Temporal.Instant;
  now: Temporal.Instant;
  /** Where it was handed in. */
  branchId: number;
}

export interface ReturnCharges {
  effects: AccountEffects;
  restriction: DeskState['restriction'];
  explanation: Explanation;
  /** Whether it led to anything: a charge, a suspension, something forgiven, or lateness that costs nothing. */
  isToBeExplained: boolean;
}

/**
 * Charges a returned loan inside its transaction: the overdue charge or suspension by the policies of where it was lent,
 * and for an item that had been lost, what is forgiven. A lost charge that is kept covers the lateness.
 */
export async function chargeReturn(db: Db, actor: Actor, returned: ReturnedLoan): Promise<ReturnCharges> {
  const { rules, loan, item, patron, lines, returnedAt, now, branchId } = returned;
  const category = { categoryId: loan.patronCategoryId, branchId: patron.branchId };
  const policies = policiesFor(rules, { deskBranchId: loan.branchId, patron: category, item });
  const { values } = policies;
  const calendar = rules.calendars.get(loan.branchId)!;
  const line = {
    patronId: patron.id,
    loanId: loan.id,
    branchId,
    staffId: staffIdOf(actor),
    createdAt: toTimestamp(now),
  };
  const steps: Step[] = [branchStep(policies)];
  const forgiven: AccountEffects['forgiven'] = [];
  const lost = lines.hasLinesOfLoan ? await listChargesOfLoan(db, loan.id, 'lost') : [];
  for (const charge of lost) {
    const amount = forgivenOnReturn(values, charge.outstanding);
    if (amount === 0) continue;
    await insertLine(db, { ...line, kind: 'waiver', amount: -amount, appliesToId: charge.id, note: 'lost_item_found' });
    forgiven.push({ lineId: charge.id, amount });
    steps.push(step('lost_forgiven', { amount }));
  }
  const isLostKept = lost.length > 0 && values.lostChargeOnReturn === 'keep';
  const earlier = lines.hasLinesOfLoan ? await listChargesOfLoan(db, loan.id, 'overdue') : [];
  const alreadyCharged = earlier.reduce((sum, { outstanding }) => sum + outstanding, 0);
  const overdue = isLostKept
    ? { amount: 0, steps: [step('overdue_covered_by_lost_charge')] }
    : computeOverdueCharge({
        dueAt: Temporal.Instant.from(loan.dueAt),
        returnedAt,
        calendar,
        values,
        price: item.price ?? values.replacementPrice,
        otherOverdueCharges: lines.hasOverdueCharges ? await readOutstanding(db, patron.id, 'overdue') : 0,
        alreadyCharged,
      });
  steps.push(...overdue.steps);
  const chargeId =
    overdue.amount === 0
      ? null
      : await insertLine(db, { ...line, kind: 'overdue', amount: overdue.amount, appliesToId: null, note: null });

  const suspension = computeSuspension({
    dueAt: Temporal.Instant.from(loan.dueAt),
    returnedAt,
    calendar,
    values,
    restrictedUntil: patron.restrictedUntil,
  });
  let restriction: DeskState['restriction'] = null;
  if (suspension !== null && suspension.until !== patron.restrictedUntil) {
    restriction = { until: suspension.until, reason: patron.restrictionReason ?? 'overdue' };
    await updateRestriction(db, patron.id, restriction.until, restriction.reason);
    steps.push(...suspension.steps);
  }
  const explanation = { steps, policies: policies.uses() };
  return { effects: { chargeId, forgiven }, restriction, explanation, isToBeExplained: steps.length > 1 };
}
