import { auditDetailSweep } from '../audit/audit-privacy.queries.ts';
import { noticeLogSweep, noticeTextSweep } from '../notices/notice-retention.queries.ts';
import { holdSweep } from './anonymous-holds.queries.ts';
import { loanHistorySweep } from './anonymous-loans.queries.ts';
import * as traces from './old-traces.queries.ts';
import type { RetentionPurpose } from './retention-purposes.ts';
import { settledAccountSweep } from './settled-accounts.queries.ts';
import type { Sweep } from './sweep.queries.ts';

/** What the night does for each purpose. Inactive readers are warned first and erased one by one: see `inactivity.service.ts`. */
export const SWEEPS: Record<Exclude<RetentionPurpose, 'inactive_readers'>, Sweep> = {
  loan_history: loanHistorySweep,
  fulfilled_holds: holdSweep('fulfilled'),
  closed_holds: holdSweep('cancelled', 'expired'),
  notice_texts: noticeTextSweep,
  notice_log: noticeLogSweep,
  refused_attempts: traces.refusedAttemptSweep,
  sessions: traces.sessionSweep,
  login_attempts: traces.loginAttemptSweep,
  sign_ins: traces.signInSweep,
  audit_details: auditDetailSweep,
  settled_accounts: settledAccountSweep,
  import_reports: traces.importReportSweep,
  job_runs: traces.jobRunSweep,
  stored_answers: traces.storedAnswerSweep,
};

export type SweptPurpose = keyof typeof SWEEPS;
