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

/** What decides whether a reader gets a mail, and when. An erased reader has no address. */
export function findRecipient(
  db: Db,
  patronId: number,
): Promise<
  { email: string | null; categoryId: number; branchId: number; timeZone: string; choice: NoticeChoice } | undefined
> {
  return db
    .selectFrom('patrons')
    .innerJoin('branches', 'branches.id', 'patrons.branch_id')
    .select(['patrons.email', 'patrons.category_id as categoryId', 'patrons.notice_choice as choice'])
    .select(['branches.id as branchId', 'branches.time_zone as timeZone'])
    .where('patrons.id', '=', patronId)
    .executeTakeFirst();
}

/** Those of some keys that have been told before. */
export async function listKnownKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('notice_subjects').select('dedup_key').where('dedup_key', 'in', keys).execute();
  return new Set(rows.map((row) => row.dedup_key));
}

/**
 * Lets the mail that still gathers under a key go at a moment, or when it would have gone if that is earlier and to be kept.
 * Answers its id, or `null` when none gathers.
 */
export async function joinGathering(
  db: Db,
  openKey: string,
  { sendAt, isEarlierKept }: { sendAt: string; isEarlierKept: boolean },
): Promise<number | null> {
  // Written before it is read: from here on a sender that has seen the mail as it was cannot take it.
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('open_key', '=', openKey)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return null;
  const { id, next_attempt_at: before } = await db
    .selectFrom('notices')
    .select(['id', 'next_attempt_at'])
    .where('open_key', '=', openKey)
    .executeTakeFirstOrThrow();
  if (!isEarlierKept || before === null || before > sendAt) {
    await db.updateTable('notices').set({ next_attempt_at: sendAt }).where('id', '=', id).execute();
  }
  return id;
}

/** Those of some readers whose mail of the day was sent since a moment, or is on its way. */
export async function listReadersWithDigest(db: Db, patronIds: readonly number[], since: string): Promise<Set<number>> {
  if (patronIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('notices')
    .select('patron_id')
    .where('patron_id', 'in', patronIds)
    .where('kind', '=', 'digest')
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['queued', 'sending']),
        eb.and([eb('state', '=', 'sent'), eb('finished_at', '>=', since)]),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => row.patron_id));
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

/** A mail that waits for a sender. */
export interface DueNotice {
  id: number;
  kind: NoticeKind;
  patronId: number;
  branchId: number;
  detail: Record<string, unknown>;
  messageId: string;
  attempts: number;
  version: number;
}

/** The mails whose time has come, and those whose sender has not been heard of for the time of its lease. */
export async function listDue(db: Db, now: string, limit: number): Promise<DueNotice[]> {
  const select = db
    .selectFrom('notices')
    .select(['id', 'kind', 'patron_id as patronId', 'branch_id as branchId', 'detail'])
    .select(['message_id as messageId', 'attempts', 'version'])
    .limit(limit);
  const waiting = await select
    .where('state', 'in', ['planned', 'queued'])
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .execute();
  const abandoned = await select.where('state', '=', 'sending').where('lease_until', '<=', now).orderBy('id').execute();
  return [...abandoned, ...waiting].map((row) => ({
    ...row,
    kind: row.kind as NoticeKind,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }));
}

/** Takes a mail for one sender. Answers whether it was still as it was read: of two senders one gets it. */
export async function claimNotice(
  db: Db,
  { id, version, attempts }: DueNotice,
  { owner, leaseUntil }: { owner: string; leaseUntil: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({
      state: 'sending',
      open_key: null,
      attempts: attempts + 1,
      lease_owner: owner,
      lease_until: leaseUntil,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Keeps a mail as it is about to be sent. Answers whether it was still its sender's. */
export async function storeMail(
  db: Db,
  { id, owner }: { id: number; owner: string },
  mail: { language: string; address: string; subject: string; text: string; html: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set({
      language: mail.language,
      address: mail.address,
      subject: mail.subject,
      body_text: mail.text,
      body_html: mail.html,
    })
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What becomes of a mail after an attempt. */
export interface NoticeOutcome {
  state: 'sent' | 'failed' | 'cancelled' | 'queued';
  error: string | null;
  /** When it is tried again; only for `queued`. */
  nextAttemptAt: string | null;
  now: string;
}

/** Ends an attempt. Answers whether the mail was still its sender's. */
export async function endAttempt(
  db: Db,
  { id, owner }: { id: number; owner: string },
  { state, error, nextAttemptAt, now }: NoticeOutcome,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set((eb) => ({
      state,
      error,
      next_attempt_at: nextAttemptAt,
      finished_at: state === 'queued' ? null : now,
      lease_owner: null,
      lease_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('lease_owner', '=', owner)
    .where('state', '=', 'sending')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** How many mails are in each state. */
export async function countByState(db: Db): Promise<Partial<Record<string, number>>> {
  const rows = await db
    .selectFrom('notices')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Since when the mail that has waited longest was to be sent; `null` when none is due. */
export async function findOldestDue(db: Db, now: string): Promise<string | null> {
  const { oldest } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.min<string | null>('next_attempt_at').as('oldest'))
    .where('state', 'in', ['planned', 'queued', 'sending'])
    .where('next_attempt_at', '<=', now)
    .executeTakeFirstOrThrow();
  return oldest;
}
