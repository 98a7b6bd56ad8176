import type { HoldRow } from './holds.queries.ts';
import type { ItemPlace } from './items.queries.ts';
import type { LoanRow } from './loans.queries.ts';

/** How long after it a desk action may be undone. */
export const UNDO_MINUTES = 10;

/** The actions of a desk, as the audit log names them. */
export const DESK_ACTIONS = {
  checkout: 'loan.checkout',
  return: 'loan.return',
  renew: 'loan.renew',
  claim: 'loan.claim',
  lost: 'loan.lost',
  missing: 'loan.missing',
} as const;

/** A loan and a hold as the log has them: whose they are stands in their rows only. */
type LoggedLoan = Omit<LoanRow, 'patronId'>;
export type LoggedHold = Omit<HoldRow, 'patronId' | 'activeKey'>;

/**
 * What a desk action found (`before`) and left (`after`). The audit log keeps both, and undoing goes by them: it restores
 * `before`, provided that what is there is still `after`.
 */
export interface DeskState {
  loan: LoggedLoan | null;
  place: ItemPlace;
  holds: LoggedHold[];
  restriction: { until: string | null; reason: string | null } | null;
}

/** What a return did to the patron's account. */
export interface AccountEffects {
  chargeId: number | null;
  forgiven: { lineId: number; amount: number }[];
}

/** How a desk action stands in the audit log. */
export interface DeskEvent {
  before: DeskState;
  after: DeskState & Partial<AccountEffects> & { overridden?: string[]; comment?: string };
}
