import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { NoticeChoice, NoticeKind } from './notice-kinds.ts';

/** One thing that a mail is about. The key lets it be told once. */
export interface NewSubject {
  topic: NoticeKind;
  dedupKey: string;
  loanId: number | null;
  holdId: number | null;
  detail: Record<string, unknown>;
}

/** What decides whether a reader gets a mail. An erased reader has none. */
export function findRecipient(
  db: Db,
  patronId: number,
): Promise<{ email: string | null; categoryId: number; branchId: number; choice: NoticeChoice } | undefined> {
  return db
    .selectFrom('patrons')
    .select(['email', 'category_id as categoryId', 'branch_id as branchId', 'notice_choice as choice'])
    .where('id', '=', patronId)
    .executeTakeFirst();
}

/** Those of some keys that have been told before. */
export async function listKnownKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('notice_subjects').select('dedup_key').where('dedup_key', 'in', keys).execute();
  return new Set(rows.map((row) => row.dedup_key));
}

/** Lets the mail that still gathers under a key wait until a moment. Answers its id, or `null` when none gathers. */
export async function prolongGathering(db: Db, openKey: string, nextAttemptAt: string): Promise<number | null> {
  // Written before it is read: from here on a sender that has seen the mail as it was cannot take it.
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set((eb) => ({ next_attempt_at: nextAttemptAt, version: eb('version', '+', 1) }))
    .where('open_key', '=', openKey)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return null;
  const row = await db.selectFrom('notices').select('id').where('open_key', '=', openKey).executeTakeFirstOrThrow();
  return row.id;
}

export function insertNotice(
  db: Db,
  notice: {
    kind: NoticeKind;
    patronId: number;
    branchId: number;
    openKey: string;
    detail: Record<string, unknown>;
    messageId: string;
    nextAttemptAt: string;
    createdAt: string;
  },
): Promise<number> {
  return insertAndGetId(db, 'notices', {
    kind: notice.kind,
    patron_id: notice.patronId,
    branch_id: notice.branchId,
    state: 'planned',
    open_key: notice.openKey,
    detail: JSON.stringify(notice.detail),
    message_id: notice.messageId,
    next_attempt_at: notice.nextAttemptAt,
    created_at: notice.createdAt,
  });
}

export async function insertSubjects(db: Db, noticeId: number, subjects: readonly NewSubject[]): Promise<void> {
  const rows = subjects.map((subject) => ({
    notice_id: noticeId,
    topic: subject.topic,
    dedup_key: subject.dedupKey,
    loan_id: subject.loanId,
    hold_id: subject.holdId,
    detail: JSON.stringify(subject.detail),
  }));
  await db.insertInto('notice_subjects').values(rows).execute();
}
