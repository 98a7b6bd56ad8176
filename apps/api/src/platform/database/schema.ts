import type { Generated } from 'kysely';

/** The rows of every table as the engine holds them: booleans 0 or 1, JSON and instants as text, money in minor units. */
export interface Database {
  branches: BranchesTable;
  opening_hours: OpeningHoursTable;
  closures: ClosuresTable;
  exceptional_days: ExceptionalDaysTable;
  patron_categories: PatronCategoriesTable;
  patrons: PatronsTable;
  patron_cards: PatronCardsTable;
  item_types: ItemTypesTable;
  records: RecordsTable;
  record_sources: RecordSourcesTable;
  items: ItemsTable;
  loans: LoansTable;
  loan_decisions: LoanDecisionsTable;
  holds: HoldsTable;
  staff: StaffTable;
  roles: RolesTable;
  staff_roles: StaffRolesTable;
  account_lines: AccountLinesTable;
  payments: PaymentsTable;
  receipt_counters: ReceiptCountersTable;
  cash_closings: CashClosingsTable;
  cash_counts: CashCountsTable;
  policy_values: PolicyValuesTable;
  sessions: SessionsTable;
  api_tokens: ApiTokensTable;
  login_attempts: LoginAttemptsTable;
  settings: SettingsTable;
  audit_log: AuditLogTable;
  idempotency_keys: IdempotencyKeysTable;
  record_changes: RecordChangesTable;
  jobs: JobsTable;
  job_reports: JobReportsTable;
  scheduled_jobs: ScheduledJobsTable;
  scheduled_job_days: ScheduledJobDaysTable;
  loan_job_marks: LoanJobMarksTable;
  notices: NoticesTable;
  notice_subjects: NoticeSubjectsTable;
  notice_templates: NoticeTemplatesTable;
  refused_attempts: RefusedAttemptsTable;
  rehearsals: RehearsalsTable;
  erasure_requests: ErasureRequestsTable;
  erasure_receipts: ErasureReceiptsTable;
  calendar_feeds: CalendarFeedsTable;
  named_locks: NamedLocksTable;
}

export interface BranchesTable {
  id: Generated<number>;
  code: string;
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  time_zone: string;
  is_pickup_location: Generated<number>;
  version: Generated<number>;
}

export interface OpeningHoursTable {
  id: Generated<number>;
  branch_id: number;
  weekday: number;
  opens: string;
  closes: string;
}

export interface ClosuresTable {
  id: Generated<number>;
  branch_id: number | null;
  first_day: string;
  last_day: string;
  reason: string;
  is_yearly: Generated<number>;
}

export interface ExceptionalDaysTable {
  id: Generated<number>;
  branch_id: number | null;
  kind: 'hours' | 'note';
  first_day: string;
  last_day: string;
  is_yearly: Generated<number>;
  reason: string;
  /** JSON: `{ weekday, opens, closes }` of each opening; empty for a note. */
  hours: string;
  other_weekdays: 'usual' | 'closed';
  is_above_closures: Generated<number>;
}

export interface CalendarFeedsTable {
  id: Generated<number>;
  patron_id: number;
  token_hash: string;
  created_at: string;
}

export interface PatronCategoriesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  membership_months: Generated<number>;
  version: Generated<number>;
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

export interface ItemTypesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  version: Generated<number>;
}

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

export interface StaffTable {
  id: Generated<number>;
  username: string;
  display_name: string;
  email: string | null;
  language: string;
  branch_id: number | null;
  password_hash: string;
  is_active: Generated<number>;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

export interface RolesTable {
  id: Generated<number>;
  code: string;
  name_fr: string;
  name_en: string;
  permissions: string;
}

export interface StaffRolesTable {
  id: Generated<number>;
  staff_id: number;
  role_id: number;
  branch_id: number | null;
}

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

export interface PolicyValuesTable {
  id: Generated<number>;
  branch_id: number | null;
  patron_category_id: number | null;
  item_type_id: number | null;
  name: string;
  value: string;
  scope_key: string;
}

export interface SessionsTable {
  token_hash: string;
  staff_id: number | null;
  patron_id: number | null;
  created_at: string;
  expires_at: string;
}

export interface ApiTokensTable {
  id: Generated<number>;
  staff_id: number;
  name: string;
  token_hash: string;
  permissions: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface LoginAttemptsTable {
  login_hash: string;
  failures: number;
  blocked_until: string | null;
  last_failed_at: string;
}

export interface SettingsTable {
  name: string;
  value: string;
}

export interface AuditLogTable {
  id: Generated<number>;
  at: string;
  actor_kind: string;
  actor_id: number | null;
  actor_name: string;
  action: string;
  entity: string;
  entity_id: number | null;
  branch_id: number | null;
  before: string | null;
  after: string | null;
  request_id: string | null;
}

export interface IdempotencyKeysTable {
  key_hash: string;
  request_hash: string;
  status: number | null;
  body: string | null;
  created_at: string;
}

export interface RecordChangesTable {
  id: Generated<number>;
  record_id: number;
}

export interface JobsTable {
  id: Generated<number>;
  kind: string;
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  input: string;
  progress: string | null;
  result: string | null;
  error: string | null;
  staff_id: number | null;
  lease_owner: string | null;
  lease_until: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface ScheduledJobsTable {
  name: string;
  lease_owner: string | null;
  lease_until: string | null;
  failures: Generated<number>;
  retry_at: string | null;
  last_started_at: string | null;
  last_success_at: string | null;
  last_duration: number | null;
}

export interface ScheduledJobDaysTable {
  name: string;
  branch_id: number;
  done_day: string;
}

export interface LoanJobMarksTable {
  loan_id: number;
  job: string;
  day: string;
  detail: string;
}

export interface JobReportsTable {
  id: Generated<number>;
  job_id: number;
  position: number;
  outcome: string;
  detail: string;
}

export interface NoticesTable {
  id: Generated<number>;
  patron_id: number;
  branch_id: number;
  kind: string;
  state: 'planned' | 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';
  open_key: string | null;
  detail: string;
  language: string | null;
  address: string | null;
  subject: string | null;
  body_text: string | null;
  body_html: string | null;
  message_id: string;
  attempts: Generated<number>;
  next_attempt_at: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
  version: Generated<number>;
}

export interface NoticeSubjectsTable {
  id: Generated<number>;
  notice_id: number;
  topic: string;
  dedup_key: string;
  loan_id: number | null;
  hold_id: number | null;
  detail: string;
}

export interface NoticeTemplatesTable {
  id: Generated<number>;
  kind: string;
  language: string;
  subject: string;
  body: string;
  updated_at: string;
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

/** Names that transactions on a database server take turns by. */
export interface NamedLocksTable {
  name: string;
}
