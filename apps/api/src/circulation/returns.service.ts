import { Temporal } from 'temporal-polyfill';
import { toItemSummary } from '../catalogue/items.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation, type Trx } from '../platform/database/database.ts';
import { readTaken } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { findBorrower } from './borrowers.queries.ts';
import type { Calendar } from './calendar.ts';
import { deskOf, toRefusal, type CirculationContext } from './circulation-context.ts';
import { momentOf } from './desk-moments.ts';
import { step, type Explanation } from './explanation.ts';
import { DESK_ACTIONS, type AccountEffects, type DeskEvent } from './desk-events.ts';
import { factsOfReturn, toReturnFacts, type ReturnFacts } from './desk-facts.queries.ts';
import { takeRowsOfBarcode } from './desk-rows.queries.ts';
import { pickupUntil } from './hold-queue.ts';
import { listEligibleHolds, moveHold, queueHold } from './hold-queue.service.ts';
import { findHold, findHoldRow, findHoldTrapping, type HoldRow } from './holds.queries.ts';
import * as items from './items.queries.ts';
import type { CirculatingItem } from './items.queries.ts';
import { readRules, type LibraryRules } from './library-rules.queries.ts';
import { findLine } from './loan-charges.queries.ts';
import * as loans from './loans.queries.ts';
import type { ReturnAnswer, ReturnInput } from './loans.schema.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import { policiesFor } from './policies.service.ts';
import { branchStep, mergeUses } from './policy-trace.ts';
import { liftRecalls } from './recalls.service.ts';
import { chargeReturn } from './return-charges.service.ts';
import { decideReturn, type ReturnDecision } from './return-decision.ts';

/**
 * Takes an item back, on loan or not: closes its loan, charges what is late, and says where the item goes.
 *
 * @throws Problem `barcode_unknown`, `branch_required`, `branch_unknown`, `return_moment_invalid`, `forbidden` when it is
 * backdated without the permission, `conflict` when another desk was faster.
 */
export async function returnItem(context: CirculationContext, actor: Actor, input: ReturnInput): Promise<ReturnAnswer> {
  try {
    return await inTransaction(context.db, async (trx) => {
      const facts = await takeCopyInHand(trx, input.barcode);
      return returnItemWithin(context, trx, actor, { input, facts });
    });
  } catch (error) {
    // Two desks took the same item, or trapped for the same hold: the schema let one through.
    if (isUniqueViolation(error)) throw problem('conflict');
    throw error;
  }
}

/** Takes what hangs on a copy for the rest of the transaction, and reads it; `undefined` when there is no such copy. */
export async function takeCopyInHand(trx: Trx, barcode: string): Promise<ReturnFacts | undefined> {
  const statements = { take: takeRowsOfBarcode(trx, barcode), read: factsOfReturn(trx, barcode) };
  const rows = await readTaken(trx, statements, ([row]) =>
    row === undefined ? {} : { patrons: [row.patronId], items: [row.itemId], records: [row.recordId] },
  );
  return toReturnFacts(rows);
}

