import type { AccountLine, Payment } from '../api-types';

export type Method = Payment['method'];

/** Every way in which money comes and goes. */
export const METHODS: readonly Method[] = ['cash', 'card', 'cheque', 'transfer'];

/** What a charge by hand may be for. */
export const CHARGE_REASONS = ['membership', 'card', 'copies', 'damage', 'reservation', 'sale', 'other'] as const;

export type ChargeReason = (typeof CHARGE_REASONS)[number];

/** What is done to the account of a reader, one thing at a time. */
export type AccountAction =
  /** Money received: of all that is owed, the oldest charges first, or of chosen ones. */
  | { kind: 'payment'; most: number; lineIds: readonly number[] | null }
  | { kind: 'charge' }
  | { kind: 'waiver'; line: AccountLine }
  /** Money given back: of one payment, or of the reader's credit. */
  | { kind: 'refund'; payment: Payment | null; most: number }
  | { kind: 'void'; payment: Payment };
