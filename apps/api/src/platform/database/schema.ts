import type {
  AccountLinesTable,
  CashClosingsTable,
  CashCountsTable,
  PaymentsTable,
  ReceiptCountersTable,
} from './tables/accounts.ts';
import type { BackupFailuresTable, BackupLogTable, BackupsTable } from './tables/backups.ts';
import type { ItemsTable, RecordChangesTable, RecordSourcesTable, RecordsTable } from './tables/catalogue.ts';
import type {
  HoldsTable,
  LoanDecisionsTable,
  LoansTable,
  RefusedAttemptsTable,
  RehearsalsTable,
} from './tables/circulation.ts';
import type {
  JobReportsTable,
  JobsTable,
  LoanJobMarksTable,
  ScheduledJobDaysTable,
  ScheduledJobsTable,
  UploadPiecesTable,
} from './tables/jobs.ts';
import type {
  BranchesTable,
  ClosuresTable,
  ExceptionalDaysTable,
  ItemTypesTable,
  OpeningHoursTable,
  PatronCategoriesTable,
  PolicyValuesTable,
  SettingsTable,
} from './tables/library.ts';
import type { NoticeSubjectsTable, NoticeTemplatesTable, NoticesTable } from './tables/notices.ts';
import type {
  CalendarFeedsTable,
  ErasureReceiptsTable,
  ErasureRequestsTable,
  PatronCardsTable,
  PatronsTable,
} from './tables/patrons.ts';
import type {
  ApiTokensTable,
  LoginAttemptsTable,
  RolesTable,
  SessionsTable,
  StaffRolesTable,
  StaffTable,
} from './tables/staff.ts';
import type { AuditLogTable, IdempotencyKeysTable, NamedLocksTable, RevisionsTable } from './tables/traces.ts';

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
  upload_pieces: UploadPiecesTable;
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
  revisions: RevisionsTable;
  backups: BackupsTable;
  backup_failures: BackupFailuresTable;
  backup_log: BackupLogTable;
}
