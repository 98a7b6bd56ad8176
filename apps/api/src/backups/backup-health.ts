import { ATTEMPTS, type Attempt } from './failed-attempts.ts';

/** What there is to worry about, the most urgent first. Each has words and a remedy in the web app. */
export const CONCERNS = [
  'none',
  'backup_failed',
  'faulty',
  'verify_failed',
  'restore_failed',
  'ship_log_failed',
  'stale',
  'never_verified',
  'verification_stale',
  'log_behind',
] as const;
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
  /** How many attempts of each kind have failed since it was last done. */
  failed: Record<Attempt, number>;
}

/** Names what is wrong with the state of the backups at a moment. */
export function judgeBackups(facts: BackupFacts, now: string): Concern[] {
  const found = new Set<Concern>(ATTEMPTS.filter((action) => facts.failed[action] > 0).map(concernOf));
  if (facts.lastAt === null) found.add('none');
  else for (const concern of judgeMoments(facts, facts.lastAt, now)) found.add(concern);
  return CONCERNS.filter((concern) => found.has(concern));
}

function concernOf(action: Attempt): Concern {
  return `${action}_failed`;
}

function judgeMoments({ verifiedAt, isFaulty, logReachAt }: BackupFacts, lastAt: string, now: string): Concern[] {
  const hoursSince = (moment: string) => (Date.parse(now) - Date.parse(moment)) / 3_600_000;
  const concerns: Concern[] = [];
  if (isFaulty) concerns.push('faulty');
  if (hoursSince(lastAt) > STALE_AFTER_HOURS) concerns.push('stale');
  if (verifiedAt === null) concerns.push('never_verified');
  else if (hoursSince(verifiedAt) > VERIFICATION_STALE_AFTER_DAYS * 24) concerns.push('verification_stale');
  if (logReachAt !== null && hoursSince(logReachAt) * 60 > LOG_BEHIND_AFTER_MINUTES) concerns.push('log_behind');
  return concerns;
}
