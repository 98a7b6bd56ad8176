/** Every mail that the library sends to readers by itself. Each has a text in both languages. */
export const NOTICE_KINDS = [
  'courtesy',
  'overdue_1',
  'overdue_2',
  'overdue_3',
  'digest',
  'hold_ready',
  'hold_expired',
  'recall',
  'due_date_changed',
  'auto_renewal',
  'card_expiring',
  'account_ending',
  'receipt',
  'welcome',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_STATES = ['planned', 'queued', 'sending', 'sent', 'failed', 'cancelled'] as const;

export type NoticeState = (typeof NOTICE_STATES)[number];

/** Which mails a reader wants: as the library has it, each by itself, reminders once a day, or only the essential ones. */
export const NOTICE_CHOICES = ['library', 'each', 'daily', 'essential'] as const;

export type NoticeChoice = (typeof NOTICE_CHOICES)[number];

/** What a reader has asked for or must know. The rest is a service that a reader may decline. */
const ESSENTIAL: ReadonlySet<NoticeKind> = new Set([
  'overdue_1',
  'overdue_2',
  'overdue_3',
  'digest',
  'hold_ready',
  'hold_expired',
  'recall',
  'account_ending',
]);

export function isEssential(kind: NoticeKind): boolean {
  return ESSENTIAL.has(kind);
}

export function overdueKind(level: 1 | 2 | 3): 'overdue_1' | 'overdue_2' | 'overdue_3' {
  return `overdue_${level}`;
}

/** The states of items that nobody asks a reader to bring back. */
export const NOT_ASKED_FOR: ReadonlySet<string> = new Set(['claimed_returned', 'lost', 'withdrawn']);
