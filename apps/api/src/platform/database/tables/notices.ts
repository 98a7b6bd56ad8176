import type { Generated } from 'kysely';

export interface NoticesTable {
  id: Generated<number>;
  patron_id: number;
  branch_id: number;
  kind: string;
  state: 'planned' | 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';
  open_key: string | null;
  detail: string;
  language: string | null;
  address: string | null;
  subject: string | null;
  body_text: string | null;
  body_html: string | null;
  message_id: string;
  attempts: Generated<number>;
  next_attempt_at: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
  version: Generated<number>;
}

export interface NoticeSubjectsTable {
  id: Generated<number>;
  notice_id: number;
  topic: string;
  dedup_key: string;
  loan_id: number | null;
  hold_id: number | null;
  detail: string;
}

export interface NoticeTemplatesTable {
  id: Generated<number>;
  kind: string;
  language: string;
  subject: string;
  body: string;
  updated_at: string;
  version: Generated<number>;
}
