/** For how many days something is kept: what a library begins with, and the fewest and most that it may set. */
export interface RetentionRule {
  standard: number;
  least: number;
  most: number;
  /** Whether the library may keep it without an end. */
  canBeEndless: boolean;
}

const rule = (standard: number, least: number, most: number): RetentionRule => ({
  standard,
  least,
  most,
  canBeEndless: false,
});

/**
 * What is kept of people, by purpose, in the order in which the night goes through it. Where the days count from stands with
 * each; `docs/privacy.md` says why each number is what it is.
 */
export const RETENTION_RULES = {
  /** Whose a loan was; from its return. */
  loan_history: rule(30, 1, 3650),
  /** Whose a hold was that was fetched; from then. */
  fulfilled_holds: rule(30, 1, 3650),
  /** Whose a hold was that was cancelled or ran out; from then. */
  closed_holds: rule(90, 1, 3650),
  /** The text and address of a mail, and which loans it was about; from its sending. */
  notice_texts: rule(30, 1, 365),
  /** That a mail was sent at all. Long enough that nothing is told twice. */
  notice_log: rule(365, 90, 1826),
  /** Facts of refused attempts to borrow, which rehearsals of twelve months need. */
  refused_attempts: rule(400, 30, 1100),
  /** Sessions; from their end. */
  sessions: rule(1, 0, 30),
  /** Counts of failures to sign in. */
  login_attempts: rule(1, 1, 30),
  /** When readers signed in. */
  sign_ins: rule(365, 30, 1095),
  /** What the audit log tells of readers: names, addresses, comments. */
  audit_details: rule(365, 30, 3650),
  /** Whose settled charges and payments were. The amounts stay for the books. */
  settled_accounts: rule(3653, 365, 5479),
  /** Readers whose membership ended and who have nothing left to settle; they are told 30 days before. */
  inactive_readers: { ...rule(365, 90, 3650), canBeEndless: true },
  import_reports: rule(90, 7, 1095),
  /** Runs of scheduled jobs with their lines. */
  job_runs: rule(90, 7, 1095),
  /** Answers kept so that a desk may send a request again. */
  stored_answers: rule(2, 1, 30),
} as const satisfies Record<string, RetentionRule>;

export type RetentionPurpose = keyof typeof RETENTION_RULES;
export const RETENTION_PURPOSES = Object.keys(RETENTION_RULES) as RetentionPurpose[];

/** What a library has set; what it has not set is as standard, and `null` is kept without an end. */
export interface RetentionSettings {
  version: number;
  /** Whether readers choose for themselves what becomes of their past loans. */
  isHistoryChoiceOffered: boolean;
  days: Partial<Record<RetentionPurpose, number | null>>;
}

export const STANDARD_RETENTION: RetentionSettings = { version: 1, isHistoryChoiceOffered: true, days: {} };

/** Days between the warning of an inactive reader and the erasure. */
export const WARNING_DAYS = 30;

/** For how many days a purpose is kept; `null` without an end. */
export function daysFor({ days }: RetentionSettings, purpose: RetentionPurpose): number | null {
  const set = days[purpose];
  return set === undefined ? RETENTION_RULES[purpose].standard : set;
}
