/** A run of a job, as the contract's JobRun. */
export interface JobRun {
  id: number;
  job: string;
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  startedBy: 'schedule' | 'staff';
  staffName: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  counts: Record<string, number>;
  expected: number | null;
  days: { done: number; due: number };
  failedDays: { branchId: number | null; day: string; error: string }[];
  error: string | null;
}

/** A scheduled job, as the contract's Job. */
export interface Job {
  name: string;
  kind: 'daily' | 'interval' | 'requested';
  hour: number | null;
  scope: 'branch' | 'library' | null;
  minutes: number | null;
  state: 'idle' | 'queued' | 'running' | 'waiting_to_retry';
  failures: number;
  nextRunAt: string | null;
  lastSuccessAt: string | null;
  lastDurationMs: number | null;
  lastRun: JobRun | null;
}

/** One thing that a run did or could not do. */
export interface JobRunLine {
  id: number;
  outcome: string;
  detail: Record<string, unknown>;
}

/** Whether the server is at work on it, or about to be. */
export function isUnderWay({ status }: Pick<JobRun, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}
