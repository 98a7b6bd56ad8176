import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation, type Db, type Trx } from '../platform/database/database.ts';
import { OutdatedRead } from '../platform/database/database-errors.ts';
import { readTaken } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { ageGroupOn } from './age.ts';
import * as borrowers from './borrowers.queries.ts';
import type { Calendar } from './calendar.ts';
import { decideCheckout, type CheckoutCase } from './checkout-decision.ts';
import { applyOverrides, deskOf, toRefusal, type CirculationContext } from './circulation-context.ts';
import { DESK_ACTIONS, type DeskEvent } from './desk-events.ts';
import { momentOf } from './desk-moments.ts';
import { factsOfCheckout, toCheckoutFacts, type CheckoutFacts } from './desk-facts.queries.ts';
import { takeRowsOfCheckout } from './desk-rows.queries.ts';
import { computeDueDate } from './due-date.ts';
import { found, impossible, needsOverride, step, type Explanation, type Reason, type Step } from './explanation.ts';
import { holdInTheWay, loanPeriodUnderDemand } from './hold-queue.ts';
import { listEligibleHolds, listHoldsFilledFromShelf, moveHold, queueHold } from './hold-queue.service.ts';
import { findHoldRow, findHoldTrapping, type HoldRow, type QueuedHold } from './holds.queries.ts';
import * as items from './items.queries.ts';
import { readRules, type LibraryRules } from './library-rules.queries.ts';
import * as loans from './loans.queries.ts';
import type { CheckoutAnswer, CheckoutInput } from './loans.schema.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import { policiesFor } from './policies.service.ts';
import { policyBranch } from './policy-resolution.ts';
import { branchStep, mergeUses, type TracedPolicies } from './policy-trace.ts';
import { liftRecalls } from './recalls.service.ts';
import { insertRefusedAttempt } from './refused-attempts.queries.ts';
import { factsOf, type RefusedAttempt } from './refused-attempts.ts';
import { renewUnder } from './renewals.service.ts';

/** What is known of a checkout before it is decided, all read under its transaction. */
interface Checkout {
  now: Temporal.Instant;
  rules: LibraryRules;
  desk: { branchId: number; calendar: Calendar };
  facts: CheckoutFacts;
  openLoan: loans.LoanRow | undefined;
  trapping: HoldRow | undefined;
  eligible: QueuedHold[];
  policies: TracedPolicies;
}

/**
 * Lends an item to a patron, or renews the loan when the patron has it already.
 *
 * @throws Problem `checkout_refused` with every reason, `override_comment_required`, `due_date_invalid`,
 * `branch_required`, `branch_unknown`, `patron_required`, `not_found`.
 */
export async function checkOut(
  context: CirculationContext,
  actor: Actor,
  input: CheckoutInput,
): Promise<CheckoutAnswer> {
  if ((input.patronId === undefined) === (input.cardNumber === undefined)) throw problem('patron_required');
  let refused: RefusedAttempt | undefined;
  const onRefused = (attempt: RefusedAttempt) => (refused = attempt);
  try {
    return await inTransaction(context.db, (trx) => checkOutIn(context, trx, actor, { input, onRefused }));
  } catch (error) {
    // The transaction of a refused attempt is undone; what it was is kept for rehearsals of the policies.
    if (refused !== undefined) await insertRefusedAttempt(context.db, refused, toTimestamp(context.clock()));
    // Another desk lent the copy between our look and our insert: the schema refused the second open loan.
    if (isUniqueViolation(error)) throw checkoutRefused(actor, [impossible('on_loan_to_other')]);
    throw error;
  }
}

