import type { CashTotals, Method } from './cash.schema.ts';

/** Every way in which money comes and goes, in the order in which reports list them. */
export const METHODS: readonly Method[] = ['cash', 'card', 'cheque', 'transfer'];

/** Some payments, refunds or voids, added up. Amounts are above zero whichever way the money went. */
export interface Movement {
  kind: 'payment' | 'refund' | 'void';
  count: number;
  amount: number;
}

/** Adds movements up: what came in, what went out, and what is left of it. */
export function totalsOf(movements: readonly Movement[]): CashTotals {
  const flow = (kind: Movement['kind']) => {
    const of = movements.filter((movement) => movement.kind === kind);
    return {
      count: of.reduce((sum, { count }) => sum + count, 0),
      amount: of.reduce((sum, { amount }) => sum + amount, 0),
    };
  };
  const [payments, refunds, voids] = [flow('payment'), flow('refund'), flow('void')];
  return { payments, refunds, voids, net: payments.amount - refunds.amount - voids.amount };
}

/** The totals of each method, those without a movement too. */
export function totalsByMethod(movements: readonly (Movement & { method: Method })[]) {
  return METHODS.map((method) => ({ method, ...totalsOf(movements.filter((one) => one.method === method)) }));
}

/** A receipt that another branch or another day has. */
export interface OtherReceipt {
  year: number;
  sequence: number;
  branchId: number | null;
  bookedOn: string | null;
}

/** Gathers receipts whose numbers follow one another at the same place on the same day. */
export function toRanges(receipts: readonly OtherReceipt[]): (OtherReceipt & { last: number })[] {
  const ranges: (OtherReceipt & { last: number })[] = [];
  for (const receipt of receipts) {
    const range = ranges.at(-1);
    const isNext =
      range !== undefined &&
      range.year === receipt.year &&
      range.last + 1 === receipt.sequence &&
      range.branchId === receipt.branchId &&
      range.bookedOn === receipt.bookedOn;
    if (isNext) range.last = receipt.sequence;
    else ranges.push({ ...receipt, last: receipt.sequence });
  }
  return ranges;
}
