import type { Retention, RetentionChanges, RetentionPurpose } from '../api-types';

/** In which order and under which headings the page shows what is kept. */
export const RETENTION_GROUPS = {
  reading: ['loan_history', 'fulfilled_holds', 'closed_holds', 'refused_attempts'],
  mails: ['notice_texts', 'notice_log'],
  people: ['inactive_readers', 'sign_ins', 'sessions', 'login_attempts'],
  money: ['settled_accounts'],
  log: ['audit_details', 'import_reports', 'job_runs', 'stored_answers'],
} as const satisfies Record<string, RetentionPurpose[]>;

export type Kept = Retention['purposes'][number];

/** The days of every purpose as their inputs have them; `null` is without an end. */
export type RetentionDraft = Record<RetentionPurpose, string | null> & { isHistoryChoiceOffered: boolean };

export function draftOfRetention({ purposes, isHistoryChoiceOffered }: Retention): RetentionDraft {
  const days = purposes.map(({ purpose, days }) => [purpose, days === null ? null : String(days)]);
  return { ...(Object.fromEntries(days) as Record<RetentionPurpose, string | null>), isHistoryChoiceOffered };
}

/** Whether what was typed is a number of days that the purpose may have. */
export function isPeriod(text: string | null, { least, most, canBeEndless }: Kept): boolean {
  if (text === null) return canBeEndless;
  const days = Number(text);
  return /^\d+$/.test(text.trim()) && days >= least && days <= most;
}

/** What differs from what is saved; `null` when nothing does. Every period is one. */
export function changesOfRetention(draft: RetentionDraft, saved: Retention): RetentionChanges | null {
  const changed = saved.purposes
    .map(({ purpose, days }) => ({ purpose, before: days, after: daysOf(draft[purpose]) }))
    .filter(({ before, after }) => before !== after);
  const isOfferChanged = draft.isHistoryChoiceOffered !== saved.isHistoryChoiceOffered;
  if (changed.length === 0 && !isOfferChanged) return null;
  return {
    ...(changed.length > 0 ? { days: Object.fromEntries(changed.map(({ purpose, after }) => [purpose, after])) } : {}),
    ...(isOfferChanged ? { isHistoryChoiceOffered: draft.isHistoryChoiceOffered } : {}),
  };
}

/** What would be kept for less long than now: the next run forgets it. */
export function shortened(draft: RetentionDraft, saved: Retention): RetentionPurpose[] {
  const isShorter = ({ purpose, days }: Kept) => (daysOf(draft[purpose]) ?? Infinity) < (days ?? Infinity);
  return saved.purposes.filter(isShorter).map(({ purpose }) => purpose);
}

function daysOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
