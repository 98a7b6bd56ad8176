/** A line of one reader's account, as far as arithmetic needs it. Amounts are minor units: debts above zero, credits below. */
export interface LedgerLine {
  id: number;
  kind: 'overdue' | 'lost' | 'manual' | 'payment' | 'waiver' | 'refund';
  amount: number;
  /** The charge that a payment or waiver is for; null leaves it to the oldest. A refund or void opens its charge again. */
  appliesToId: number | null;
}

/** A part of a payment, waiver or refund, for one charge. */
export interface Allocation {
  /** The charge; null for a refund of credit. */
  lineId: number | null;
  amount: number;
}

export type AllocationDecision =
  | { isAllowed: true; parts: Allocation[] }
  | {
      isAllowed: false;
      code: 'line_not_payable' | 'payment_exceeds_balance' | 'waiver_exceeds_outstanding' | 'refund_exceeds_paid';
      params: Record<string, number>;
    };

/** The id of no line at all: ids begin at 1. */
const NO_LINE = 0;

/** What the reader owes: the sum of all lines, below zero when the library owes. */
export function balanceOf(lines: readonly LedgerLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/**
 * Tells what is left to pay of each debt, by its line's id.
 *
 * A payment or waiver counts for the charge that it names, less what was given back of it; what goes beyond that charge, or names none, is credit. Credit
 * pays refunds first (they give it back), then the oldest charges. So the parts left to pay add up to the balance, or to
 * nothing when the balance is below zero, and none is ever below zero.
 */
export function outstandingByLine(lines: readonly LedgerLine[]): Map<number, number> {
  const owing = lines.filter((line) => line.amount > 0).sort((a, b) => a.id - b.id);
  const charges = new Set(owing.filter((line) => line.kind !== 'refund').map((line) => line.id));
  // A refund that names a charge opens it again; any other is a debt of its own.
  const debts = owing.filter((line) => !charges.has(line.appliesToId ?? NO_LINE));
  const left = new Map(debts.map((line) => [line.id, line.amount]));
  let credit = 0;
  const applied = new Map<number, number>();
  for (const line of lines) {
    if (left.has(line.id)) continue;
    const chargeId = line.appliesToId ?? NO_LINE;
    if (left.has(chargeId)) applied.set(chargeId, (applied.get(chargeId) ?? 0) - line.amount);
    else credit -= line.amount;
  }
  const take = (id: number, available: number): number => {
    const taken = Math.min(left.get(id)!, available);
    left.set(id, left.get(id)! - taken);
    return available - taken;
  };
  for (const [id, amount] of applied) credit += take(id, amount);
  for (const line of debts) if (line.kind === 'refund') credit = take(line.id, credit);
  for (const line of debts) credit = take(line.id, credit);
  return left;
}

/**
 * Divides a payment over the charges, oldest first, or over chosen ones only, also oldest first. Never takes more than is owed.
 *
 * @param amount above zero, in minor units.
 */
export function allocatePayment(
  lines: readonly LedgerLine[],
  amount: number,
  chosenIds?: readonly number[],
): AllocationDecision {
  const outstanding = outstandingByLine(lines);
  const chosen = chosenIds === undefined ? [...outstanding.keys()] : [...new Set(chosenIds)].sort((a, b) => a - b);
  for (const lineId of chosenIds ?? []) {
    if ((outstanding.get(lineId) ?? 0) === 0) return { isAllowed: false, code: 'line_not_payable', params: { lineId } };
  }
  const payable = chosen.reduce((sum, id) => sum + outstanding.get(id)!, 0);
  if (amount > payable) return { isAllowed: false, code: 'payment_exceeds_balance', params: { amount, payable } };
  const parts: Allocation[] = [];
  let rest = amount;
  for (const lineId of chosen) {
    const part = Math.min(rest, outstanding.get(lineId)!);
    if (part > 0) parts.push({ lineId, amount: part });
    rest -= part;
  }
  return { isAllowed: true, parts };
}

/** Decides on waiving part of one charge, or all that is left of it. */
export function allocateWaiver(lines: readonly LedgerLine[], lineId: number, amount: number): AllocationDecision {
  const outstanding = outstandingByLine(lines).get(lineId) ?? 0;
  if (outstanding === 0) return { isAllowed: false, code: 'line_not_payable', params: { lineId } };
  if (amount > outstanding) {
    return { isAllowed: false, code: 'waiver_exceeds_outstanding', params: { amount, outstanding } };
  }
  return { isAllowed: true, parts: [{ lineId, amount }] };
}

/** The money that the reader has paid and not got back. */
export function netPaid(lines: readonly LedgerLine[]): number {
  return -balanceOf(lines.filter(({ kind }) => kind === 'payment' || kind === 'refund'));
}

/** Decides on giving credit back: never more than the library owes, nor than the reader has paid. */
export function allocateCreditRefund(lines: readonly LedgerLine[], amount: number): AllocationDecision {
  const refundable = Math.max(0, Math.min(-balanceOf(lines), netPaid(lines)));
  if (amount > refundable) return { isAllowed: false, code: 'refund_exceeds_paid', params: { amount, refundable } };
  return { isAllowed: true, parts: [{ lineId: null, amount }] };
}

/**
 * Divides what is given back of one payment over the charges that it paid, the newest first. They are owed again by as much.
 *
 * @param paid the lines of the payment.
 * @param givenBack the lines of earlier refunds and voids of the same payment.
 */
export function allocatePaymentRefund(
  lines: readonly LedgerLine[],
  paid: readonly LedgerLine[],
  givenBack: readonly LedgerLine[],
  amount: number,
): AllocationDecision {
  const left = new Map<number | null, number>();
  for (const line of [...paid, ...givenBack])
    left.set(line.appliesToId, (left.get(line.appliesToId) ?? 0) - line.amount);
  const ofPayment = [...left.values()].reduce((sum, part) => sum + part, 0);
  const refundable = Math.max(0, Math.min(ofPayment, netPaid(lines)));
  if (amount > refundable) return { isAllowed: false, code: 'refund_exceeds_paid', params: { amount, refundable } };
  const parts: Allocation[] = [];
  let rest = amount;
  for (const [lineId, most] of [...left].sort(([a], [b]) => (b ?? 0) - (a ?? 0))) {
    const part = Math.min(rest, most);
    if (part > 0) parts.push({ lineId, amount: part });
    rest -= part;
  }
  return { isAllowed: true, parts };
}
