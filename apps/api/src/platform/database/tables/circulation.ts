import type { Generated } from 'kysely';

export interface LoansTable {
  id: Generated<number>;
  item_id: number;
  open_item_id: number | null;
  record_id: number;
  patron_id: number | null;
  patron_category_id: number;
  branch_id: number;
  checked_out_at: string;
  due_at: string;
  is_hourly: Generated<number>;
  renewals: Generated<number>;
  last_renewed_at: string | null;
  returned_at: string | null;
  return_branch_id: number | null;
  /** When a hold recalled the loan, which one, and when the loan was due before. */
  recalled_at: string | null;
  recalled_by_hold_id: number | null;
  due_before_recall: string | null;
  /** Of the reader at the checkout; null when no birth date is known. */
  age_group: string | null;
  version: Generated<number>;
}

export interface LoanDecisionsTable {
  id: Generated<number>;
  loan_id: number;
  kind: string;
  decided_at: string;
  charge_id: number | null;
  /** JSON of an `Explanation`. */
  explanation: string;
}

export interface HoldsTable {
  id: Generated<number>;
  record_id: number;
  item_id: number | null;
  patron_id: number | null;
  pickup_branch_id: number;
  status: 'waiting' | 'in_transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired';
  position: number | null;
  trapped_item_id: number | null;
  active_key: string | null;
  placed_at: string;
  ready_at: string | null;
  pickup_until: string | null;
  suspended_until: string | null;
  is_suspended: Generated<number>;
  closed_at: string | null;
  closed_reason: 'lent' | 'patron' | 'staff' | 'system' | 'not_fetched' | 'not_filled' | null;
  /** The first day on which the hold may be filled, and the last on which it still waits. */
  starts_on: string | null;
  expires_on: string | null;
  /** The volume that is asked for; null where any copy, or one item, is. */
  volume: string | null;
  /** Why staff cancelled it, in their words. */
  closed_note: string | null;
  version: Generated<number>;
}

export interface RefusedAttemptsTable {
  id: Generated<number>;
  at: string;
  branch_id: number;
  patron_branch_id: number;
  patron_category_id: number;
  item_type_id: number;
  item_branch_id: number;
  facts: string;
}

export interface RehearsalsTable {
  id: Generated<number>;
  name: string;
  status: 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'published';
  draft: string;
  base: string;
  done: Generated<number>;
  total: Generated<number>;
  report: string | null;
  error: string | null;
  staff_id: number | null;
  lease_owner: string | null;
  lease_until: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  published_at: string | null;
  version: Generated<number>;
}