/** Takes an item back inside a transaction that has locked the item's rows, and then read the facts; see `returnItem`. */
export async function returnItemWithin(
  context: CirculationContext,
  trx: Trx,
  actor: Actor,
  { input, facts }: { input: ReturnInput; facts: ReturnFacts | undefined },
): Promise<ReturnAnswer> {
  const now = context.clock();
  const rules = await readRules(trx, facts?.revision);
  const desk = deskOf(rules, actor, input.branchId);
  if (facts === undefined) throw problem('barcode_unknown', { barcode: input.barcode });
  const { item, loan, patron } = facts;
  const returnedAt = momentOfReturn(actor, input.returnedAt, loan, { now, timeZone: desk.calendar.timeZone });

  const inHand = { item, isOnLoan: loan !== undefined, desk, now, isTrapped: facts.isTrapped };
  const settled = await settleItem(context, trx, rules, { ...inHand, isWaitedFor: facts.isWaitedFor });
  const { decision, place, holds, explanation } = settled;
  let returned: loans.LoanRow | undefined;
  const account: AccountEffects & { restriction: DeskEvent['after']['restriction'] } = {
    chargeId: null,
    forgiven: [],
    restriction: null,
  };
  const steps = [...explanation.steps];
  let uses = explanation.policies;
  if (input.returnedAt !== undefined) {
    steps.push(step('return_backdated', { at: toTimestamp(returnedAt), now: toTimestamp(now) }));
  }
  if (loan !== undefined) {
    const at = toTimestamp(returnedAt);
    returned = await loans.closeLoan(trx, loan, { at, branchId: desk.branchId });
    if (returned === undefined) throw problem('conflict');
    if (patron !== undefined) {
      await context.queueNotice(trx, { kind: 'receipt', patronId: patron.id, branchId: desk.branchId });
      const charged = await chargeReturn(trx, actor, {
        rules,
        loan,
        item,
        patron,
        lines: facts,
        returnedAt,
        now,
        branchId: desk.branchId,
      });
      Object.assign(account, charged.effects, { restriction: charged.restriction });
      steps.push(...charged.explanation.steps);
      uses = mergeUses(uses, charged.explanation.policies);
      if (charged.isToBeExplained) {
        const { chargeId } = charged.effects;
        const decided = { kind: 'return', at: toTimestamp(now), chargeId, explanation: charged.explanation } as const;
        await insertLoanDecision(trx, loan.id, decided);
      }
    }
    const before = {
      loan,
      place: items.placeOf(item),
      holds: holds.before,
      restriction:
        account.restriction === null || patron === undefined
          ? null
          : { until: patron.restrictedUntil, reason: patron.restrictionReason },
    };
    const after = { loan: returned, place, holds: holds.after, ...account };
    const event: DeskEvent = { before, after };
    const entry = { action: DESK_ACTIONS.return, entity: 'loan', entityId: loan.id, branchId: desk.branchId };
    await context.audit(trx, actor, { ...entry, ...event });
  } else {
    await context.audit(trx, actor, {
      action: 'item.return',
      entity: 'item',
      entityId: item.id,
      branchId: desk.branchId,
      before: { place: items.placeOf(item), holds: holds.before },
      after: { place, holds: holds.after },
    });
  }
  if (decision.hold !== null) await liftRecalls(context, trx, actor, item.recordId);
  await context.recordChanged(trx, item.recordId);
  return {
    loan:
      returned === undefined
        ? null
        : loans.toLoan({ ...returned, ...facts.names, itemStatus: place.status }, toTimestamp(now)),
    item: summaryOf(facts, place, holds.after.find(({ trappedItemId }) => trappedItemId === item.id)?.status ?? null),
    record: { id: item.recordId, title: facts.names.title },
    outcome: decision.outcome,
    hold: decision.hold === null ? null : ((await findHold(trx, decision.hold.holdId)) ?? null),
    transitTo: decision.item.transitToBranchId,
    charge: account.chargeId === null ? null : ((await findLine(trx, account.chargeId)) ?? null),
    alerts: decision.alerts.map((reason) => toRefusal(reason, actor)),
    explanation: { steps, policies: uses },
  };
}

/** A copy that was taken back, as staff sees it: without a loan, where it was put. */
function summaryOf({ item, shelf }: ReturnFacts, place: items.ItemPlace, holdStatus: HoldRow['status'] | null) {
  const { id: itemId, recordId, barcode, itemTypeId, homeBranchId, volume, price, note } = item;
  const { status, currentBranchId, transitToBranchId: transitTo } = place;
  const copy = { itemId, recordId, barcode, itemTypeId, homeBranchId, currentBranchId, volume, status, price, note };
  const { version: itemVersion, location, callNumber } = shelf;
  const known = { itemVersion, location, callNumber, transitTo, loanId: null, dueAt: null, holdStatus };
  return toItemSummary({ ...copy, ...known });
}

function momentOfReturn(
  actor: Actor,
  asked: string | undefined,
  loan: loans.LoanRow | undefined,
  { now, timeZone }: { now: Temporal.Instant; timeZone: string },
): Temporal.Instant {
  if (asked === undefined) return now;
  if (actor.kind !== 'system' && !actor.permissions.has('circulation.backdate')) {
    throw problem('forbidden', { permission: 'circulation.backdate' });
  }
  const moment = momentOf(asked, timeZone);
  const isBeforeLoan = moment !== null && loan !== undefined && toTimestamp(moment) < loan.checkedOutAt;
  if (moment === null || isBeforeLoan || Temporal.Instant.compare(moment, now) > 0)
    throw problem('return_moment_invalid');
  return moment;
}

interface InHand {
  item: CirculatingItem;
  isOnLoan: boolean;
  desk: { branchId: number; calendar: Calendar };
  now: Temporal.Instant;
  /** Whether a hold has it, and whether holds wait for its title: what nobody waits for is not looked for. */
  isTrapped: boolean;
  isWaitedFor: boolean;
}

