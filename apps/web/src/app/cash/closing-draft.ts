import type { Method } from '../accounts/account-types';
import type { CashDay } from '../api-types';

/** What was typed for each method that has receipts. */
export type ClosingDraft = Partial<Record<Method, string>>;

/** A method that must be counted, with what should be there, what is, and the difference once both are known. */
export interface Count {
  method: Method;
  expected: number;
  /** Null while nothing, or no amount, is typed. */
  counted: number | null;
  difference: number | null;
}

/** Holds what was typed against what the receipts add up to. Methods without a receipt need no count. */
export function countsOf(
  { methods }: Pick<CashDay, 'methods'>,
  draft: ClosingDraft,
  parse: (text: string) => number | null,
): Count[] {
  return methods
    .filter(({ payments, refunds, voids }) => payments.count + refunds.count + voids.count > 0)
    .map(({ method, net }) => {
      const counted = parse(draft[method] ?? '');
      return { method, expected: net, counted, difference: counted === null ? null : counted - net };
    });
}

/** The difference over all methods, once each is counted. */
export function differenceOf(counts: readonly Count[]): number | null {
  if (counts.some(({ difference }) => difference === null)) return null;
  return counts.reduce((sum, { difference }) => sum + difference!, 0);
}
