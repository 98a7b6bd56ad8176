/** What there is to worry about, the most urgent first. Each has words and a remedy in the web app. */
export const CONCERNS = ['none', 'faulty', 'stale', 'never_verified', 'verification_stale', 'log_behind'] as const;
export type Concern = (typeof CONCERNS)[number];

/** A backup is due every night, a restored one every week, and the log follows within seconds. */
export const STALE_AFTER_HOURS = 26;
export const VERIFICATION_STALE_AFTER_DAYS = 7;
export const LOG_BEHIND_AFTER_MINUTES = 15;

/** What the library knows of its backups. */
export interface BackupFacts {
  lastAt: string | null;
  /** The last restore that proved a backup. */
  verifiedAt: string | null;
  /** Whether the last restore that was tried found something wrong. */
  isFaulty: boolean;
  /** Up to when the binary log is stored; null where it is not. */
  logReachAt: string | null;
}

/** Names what is wrong with the state of the backups at a moment. */
export function judgeBackups({ lastAt, verifiedAt, isFaulty, logReachAt }: BackupFacts, now: string): Concern[] {
  const hoursSince = (moment: string) => (Date.parse(now) - Date.parse(moment)) / 3_600_000;
  if (lastAt === null) return ['none'];
  const concerns: Concern[] = [];
  if (isFaulty) concerns.push('faulty');
  if (hoursSince(lastAt) > STALE_AFTER_HOURS) concerns.push('stale');
  if (verifiedAt === null) concerns.push('never_verified');
  else if (hoursSince(verifiedAt) > VERIFICATION_STALE_AFTER_DAYS * 24) concerns.push('verification_stale');
  if (logReachAt !== null && hoursSince(logReachAt) * 60 > LOG_BEHIND_AFTER_MINUTES) concerns.push('log_behind');
  return concerns;
}
