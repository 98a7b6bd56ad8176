import type { Db } from '../platform/database/database.ts';
import type { NoticeKind, NoticeState } from './notice-kinds.ts';
import type { Notice, NoticeDetail } from './notices.schema.ts';

export interface NoticeFilter {
  state?: NoticeState;
  kind?: NoticeKind;
  patronId?: number;
}

/** Mails, the newest first. */
export async function listNotices(
  db: Db,
  filter: NoticeFilter,
  page: { limit: number; beforeId?: number },
): Promise<Notice[]> {
  let query = selectNotices(db).orderBy('notices.id', 'desc').limit(page.limit);
  if (filter.state !== undefined) query = query.where('notices.state', '=', filter.state);
  if (filter.kind !== undefined) query = query.where('notices.kind', '=', filter.kind);
  if (filter.patronId !== undefined) query = query.where('notices.patron_id', '=', filter.patronId);
  if (page.beforeId !== undefined) query = query.where('notices.id', '<', page.beforeId);
  return (await query.execute()).map(toNotice);
}

export async function findNotice(db: Db, id: number): Promise<NoticeDetail | undefined> {
  const row = await selectNotices(db)
    .select(['notices.body_text as text', 'notices.body_html as html'])
    .where('notices.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const about = await db
    .selectFrom('notice_subjects as subject')
    .leftJoin('loans', 'loans.id', 'subject.loan_id')
    .leftJoin('holds', 'holds.id', 'subject.hold_id')
    .leftJoin('records', (join) =>
      join.on((eb) =>
        eb.or([eb('records.id', '=', eb.ref('loans.record_id')), eb('records.id', '=', eb.ref('holds.record_id'))]),
      ),
    )
    .select(['subject.topic', 'subject.loan_id as loanId', 'subject.hold_id as holdId', 'records.title'])
    .where('subject.notice_id', '=', id)
    .orderBy('subject.id')
    .execute();
  const { text, html, ...rest } = row;
  return { ...toNotice(rest), text, html, about: about as NoticeDetail['about'] };
}

/** Lets a mail be sent anew from its first attempt. Answers whether it was still in the state that was read. */
export function requeueNotice(db: Db, notice: Pick<Notice, 'id' | 'state'>, nextAttemptAt: string): Promise<boolean> {
  return moveNotice(db, notice, {
    state: 'queued',
    attempts: 0,
    next_attempt_at: nextAttemptAt,
    finished_at: null,
    open_key: null,
    error: null,
  });
}

/** Ends a mail that is not to be sent. Answers whether it was still in the state that was read. */
export function cancelNotice(
  db: Db,
  notice: Pick<Notice, 'id' | 'state'>,
  { error, now }: { error: string; now: string },
): Promise<boolean> {
  return moveNotice(db, notice, {
    state: 'cancelled',
    next_attempt_at: null,
    finished_at: now,
    open_key: null,
    error,
  });
}

async function moveNotice(
  db: Db,
  { id, state }: Pick<Notice, 'id' | 'state'>,
  values: {
    state: NoticeState;
    attempts?: number;
    next_attempt_at: string | null;
    finished_at: string | null;
    open_key: null;
    error: string | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notices')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** A reader's mails that were sent, the newest first. */
export async function listSentTo(db: Db, patronId: number, limit: number) {
  const rows = await db
    .selectFrom('notices')
    .select(['id', 'kind', 'subject', 'finished_at as sentAt'])
    .where('patron_id', '=', patronId)
    .where('state', '=', 'sent')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as NoticeKind }));
}

function selectNotices(db: Db) {
  return db
    .selectFrom('notices')
    .innerJoin('patrons', 'patrons.id', 'notices.patron_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.state',
      'notices.patron_id as patronId',
      'patrons.given_name as givenName',
      'patrons.family_name as familyName',
      'notices.branch_id as branchId',
      'notices.language',
      'notices.address',
      'notices.subject',
      'notices.attempts',
      'notices.next_attempt_at as nextAttemptAt',
      'notices.error',
      'notices.created_at as createdAt',
      'notices.finished_at as finishedAt',
    ]);
}

type NoticeViewRow = Omit<Notice, 'kind' | 'patron' | 'error'> & {
  kind: string;
  patronId: number;
  givenName: string;
  familyName: string;
  error: string | null;
};

function toNotice({ patronId, givenName, familyName, error, kind, ...row }: NoticeViewRow): Notice {
  return {
    ...row,
    kind: kind as NoticeKind,
    patron: { id: patronId, name: `${givenName} ${familyName}`.trim() },
    error: error === null ? null : toError(error),
  };
}

/** Stored as `code` or `code: detail`. */
function toError(error: string): { code: string; detail: string } {
  const end = error.indexOf(': ');
  return end === -1 ? { code: error, detail: '' } : { code: error.slice(0, end), detail: error.slice(end + 2) };
}
