import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { findBorrower } from './borrowers.queries.ts';
import type { CirculationContext } from './circulation-context.ts';
import { step, type Explanation } from './explanation.ts';
import { listEligibleHolds } from './hold-queue.service.ts';
import { listQueue } from './holds.queries.ts';
import { findItem } from './items.queries.ts';
import { findCalendar, readRules, type LibraryRules } from './library-rules.queries.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import * as loans from './loans.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import { policiesFor } from './policies.service.ts';
import { branchStep, type TracedPolicies } from './policy-trace.ts';
import { decideRecall, loanToRecall } from './recall.ts';

interface Recalling {
  rules: LibraryRules;
  hold: { id: number; recordId: number; patronId: number };
  /** The copies that the hold asks for. */
  itemIds: ReadonlySet<number>;
}

/**
 * Recalls one loan for a hold that was just placed, where the loan's policies say so: its due date moves forward, it is not
 * renewed any more, and its reader is told. Answers the loan and when it is due now, or `null` when none is recalled.
 */
export async function recallForHold(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { rules, hold, itemIds }: Recalling,
): Promise<{ loanId: number; at: string } | null> {
  const open = await loans.listOpenLoansOfRecord(trx, hold.recordId);
  const candidates = new Map<number, { loan: LoanRow; policies: TracedPolicies }>();
  for (const loan of open) {
    if (!itemIds.has(loan.itemId) || loan.patronId === null || loan.patronId === hold.patronId) continue;
    const policies = await readPoliciesOf(trx, rules, loan, loan.patronId);
    if (policies?.values.areLoansRecalled === true) candidates.set(loan.id, { loan, policies });
  }
  const facts = [...candidates.values()].map(({ loan }) => ({
    loanId: loan.id,
    itemId: loan.itemId,
    checkedOutAt: loan.checkedOutAt,
    dueAt: loan.dueAt,
    isRecalled: loan.recalledAt !== null,
  }));
  const chosen = loanToRecall(facts);
  if (chosen === null) return null;
  return recall(context, trx, actor, { ...candidates.get(chosen.loanId)!, holdId: hold.id });
}

/** The policies of where a loan began; none for an item that is lost or claimed to be back: nobody can bring it. */
async function readPoliciesOf(trx: Trx, rules: LibraryRules, loan: LoanRow, patronId: number) {
  const item = (await findItem(trx, loan.itemId))!;
  if (item.status !== 'available') return undefined;
  const { branchId } = (await findBorrower(trx, patronId))!;
  const patron = { categoryId: loan.patronCategoryId, branchId };
  return policiesFor(rules, { deskBranchId: loan.branchId, patron, item });
}

async function recall(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { loan, policies, holdId }: { loan: LoanRow; policies: TracedPolicies; holdId: number },
): Promise<{ loanId: number; at: string }> {
  const now = context.clock();
  const { recallGuarantee, recallPeriod, closedDays } = policies.values;
  const { dueAt, steps } = decideRecall({
    now,
    loan: {
      checkedOutAt: Temporal.Instant.from(loan.checkedOutAt),
      dueAt: Temporal.Instant.from(loan.dueAt),
      isHourly: loan.isHourly === 1,
      isRecalled: false,
    },
    guaranteeDays: recallGuarantee,
    periodDays: recallPeriod,
    closedDays,
    calendar: (await findCalendar(trx, loan.branchId))!,
  });
  const at = toTimestamp(now);
  const recalled = { recalledAt: at, recalledByHoldId: holdId, dueBeforeRecall: loan.dueAt, dueAt: toTimestamp(dueAt) };
  if (!(await loans.updateLoanRecall(trx, loan, recalled))) throw problem('conflict');
  const explanation: Explanation = { steps: [branchStep(policies), ...steps], policies: policies.uses() };
  await insertLoanDecision(trx, loan.id, { kind: 'recall', at, chargeId: null, explanation });
  await context.audit(trx, actor, {
    action: 'loan.recall',
    entity: 'loan',
    entityId: loan.id,
    branchId: loan.branchId,
    before: { dueAt: loan.dueAt },
    after: { dueAt: recalled.dueAt, holdId },
  });
  if (recalled.dueAt !== loan.dueAt && loan.patronId !== null) {
    const event = { kind: 'recall', loanId: loan.id, dueAt: recalled.dueAt, previousDueAt: loan.dueAt } as const;
    await context.queueNotice(trx, { ...event, patronId: loan.patronId, branchId: loan.branchId });
  }
  return { loanId: loan.id, at: recalled.dueAt };
}

/**
 * Lifts the recalls of a record whose hold waits no longer: cancelled, expired, or served by another copy. Another waiting
 * hold that may have the item takes the recall over; without one the loan is due again when it was before, and may be renewed.
 */
export async function liftRecalls(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  recordId: number,
): Promise<void> {
  const recalled = (await loans.listOpenLoansOfRecord(trx, recordId)).filter((loan) => loan.recalledAt !== null);
  if (recalled.length === 0) return;
  const queue = await listQueue(trx, recordId);
  const rules = await readRules(trx);
  const waiting = new Set(queue.map(({ id }) => id));
  const taken = new Set(recalled.map((loan) => loan.recalledByHoldId));
  for (const loan of recalled) {
    if (loan.recalledByHoldId !== null && waiting.has(loan.recalledByHoldId)) continue;
    const item = (await findItem(trx, loan.itemId))!;
    const { timeZone } = rules.calendars.get(loan.branchId)!;
    const at = { today: dayIn(context.clock(), timeZone), branchId: loan.branchId };
    const eligible = await listEligibleHolds(trx, rules, item, at);
    const heir = eligible.find((hold) => !taken.has(hold.id) && hold.patronId !== loan.patronId);
    if (heir === undefined) {
      await lift(context, trx, actor, loan);
    } else {
      taken.add(heir.id);
      await loans.updateLoanRecall(trx, loan, { ...loan, recalledByHoldId: heir.id });
    }
  }
}

async function lift(context: CirculationContext, trx: Trx, actor: Actor, loan: LoanRow): Promise<void> {
  const dueAt = loan.dueBeforeRecall ?? loan.dueAt;
  if (!(await loans.updateLoanRecall(trx, loan, { ...loans.NOT_RECALLED, dueAt }))) throw problem('conflict');
  const explanation: Explanation = { steps: [step('recall_lifted', { at: dueAt, was: loan.dueAt })], policies: [] };
  const at = toTimestamp(context.clock());
  await insertLoanDecision(trx, loan.id, { kind: 'recall_lifted', at, chargeId: null, explanation });
  await context.audit(trx, actor, {
    action: 'loan.recall_lift',
    entity: 'loan',
    entityId: loan.id,
    branchId: loan.branchId,
    before: { dueAt: loan.dueAt, holdId: loan.recalledByHoldId },
    after: { dueAt },
  });
}
