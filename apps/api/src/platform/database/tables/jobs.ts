import type { Generated } from 'kysely';

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

export interface UploadPiecesTable {
  stored_as: string;
  /** 0 for the beginning of the file. */
  position: number;
  content: Uint8Array;
  created_at: string;
}