async function checkOutIn(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { input, onRefused }: { input: CheckoutInput; onRefused: (attempt: RefusedAttempt) => void },
): Promise<CheckoutAnswer> {
  const checkout = await readCheckout(trx, actor, input, context.clock());
  const { now, openLoan } = checkout;
  const { patron, item, names } = checkout.facts;
  const openLoans = openLoansIn(checkout);
  const situation = caseOfCheckout(checkout, openLoans, await filledByOthers(trx, checkout));
  const decision = decideCheckout(situation);
  if (decision.kind === 'renewal' && openLoan !== undefined) {
    const renewed = await renewUnder(context, trx, actor, { loan: openLoan, item, patron, request: input });
    const steps = [...decision.steps, ...renewed.explanation.steps];
    const explanation = { steps, policies: renewed.explanation.policies };
    if (renewed.kind === 'refused') throw checkoutRefused(actor, renewed.reasons, explanation);
    const loan = (await loans.findLoan(trx, openLoan.id, toTimestamp(now)))!;
    return { loan, alerts: [], isRenewal: true, explanation };
  }
  const { policies } = checkout;
  const forDue = policies.anew();
  const due = dueDateOf({ ...checkout, policies: forDue }, input);
  const reasons = [...decision.reasons, ...due.reasons];
  const explanation: Explanation = {
    steps: [branchStep(policies), ...decision.steps, ...due.reasons.map(found), ...due.steps],
    policies: mergeUses(policies.uses(), forDue.uses()),
  };
  const { standing, overridden } = applyOverrides(reasons, actor, input);
  if (standing.length > 0) {
    onRefused({
      branchId: checkout.desk.branchId,
      patronBranchId: patron.branchId,
      patronCategoryId: patron.categoryId,
      itemTypeId: item.itemTypeId,
      itemBranchId: item.homeBranchId,
      facts: factsOf(situation, openLoans),
    });
    throw checkoutRefused(
      actor,
      reasons.filter(({ severity }) => severity !== 'alert'),
      explanation,
    );
  }

  const { loan, place } = await lend(context, trx, actor, checkout, {
    ...due,
    overridden,
    comment: input.overrideComment,
  });
  await insertLoanDecision(trx, loan.id, {
    kind: 'checkout',
    at: toTimestamp(now),
    chargeId: null,
    explanation: { steps: [branchStep(policies), ...due.steps], policies: forDue.uses() },
  });
  const alerts = reasons.filter(({ severity }) => severity === 'alert').map((reason) => toRefusal(reason, actor));
  const lent = loans.toLoan({ ...loan, ...names, itemStatus: place.status }, toTimestamp(now));
  return { loan: lent, alerts, isRenewal: false, explanation };
}

async function readCheckout(trx: Trx, actor: Actor, input: CheckoutInput, now: Temporal.Instant): Promise<Checkout> {
  const statements = { take: takeRowsOfCheckout(trx, input), read: factsOfCheckout(trx, input) };
  const rows = await readTaken(trx, statements, ([row]) =>
    row === undefined ? {} : { patrons: [row.patronId], items: [row.itemId], records: [row.recordId] },
  );
  const facts = toCheckoutFacts(rows);
  const rules = await readRules(trx, facts?.revision);
  const desk = deskOf(rules, actor, input.branchId);
  if (facts === undefined) throw await unknownIn(trx, actor, input);
  const { patron, item } = facts;
  const at = { today: dayIn(now, desk.calendar.timeZone), branchId: desk.branchId };
  return {
    now,
    rules,
    desk,
    facts,
    openLoan: facts.isOnLoan ? await loans.findOpenLoanOfItem(trx, item.id) : undefined,
    trapping: facts.isTrapped ? await findHoldTrapping(trx, item.id) : undefined,
    eligible: facts.isWaitedFor ? await listEligibleHolds(trx, rules, item, at) : [],
    policies: policiesFor(rules, { deskBranchId: desk.branchId, patron, item }),
  };
}

