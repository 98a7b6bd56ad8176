/** A line of one reader's account, in the order of its booking, as far as settling it is concerned. */
export interface BookedLine {
  id: number;
  amount: number;
  /** The line that it pays, waives or takes back. */
  appliesToId: number | null;
  /** The payment, refund or void that it is part of. */
  paymentId: number | null;
  /** The payment that its own takes back. */
  reversesId: number | null;
  createdAt: string;
}

/**
 * The oldest lines that nothing to come can depend on: all of them booked before a moment, together worth nothing, and
 * neither paid, taken back nor refunded by a later line. Without them the account has the same balance and the same open
 * charges.
 *
 * @param lines in the order of their ids.
 * @returns how many of the first lines that are; the most there can be.
 */
export function countSettledLines(lines: readonly BookedLine[], before: string): number {
  const old = lines.findIndex(({ createdAt }) => createdAt >= before);
  const most = old === -1 ? lines.length : old;
  const places = new Map(lines.map(({ id }, index) => [id, index]));
  const ofPayment = Map.groupBy(lines.keys(), (index) => lines[index]!.paymentId);
  // For every line, the last line that belongs with it: what is behind one of a pair cannot leave without the other.
  const reach = lines.map((_, index) => index);
  const join = (one: number, other: number | undefined) => {
    if (other === undefined) return;
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    reach[first] = Math.max(reach[first]!, last);
  };
  for (const [index, { appliesToId, paymentId, reversesId }] of lines.entries()) {
    if (appliesToId !== null) join(index, places.get(appliesToId));
    for (const payment of [paymentId, reversesId]) {
      if (payment !== null) for (const other of ofPayment.get(payment) ?? []) join(index, other);
    }
  }
  let settled = 0;
  let sum = 0;
  let furthest = -1;
  for (let index = 0; index < most; index += 1) {
    sum += lines[index]!.amount;
    furthest = Math.max(furthest, reach[index]!);
    if (sum === 0 && furthest <= index) settled = index + 1;
  }
  return settled;
}
