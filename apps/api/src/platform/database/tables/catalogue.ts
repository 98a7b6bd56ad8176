import type { Generated } from 'kysely';

export interface RecordsTable {
  id: Generated<number>;
  control_number: string | null;
  match_key: string;
  kind: string;
  title: string;
  subtitle: string | null;
  responsibility: string | null;
  authors: string;
  publisher: string | null;
  place: string | null;
  year: number | null;
  language: string | null;
  isbns: string;
  subjects: string;
  series: string | null;
  edition: string | null;
  extent: string | null;
  classification: string | null;
  summary: string | null;
  is_suppressed: Generated<number>;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface RecordSourcesTable {
  record_id: number;
  format: string;
  syntax: string;
  fingerprint: string;
  original: Uint8Array;
}

export interface ItemsTable {
  id: Generated<number>;
  record_id: number;
  barcode: string;
  item_type_id: number;
  home_branch_id: number;
  current_branch_id: number;
  transit_to_branch_id: number | null;
  transit_since: string | null;
  location: string | null;
  call_number: string | null;
  status: 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn' | 'claimed_returned';
  price: number | null;
  note: string | null;
  /** Which part of a title it is, such as `T. 3` or `2026/05`; null where the title is one thing. */
  volume: string | null;
  /** The hold for which it was put on the hold shelf, since closed or moved; null once the item was taken in hand. */
  shelf_hold_id: number | null;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface RecordChangesTable {
  id: Generated<number>;
  record_id: number;
}