interface Settled {
  decision: ReturnDecision;
  place: items.ItemPlace;
  holds: { before: HoldRow[]; after: HoldRow[] };
  explanation: Explanation;
}

/** Decides where an item in hand goes, and puts it there: for the hold that has it or gets it, else home or the shelf. */
export async function settleItem(
  context: CirculationContext,
  trx: Trx,
  rules: LibraryRules,
  { item, isOnLoan, desk, now, isTrapped, isWaitedFor }: InHand,
): Promise<Settled> {
  const today = dayIn(now, desk.calendar.timeZone);
  const trapping = isTrapped ? await findHoldTrapping(trx, item.id) : undefined;
  const at = { today, branchId: desk.branchId };
  const eligible = trapping === undefined && isWaitedFor ? await listEligibleHolds(trx, rules, item, at) : [];
  const [next] = eligible;
  const decision = decideReturn({
    branchId: desk.branchId,
    item: { ...item, isInTransit: item.transitToBranchId !== null },
    isOnLoan,
    trapped:
      trapping === undefined
        ? null
        : {
            holdId: trapping.id,
            status: trapping.status as 'in_transit' | 'ready',
            pickupBranchId: trapping.pickupBranchId,
          },
    nextHold: next === undefined ? null : { holdId: next.id, pickupBranchId: next.pickupBranchId },
    isBeforeItsTurn: eligible.some(({ position }) => next !== undefined && position < next.position),
    returnedItemGoes: rules.settings.returnedItemGoes,
  });
  const transitTo = decision.item.transitToBranchId;
  const place: items.ItemPlace = {
    status: decision.item.status,
    currentBranchId: desk.branchId,
    transitToBranchId: transitTo,
    transitSince: transitTo === null ? null : toTimestamp(now),
    shelfHoldId: null,
  };
  await items.moveItem(trx, item, place);
  const explanation: Explanation = { steps: [...decision.steps], policies: [] };
  const holds = { before: [] as HoldRow[], after: [] as HoldRow[] };
  if (decision.hold !== null) {
    const before = (await findHoldRow(trx, decision.hold.holdId))!;
    holds.before.push(before);
    const trapped = await trap(context, trx, rules, before, decision.hold.status, { item, desk, now });
    explanation.steps.push(...trapped.steps);
    explanation.policies.push(...trapped.policies);
    holds.after.push((await findHoldRow(trx, before.id))!);
  } else if (trapping !== undefined) {
    // Set aside: the hold loses its item and waits again, in front of the queue.
    holds.before.push(trapping);
    await queueHold(trx, { ...trapping, readyAt: null, pickupUntil: null }, 1);
    holds.after.push((await findHoldRow(trx, trapping.id))!);
  }
  return { decision, place, holds, explanation };
}

async function trap(
  context: CirculationContext,
  trx: Trx,
  rules: LibraryRules,
  hold: HoldRow,
  status: 'in_transit' | 'ready',
  { item, desk, now }: Pick<InHand, 'item' | 'desk' | 'now'>,
): Promise<Explanation> {
  const nothing = { steps: [], policies: [] };
  // Scanned again on the hold shelf: nothing changes, least of all the last day to fetch it.
  if (hold.status === 'ready' && status === 'ready') return nothing;
  if (status === 'in_transit') {
    await moveHold(trx, hold, { status, trappedItemId: item.id, readyAt: null, pickupUntil: null });
    return nothing;
  }
  const patron = (await findBorrower(trx, hold.patronId!))!;
  const policies = policiesFor(rules, { deskBranchId: desk.branchId, patron, item });
  const today = Temporal.PlainDate.from(dayIn(now, desk.calendar.timeZone));
  const { pickupDays } = policies.values;
  const until = pickupUntil(today, pickupDays, desk.calendar);
  const readyAt = toTimestamp(now);
  await moveHold(trx, hold, { status, trappedItemId: item.id, readyAt, pickupUntil: until });
  const event = { kind: 'hold_ready', holdId: hold.id, readyAt, pickupUntil: until } as const;
  await context.queueNotice(trx, { ...event, patronId: patron.id, branchId: desk.branchId });
  const closedDays = today.until(until, { largestUnit: 'day' }).days - pickupDays;
  const shelved = step('pickup_until', { from: today.toString(), openDays: pickupDays, closedDays, day: until });
  return { steps: [branchStep(policies), shelved], policies: policies.uses() };
}
