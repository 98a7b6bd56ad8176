import type { Hold, ItemSummary, Loan, Page, RecordReference } from '../api-types';

interface Person {
  id: number;
  name: string;
}

export interface OverdueLoan extends Loan {
  daysOverdue: number;
  /** The last overdue notice whose day has come, 0 to 3. */
  level: number;
  told: { level: number; at: string } | null;
  reader: {
    categoryId: number;
    cardNumber: string | null;
    email: string | null;
    phone: string | null;
    street: string | null;
    postalCode: string | null;
    city: string | null;
    notes: string | null;
  };
}
export type OverduePage = Page<OverdueLoan> & { total: number };

export interface ShelvedHold extends Hold {
  callNumber: string | null;
  cardNumber: string | null;
  isExpired: boolean;
}

/** What still lies on the hold shelf for a reader who does not come for it there. */
export interface LeftOnShelf {
  item: ItemSummary;
  record: RecordReference;
  was: { patron: Person | null; status: string; closedAt: string | null };
  next: 'new_slip' | 'send' | 'take_off';
  patron: Person | null;
  sendTo: number | null;
}

/** A copy to be fetched from its shelf. */
export interface Pick {
  item: ItemSummary;
  record: RecordReference;
  isOnHoldShelf: boolean;
  hold: { id: number; patron: Person | null; pickupBranchId: number; placedAt: string; position: number };
}

export interface Transfer {
  item: ItemSummary;
  record: RecordReference;
  fromBranchId: number;
  toBranchId: number;
  since: string;
  daysUnderWay: number;
  isLate: boolean;
  isOnHoldShelf: boolean;
  hold: { id: number; patron: Person | null } | null;
}
