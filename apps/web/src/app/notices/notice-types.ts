import type { NoticeKind, NoticeState } from '../api-types';

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
] as const satisfies NoticeKind[];

export const NOTICE_STATES = [
  'planned',
  'queued',
  'sending',
  'sent',
  'failed',
  'cancelled',
] as const satisfies NoticeState[];

/** A text's fault and its place, from the parameters of `template_invalid`. */
export interface TemplateFault {
  part: 'subject' | 'body';
  code: string;
  name: string;
  line: number;
  column: number;
}
