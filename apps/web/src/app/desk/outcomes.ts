import type { CheckoutAnswer, Explanation, ItemSummary, Loan, LoanChange, Refusal, ReturnAnswer } from '../api-types';
import type { DeskRequest, FoundItem, Outcome, Sentence, Slip } from './desk-types';

/** What the desk needs to know of a refused request: a ProblemError has it. */
export interface RefusedRequest {
  code: string;
  params: Record<string, unknown>;
  refusals: readonly Refusal[];
  explanation?: Explanation | null;
}

/** What the desk says after a loan or a renewal by scanning. */
export function checkoutOutcome(answer: CheckoutAnswer): Outcome {
  return {
    tone: answer.alerts.length > 0 ? 'attention' : 'yes',
    headline: { key: answer.isRenewal ? 'outcome.renewed' : 'outcome.lent', params: dueParams(answer.loan) },
    title: answer.loan.record.title,
    details: [],
    refusals: answer.alerts,
    explanation: answer.explanation,
  };
}

export function renewalOutcome({ loan, explanation }: { loan: Loan; explanation: Explanation }): Outcome {
  return {
    tone: 'yes',
    headline: { key: 'outcome.renewed', params: dueParams(loan) },
    title: loan.record.title,
    details: [],
    refusals: [],
    explanation,
  };
}

/** What the desk says after a return, and the slip to put into the book when it does not simply go back to its shelf. */
export function returnOutcome(answer: ReturnAnswer, isBackdated = false): Outcome {
  const slip = slipOf(answer);
  const details: Sentence[] = [];
  if (answer.loan?.returnedAt && isBackdated)
    details.push({ key: 'outcome.backdated', params: { returnedAt: answer.loan.returnedAt } });
  if (answer.loan?.patron) details.push({ key: 'outcome.returnedBy', params: { name: answer.loan.patron.name } });
  if (slip?.kind === 'hold' && slip.pickupUntil)
    details.push({ key: 'outcome.keepUntil', params: { pickupUntil: slip.pickupUntil } });
  if (answer.charge) details.push({ key: 'outcome.charged', params: { amount: answer.charge.amount } });
  const isOrdinary = answer.loan !== null && answer.outcome === 'shelf' && slip === null && answer.charge === null;
  return {
    tone: isOrdinary && answer.alerts.length === 0 ? 'yes' : 'attention',
    headline: returnHeadline(answer, slip),
    title: answer.record.title,
    details,
    refusals: answer.alerts,
    explanation: answer.explanation,
    copy: answer.item,
    ...(slip ? { slip } : {}),
  };
}

/** What the desk says when the server refused, with the request kept for an override. */
export function problemOutcome(problem: RefusedRequest, request: DeskRequest, title?: string): Outcome {
  const refusals = [...problem.refusals];
  return {
    tone: 'no',
    headline: refusals.length > 0 ? refusedHeadline(request) : { key: problemKey(problem), params: problem.params },
    ...(title === undefined ? {} : { title }),
    details: [],
    refusals,
    refused: request,
    ...(problem.explanation ? { explanation: problem.explanation } : {}),
  };
}

export function itemOutcome(item: FoundItem): Outcome {
  return {
    tone: item.state === 'available' ? 'info' : 'attention',
    headline: { key: `itemShown.${item.state}`, params: { dueAt: item.dueAt, branchId: item.currentBranchId } },
    title: item.record.title,
    details: [],
    refusals: [],
    item,
    copy: item,
  };
}

/** What the desk says after a claim, a loss, or the end of a claim. */
export function changeOutcome(kind: 'claim' | 'unclaim' | 'lost' | 'missing', answer: LoanChange): Outcome {
  const { loan, charge, explanation } = answer;
  return {
    tone: 'yes',
    headline: { key: `outcome.${kind}` },
    title: loan.record.title,
    details: charge === null ? [] : [{ key: 'outcome.lostCharged', params: { amount: charge.amount } }],
    refusals: [],
    ...(explanation.steps.length === 0 ? {} : { explanation }),
  };
}

/** What the desk says after the condition or the note of a copy was changed. */
export function conditionOutcome(item: ItemSummary, title: string, status: string | undefined): Outcome {
  const key = status === undefined ? 'noted' : status === 'damaged' ? 'damaged' : 'inOrder';
  return {
    tone: status === 'damaged' ? 'attention' : 'yes',
    headline: { key: `outcome.${key}` },
    title,
    details: [],
    refusals: [],
    copy: item,
  };
}

/** Whether one override would lift all that stands against an action, and the actor may give it. */
export function canOverride(refusals: readonly Refusal[]): boolean {
  const standing = refusals.filter(({ severity }) => severity !== 'alert');
  return standing.length > 0 && standing.every(({ severity, overridable }) => severity === 'override' && overridable);
}

/** Whether somebody with more permissions could lift what the actor cannot. */
export function couldSomebodyOverride(refusals: readonly Refusal[]): boolean {
  const standing = refusals.filter(({ severity }) => severity !== 'alert');
  return standing.length > 0 && standing.every(({ severity }) => severity === 'override') && !canOverride(refusals);
}

/** The request again, with every refusal of the `override` kind lifted and the reason for it. */
export function withOverrides(request: DeskRequest, refusals: readonly Refusal[], comment: string): DeskRequest {
  if (request.kind !== 'checkout' && request.kind !== 'renew') return request;
  const codes = refusals.filter(({ severity }) => severity === 'override').map(({ code }) => code);
  return { ...request, overrides: [...new Set([...(request.overrides ?? []), ...codes])], overrideComment: comment };
}

function dueParams(loan: Loan): Record<string, unknown> {
  return loan.isHourly ? { dueMoment: loan.dueAt } : { dueAt: loan.dueAt };
}

function refusedHeadline(request: DeskRequest): Sentence {
  if (request.kind === 'renew') return { key: 'outcome.renewalRefused' };
  if (request.kind === 'place-hold') return { key: 'outcome.holdRefused' };
  return { key: 'outcome.checkoutRefused' };
}

function returnHeadline(answer: ReturnAnswer, slip: Slip | null): Sentence {
  if (slip?.kind === 'hold') {
    return { key: 'outcome.toHoldShelf', params: { name: slip.patronName ?? '' } };
  }
  if (slip?.kind === 'transit') {
    return {
      key: slip.patronName ? 'outcome.toBranchForHold' : 'outcome.toBranch',
      params: { branchId: slip.branchId, name: slip.patronName ?? '' },
    };
  }
  if (answer.outcome === 'set_aside') return { key: 'outcome.setAside' };
  return { key: answer.loan ? 'outcome.returned' : 'outcome.checkedIn' };
}

function slipOf(answer: ReturnAnswer): Slip | null {
  if (answer.hold === null && answer.transitTo === null) return null;
  const isTransit = answer.transitTo !== null;
  return {
    kind: isTransit ? 'transit' : 'hold',
    title: answer.record.title,
    barcode: answer.item.barcode,
    patronName: answer.hold?.patron?.name ?? null,
    branchId: answer.transitTo ?? answer.hold?.pickupBranchId ?? null,
    pickupUntil: answer.hold?.pickupUntil ?? null,
  };
}

/** A refused undo says why. */
function problemKey({ code, params }: RefusedRequest): string {
  return code === 'undo_refused' && typeof params['reason'] === 'string'
    ? `problem.undo_refused_${params['reason']}`
    : `problem.${code}`;
}