/** Which of the copy and the reader is unknown; a transaction that finds both after all is done over. */
async function unknownIn(trx: Trx, actor: Actor, input: CheckoutInput): Promise<Error> {
  const { barcode, cardNumber } = input;
  const card = cardNumber === undefined ? undefined : await borrowers.findCard(trx, cardNumber);
  const patronId = input.patronId ?? card?.patronId;
  const patron = patronId === undefined ? undefined : await borrowers.findBorrower(trx, patronId);
  const unknown: Reason[] = [];
  if ((await items.findItemByBarcode(trx, barcode)) === undefined)
    unknown.push(impossible('unknown_barcode', { barcode }));
  if (patron === undefined) unknown.push(impossible('unknown_patron', { cardNumber: cardNumber ?? null }));
  return unknown.length === 0 ? new OutdatedRead() : checkoutRefused(actor, unknown);
}

function openLoansIn({ rules, facts: { patron, openLoans }, now }: Checkout) {
  const moment = toTimestamp(now);
  return openLoans.map((loan) => ({
    recordId: loan.recordId,
    volume: loan.volume,
    itemTypeId: loan.itemTypeId,
    branchId: loan.branchId,
    homeBranchId: loan.homeBranchId,
    policyBranchId: policyBranch(rules.settings.policyBranchSource, {
      desk: loan.branchId,
      patronHome: patron.branchId,
      itemHome: loan.homeBranchId,
    }),
    isOverdue: loan.dueAt < moment,
  }));
}

/** The waiting holds that need no copy but those that stand on the shelf beside this one. */
async function filledByOthers(db: Db, { rules, facts: { item }, eligible, desk, now }: Checkout): Promise<Set<number>> {
  if (eligible.length === 0) return new Set();
  const today = dayIn(now, desk.calendar.timeZone);
  return listHoldsFilledFromShelf(db, rules, { recordId: item.recordId, exceptItemId: item.id, today });
}

function caseOfCheckout(
  { now, desk, facts, openLoan, trapping, eligible, policies }: Checkout,
  openLoans: ReturnType<typeof openLoansIn>,
  filled: ReadonlySet<number>,
): CheckoutCase {
  const { patron, cardStatus, balance, item } = facts;
  const next = holdInTheWay(eligible, patron.id, item.id, filled);
  return {
    today: dayIn(now, desk.calendar.timeZone),
    patron: { ...patron, cardStatus, balance, openLoans },
    item: { ...item, isInTransit: item.transitToBranchId !== null },
    loanedTo: openLoan === undefined ? null : (openLoan.patronId ?? 'anonymous'),
    trappedFor: trapping === undefined ? null : { holdId: trapping.id, patronId: trapping.patronId },
    nextHold: next === null ? null : { holdId: next.id, patronId: next.patronId },
    policies,
  };
}

/** The loan's end: by policy, or as the desk asks; later than the policy takes an override. */
function dueDateOf({ now, desk, facts: { patron }, eligible, policies: { values } }: Checkout, input: CheckoutInput) {
  const others = eligible.filter(({ patronId }) => patronId !== patron.id).length;
  const { period, isShortened } = loanPeriodUnderDemand(values, others);
  // A card that has run out ends the loan today; only an expired card lets that happen, and it is refused.
  const today = dayIn(now, desk.calendar.timeZone);
  const due = computeDueDate({
    now,
    from: now,
    period,
    unit: values.loanUnit,
    closedDays: values.closedDays,
    isShortenedToClosing: values.isHourlyLoanShortenedToClosing,
    calendar: desk.calendar,
    cardExpiresOn: patron.expiresOn < today ? today : patron.expiresOn,
  });
  const { highDemandHolds: threshold, loanPeriod: usual } = values;
  const steps: Step[] = isShortened
    ? [step('due_shortened_by_demand', { holds: others, threshold: threshold!, usual, period })]
    : [];
  const byPolicy = {
    dueAt: due.dueAt,
    isHourly: due.isHourly,
    reasons: [] as Reason[],
    steps: [...steps, ...due.steps],
  };
  if (input.dueAt === undefined) return byPolicy;
  const asked = momentOf(input.dueAt, desk.calendar.timeZone);
  if (
    asked === null ||
    Temporal.Instant.compare(asked, now) < 0 ||
    dayIn(asked, desk.calendar.timeZone) > patron.expiresOn
  ) {
    throw problem('due_date_invalid', { dueAt: input.dueAt, expiresOn: patron.expiresOn });
  }
  const isLater = Temporal.Instant.compare(asked, due.dueAt) > 0;
  const reasons = isLater ? [needsOverride('due_after_policy', { dueAt: toTimestamp(due.dueAt) })] : [];
  return {
    ...byPolicy,
    dueAt: asked,
    reasons,
    steps: [...byPolicy.steps, step('due_by_desk', { at: toTimestamp(asked) })],
  };
}

