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
  'receipt',
  'welcome',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_STATES = ['planned', 'queued', 'sending', 'sent', 'failed', 'cancelled'] as const;

export type NoticeState = (typeof NOTICE_STATES)[number];

/** GET /notices: a mail to a reader. */
export interface Notice {
  id: number;
  kind: NoticeKind;
  state: NoticeState;
  patron: { id: number; name: string };
  address: string | null;
  subject: string | null;
  attempts: number;
  nextAttemptAt: string | null;
  error: { code: string; detail: string } | null;
  createdAt: string;
  finishedAt: string | null;
}

/** GET /notices/:id: with its text. */
export interface NoticeDetail extends Notice {
  text: string | null;
  html: string | null;
  about: { topic: NoticeKind; loanId: number | null; holdId: number | null; title: string | null }[];
}

export interface NoticeSummary {
  isMailConfigured: boolean;
  counts: Partial<Record<NoticeState, number>>;
  oldestDueAt: string | null;
}

export interface UpcomingReminders {
  days: {
    day: string;
    kind: NoticeKind;
    patrons: number;
    loans: number;
    examples: { id: number; name: string }[];
  }[];
}

export interface NoticeTemplate {
  kind: NoticeKind;
  language: 'fr' | 'en';
  subject: string;
  body: string;
  isDefault: boolean;
  version: number;
  fields: { name: string; of: string[] }[];
}

/** A text's fault and its place, from the parameters of `template_invalid`. */
export interface TemplateFault {
  part: 'subject' | 'body';
  code: string;
  name: string;
  line: number;
  column: number;
}

export interface MailText {
  subject: string;
  text: string;
  html: string;
}
