import type { Payment } from '../api-types';

type State = Pick<Payment, 'kind' | 'amount' | 'givenBack' | 'bookedOn'>;

/** Whether some of a payment can still be given back. */
export function isRefundable({ kind, amount, givenBack }: State): boolean {
  return kind === 'payment' && givenBack < amount;
}

/**
 * Whether a payment can be voided, as far as is known here: untouched, and of the present day of cash or a later one (money
 * counts for the next day once the day is closed). Whether the day is closed, the server knows.
 *
 * @param today at the payment's branch, `YYYY-MM-DD`
 */
export function isVoidable({ kind, givenBack, bookedOn }: State, today: string): boolean {
  return kind === 'payment' && givenBack === 0 && bookedOn !== null && bookedOn >= today;
}
