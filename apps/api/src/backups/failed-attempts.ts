/** What may be attempted: a backup, a restore on trial, a restore, following a server's binary log. */
export const ATTEMPTS = ['backup', 'verify', 'restore', 'ship_log'] as const;
export type Attempt = (typeof ATTEMPTS)[number];

/** An attempt that came to nothing. */
export interface FailedAttempt {
  action: Attempt;
  failedAt: string;
  /** A problem's code, `internal_error` for what nobody expected. */
  code: string;
  /** What the tool, the store or the database said, in its own words; may be empty. */
  reason: string;
}

/** When each was last done; null when it never was. */
export type LastDone = Record<Attempt, string | null>;

/** Failures of one kind for one reason, told once. */
export interface FailureView {
  action: Attempt;
  code: string;
  reason: string;
  times: number;
  firstAt: string;
  lastAt: string;
  /** Whether it has not been done since. */
  isStanding: boolean;
}

/** How many attempts of each kind have failed since it was last done. */
export function countStanding(failures: readonly FailedAttempt[], done: LastDone): Record<Attempt, number> {
  const counts = { backup: 0, verify: 0, restore: 0, ship_log: 0 };
  for (const failure of failures) if (isStanding(failure, done)) counts[failure.action] += 1;
  return counts;
}

/** Tells the same failure once, however often it happened; what stands comes first, then the newest. */
export function gatherFailures(failures: readonly FailedAttempt[], done: LastDone): FailureView[] {
  const gathered = new Map<string, FailureView>();
  for (const failure of failures.toSorted((a, b) => compare(b.failedAt, a.failedAt))) {
    const { action, code, reason, failedAt } = failure;
    const standing = isStanding(failure, done);
    const key = `${action} ${code} ${standing}`;
    const known = gathered.get(key);
    if (known === undefined)
      gathered.set(key, { action, code, reason, times: 1, firstAt: failedAt, lastAt: failedAt, isStanding: standing });
    else Object.assign(known, { times: known.times + 1, firstAt: failedAt });
  }
  return [...gathered.values()].sort((a, b) => Number(b.isStanding) - Number(a.isStanding));
}

function isStanding({ action, failedAt }: FailedAttempt, done: LastDone): boolean {
  const doneAt = done[action];
  return doneAt === null || doneAt < failedAt;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