async function lend(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { now, desk, facts: { patron, item }, trapping, eligible }: Checkout,
  terms: { dueAt: Temporal.Instant; isHourly: boolean; overridden: string[]; comment: string | undefined },
): Promise<{ loan: loans.LoanRow; place: items.ItemPlace }> {
  const loan = await loans.insertLoan(trx, {
    itemId: item.id,
    recordId: item.recordId,
    patronId: patron.id,
    patronCategoryId: patron.categoryId,
    ageGroup: ageGroupOn(patron.birthDate, dayIn(now, desk.calendar.timeZone)),
    branchId: desk.branchId,
    checkedOutAt: toTimestamp(now),
    dueAt: toTimestamp(terms.dueAt),
    isHourly: terms.isHourly,
  });
  const place: items.ItemPlace = {
    status: item.status,
    currentBranchId: desk.branchId,
    transitToBranchId: null,
    transitSince: null,
    shelfHoldId: null,
  };
  await items.moveItem(trx, item, place);
  const changed = await settleHolds(trx, patron.id, trapping, eligible, toTimestamp(now));
  const event: DeskEvent = {
    before: { loan: null, place: items.placeOf(item), holds: changed.before, restriction: null },
    after: {
      loan,
      place,
      holds: changed.after,
      restriction: null,
      overridden: terms.overridden,
      comment: terms.comment,
    },
  };
  await context.audit(trx, actor, {
    action: DESK_ACTIONS.checkout,
    entity: 'loan',
    entityId: loan.id,
    branchId: desk.branchId,
    ...event,
  });
  await context.queueNotice(trx, { kind: 'receipt', patronId: patron.id, branchId: desk.branchId });
  if (changed.before.length > 0) await liftRecalls(context, trx, actor, item.recordId);
  await context.recordChanged(trx, item.recordId);
  return { loan, place };
}

/** Fulfils the patron's own hold, and puts back in front of the queue one that has lost its trapped item. */
async function settleHolds(
  db: Db,
  patronId: number,
  trapping: HoldRow | undefined,
  eligible: readonly QueuedHold[],
  closedAt: string,
): Promise<{ before: HoldRow[]; after: HoldRow[] }> {
  const before: HoldRow[] = [];
  const ownId = trapping?.patronId === patronId ? trapping.id : eligible.find((hold) => hold.patronId === patronId)?.id;
  if (trapping !== undefined && trapping.id !== ownId) {
    before.push(trapping);
    await queueHold(db, { ...trapping, readyAt: null, pickupUntil: null }, 1);
  }
  const own = ownId === undefined ? undefined : await findHoldRow(db, ownId);
  if (own !== undefined) {
    before.push(own);
    await moveHold(db, own, { status: 'fulfilled', closedAt, closedReason: 'lent' });
  }
  const after = await Promise.all(before.map(({ id }) => findHoldRow(db, id)));
  return { before, after: after.filter((hold) => hold !== undefined) };
}

function checkoutRefused(
  actor: Actor,
  reasons: readonly Reason[],
  explanation: Explanation = { steps: reasons.map(found), policies: [] },
) {
  const refusals = reasons.map((reason) => toRefusal(reason, actor));
  return problem('checkout_refused', {}, { extensions: { refusals, explanation } });
}
