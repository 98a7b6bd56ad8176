import { Temporal } from 'temporal-polyfill';
import { actorAt, type Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { findBorrower, type Borrower } from './borrowers.queries.ts';
import {
  applyOverrides,
  deskOf,
  toRefusal,
  type CirculationContext,
  type OverrideRequest,
} from './circulation-context.ts';
import { DESK_ACTIONS, type DeskEvent } from './desk-events.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import type { Explanation, Reason } from './explanation.ts';
import { listEligibleHolds, listHoldsFilledFromShelf } from './hold-queue.service.ts';
import { findItem, placeOf, type CirculatingItem } from './items.queries.ts';
import { readRules } from './library-rules.queries.ts';
import { readBalance } from './loan-charges.queries.ts';
import * as loans from './loans.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import type { RenewalAnswer, RenewalInput } from './loans.schema.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import { policiesFor } from './policies.service.ts';
import { branchStep } from './policy-trace.ts';
import { decideRenewal } from './renewal-decision.ts';

/**
 * Renews a loan, at a desk or by the reader who has it.
 *
 * @throws Problem `not_found` also for another reader's loan, `forbidden`, `loan_not_open`, `renewal_refused` with every
 * reason, `override_comment_required`.
 */
export function renewLoan(
  context: CirculationContext,
  actor: Actor,
  { loanId, ...request }: RenewalInput & { loanId: number },
): Promise<RenewalAnswer> {
  return inTransaction(context.db, async (trx) => {
    await lockRows(trx, () => rowsOfLoan(trx, loanId));
    const loan = await loans.findLoanRow(trx, loanId);
    if (loan === undefined || loan.patronId === null) throw problem('not_found');
    if (actor.kind === 'patron' && loan.patronId !== actor.id) throw problem('not_found');
    if (actor.kind === 'staff' && !actor.permissions.has('circulation.desk')) {
      throw problem('forbidden', { permission: 'circulation.desk' });
    }
    if (loan.returnedAt !== null) throw problem('loan_not_open');
    const item = (await findItem(trx, loan.itemId))!;
    const patron = (await findBorrower(trx, loan.patronId))!;
    const renewed = await renewUnder(context, trx, actor, { loan, item, patron, request });
    if (renewed.kind === 'refused') {
      const refusals = renewed.reasons.map((reason) => toRefusal(reason, actorAt(actor, [loan.branchId])));
      throw problem('renewal_refused', {}, { extensions: { refusals, explanation: renewed.explanation } });
    }
    const view = (await loans.findLoan(trx, loanId, toTimestamp(context.clock())))!;
    return { loan: view, explanation: renewed.explanation };
  });
}

interface Renewal {
  loan: LoanRow;
  item: CirculatingItem;
  patron: Borrower;
  request: OverrideRequest;
}

type RenewalResult = { explanation: Explanation } & ({ kind: 'renewed' } | { kind: 'refused'; reasons: Reason[] });

/**
 * Decides and makes a renewal inside a transaction that has locked the loan’s rows. The policies and the calendar are those of
 * where the loan began.
 */
export async function renewUnder(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { loan, item, patron, request }: Renewal,
): Promise<RenewalResult> {
  const now = context.clock();
  const rules = await readRules(trx);
  const { calendar } = deskOf(rules, actor, loan.branchId);
  const today = dayIn(now, calendar.timeZone);
  const policies = policiesFor(rules, { deskBranchId: loan.branchId, patron, item });
  const eligible = await listEligibleHolds(trx, rules, item, { today, branchId: loan.branchId });
  const waiting = eligible.filter((hold) => hold.patronId !== patron.id);
  const shelf = { recordId: item.recordId, exceptItemId: item.id, today };
  const filled = waiting.length === 0 ? new Set() : await listHoldsFilledFromShelf(trx, rules, shelf);
  const { reasons, steps, due } = decideRenewal({
    now,
    today,
    loan: { dueAt: Temporal.Instant.from(loan.dueAt), renewals: loan.renewals, isRecalled: loan.recalledAt !== null },
    item,
    patron: { ...patron, balance: await readBalance(trx, patron.id) },
    holds: {
      waiting: waiting.length,
      isOnThisItem: waiting.some(({ itemId }) => itemId === item.id),
      filledByOthers: waiting.filter(({ id }) => filled.has(id)).length,
    },
    countsFrom: rules.settings.renewalCountsFrom,
    values: policies.values,
    calendar,
  });
  const explanation = { steps: [branchStep(policies), ...steps, ...due.steps], policies: policies.uses() };
  // Whoever renews at another desk may not override the rules of the branch where the loan began.
  const { standing, overridden } = applyOverrides(reasons, actorAt(actor, [loan.branchId]), request);
  if (standing.length > 0) return { kind: 'refused', reasons, explanation };

  const period = {
    dueAt: toTimestamp(due.dueAt),
    isHourly: Number(due.isHourly),
    renewals: loan.renewals + 1,
    lastRenewedAt: toTimestamp(now),
    // Renewed all the same, by an override: the recall is over.
    ...loans.NOT_RECALLED,
  };
  if (!(await loans.updateLoanPeriod(trx, loan, period))) throw problem('conflict');
  const unchanged = { place: placeOf(item), holds: [], restriction: null };
  const after = (await loans.findLoanRow(trx, loan.id))!;
  const event: DeskEvent = {
    before: { loan, ...unchanged },
    after: { loan: after, ...unchanged, overridden, comment: request.overrideComment },
  };
  const entry = { action: DESK_ACTIONS.renew, entity: 'loan', entityId: loan.id, branchId: loan.branchId };
  await context.audit(trx, actor, { ...entry, ...event });
  await context.recordChanged(trx, item.recordId);
  if (actor.kind === 'staff') {
    await context.queueNotice(trx, { kind: 'receipt', patronId: patron.id, branchId: loan.branchId });
  }
  await insertLoanDecision(trx, loan.id, {
    kind: 'renewal',
    at: toTimestamp(now),
    chargeId: null,
    explanation: { ...explanation, steps: [branchStep(policies), ...due.steps] },
  });
  return { kind: 'renewed', explanation };
}
