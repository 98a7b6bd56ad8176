import type { Generated } from 'kysely';

export interface AccountLinesTable {
  id: Generated<number>;
  patron_id: number;
  loan_id: number | null;
  kind: 'overdue' | 'lost' | 'manual' | 'payment' | 'waiver' | 'refund';
  amount: number;
  applies_to_id: number | null;
  /** The payment, refund or void that the line is part of; a line of before receipts has none. */
  payment_id: number | null;
  /** What a charge by hand is for. */
  reason: ChargeReason | null;
  note: string | null;
  branch_id: number | null;
  staff_id: number | null;
  created_at: string;
}

export type ChargeReason = 'membership' | 'card' | 'copies' | 'damage' | 'reservation' | 'sale' | 'other';

/** Money that changed hands, under one receipt number. */
export interface PaymentsTable {
  id: Generated<number>;
  receipt_year: number;
  receipt_sequence: number;
  patron_id: number;
  kind: 'payment' | 'refund' | 'void';
  method: 'cash' | 'card' | 'cheque' | 'transfer';
  reference: string | null;
  amount: number;
  /** The payment that a refund or void takes back; null for a refund of credit. */
  reverses_id: number | null;
  branch_id: number | null;
  /** The day of the branch's cash that it counts for: the day it was made, or the next one when that was closed already. */
  booked_on: string | null;
  staff_id: number | null;
  created_at: string;
}

/** A day of a branch's cash that was counted and closed: nothing is booked on it any more. */
export interface CashClosingsTable {
  id: Generated<number>;
  branch_id: number;
  day: string;
  /** How many payments, refunds and voids it has. */
  receipts: number;
  note: string | null;
  staff_id: number | null;
  closed_at: string;
}

/** What should have come in by one method on a closed day, and what was counted. */
export interface CashCountsTable {
  id: Generated<number>;
  closing_id: number;
  method: PaymentsTable['method'];
  expected: number;
  counted: number;
}

/** The last receipt number given in a year. */
export interface ReceiptCountersTable {
  year: number;
  last: number;
}
