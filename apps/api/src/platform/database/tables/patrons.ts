import type { Generated } from 'kysely';

export interface CalendarFeedsTable {
  id: Generated<number>;
  patron_id: number;
  token_hash: string;
  created_at: string;
}

export interface PatronsTable {
  id: Generated<number>;
  category_id: number;
  branch_id: number;
  family_name: string;
  given_name: string;
  search_name: string;
  birth_date: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  language: string;
  notes: string | null;
  expires_on: string;
  restricted_until: string | null;
  restriction_reason: string | null;
  /** What becomes of past loans: as the library has it, kept for ever, or forgotten soon after the return. */
  history_choice: Generated<'library' | 'always' | 'never'>;
  /** Which mails the reader wants: as the library has it, each, one a day, or only the essential ones. */
  notice_choice: Generated<'library' | 'each' | 'daily' | 'essential'>;
  password_hash: string | null;
  /** When the reader was told that the account would be erased, for want of use. */
  erasure_warned_at: string | null;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface PatronCardsTable {
  id: Generated<number>;
  patron_id: number;
  number: string;
  status: 'active' | 'lost' | 'replaced';
  issued_at: string;
}

/** Readers who ask to be erased. */
export interface ErasureRequestsTable {
  patron_id: number;
  requested_at: string;
  declined_at: string | null;
  decline_reason: string | null;
}

/** What was erased of a reader and what was kept. Nothing in it leads back to the reader. */
export interface ErasureReceiptsTable {
  id: Generated<number>;
  erased_at: string;
  reason: 'staff' | 'request' | 'inactivity';
  /** JSON of `ErasureFigures`. */
  figures: string;
}
