import type { Db } from '../platform/database/database.ts';
import type { NoticeKind } from './notice-kinds.ts';

/** A loan or hold that a mail is about, as it is now. */
export interface NoticeSubject {
  topic: NoticeKind;
  detail: Record<string, unknown>;
  loan: {
    title: string;
    authors: string[];
    barcode: string;
    itemStatus: string;
    patronId: number | null;
    dueAt: string;
    isHourly: boolean;
    timeZone: string;
    returnedAt: string | null;
  } | null;
  hold: {
    title: string;
    authors: string[];
    patronId: number | null;
    status: string;
    readyAt: string | null;
    branch: string;
    pickupUntil: string | null;
  } | null;
}

/** What a mail is about, the first due first. */
export async function listSubjects(db: Db, noticeId: number): Promise<NoticeSubject[]> {
  const rows = await db
    .selectFrom('notice_subjects as subject')
    .leftJoin('loans as loan', 'loan.id', 'subject.loan_id')
    .leftJoin('records as loan_record', 'loan_record.id', 'loan.record_id')
    .leftJoin('items as item', 'item.id', 'loan.item_id')
    .leftJoin('branches as branch', 'branch.id', 'loan.branch_id')
    .leftJoin('holds as hold', 'hold.id', 'subject.hold_id')
    .leftJoin('records as hold_record', 'hold_record.id', 'hold.record_id')
    .leftJoin('branches as pickup', 'pickup.id', 'hold.pickup_branch_id')
    .select([
      'subject.topic',
      'subject.detail',
      'loan_record.title as loanTitle',
      'loan_record.authors as loanAuthors',
      'item.barcode',
      'item.status as itemStatus',
      'loan.patron_id as loanPatronId',
      'loan.due_at as dueAt',
      'loan.is_hourly as isHourly',
      'branch.time_zone as timeZone',
      'loan.returned_at as returnedAt',
      'hold_record.title as holdTitle',
      'hold_record.authors as holdAuthors',
      'hold.patron_id as holdPatronId',
      'hold.status as holdStatus',
      'hold.ready_at as readyAt',
      'hold.pickup_until as pickupUntil',
      'pickup.name as pickupBranch',
    ])
    .where('subject.notice_id', '=', noticeId)
    .orderBy('loan.due_at')
    .orderBy('subject.id')
    .execute();
  return rows.map((row) => ({
    topic: row.topic as NoticeKind,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    loan:
      row.dueAt === null
        ? null
        : {
            title: row.loanTitle ?? '',
            authors: JSON.parse(row.loanAuthors ?? '[]') as string[],
            barcode: row.barcode ?? '',
            itemStatus: row.itemStatus ?? '',
            patronId: row.loanPatronId,
            dueAt: row.dueAt,
            isHourly: row.isHourly === 1,
            timeZone: row.timeZone ?? 'UTC',
            returnedAt: row.returnedAt,
          },
    hold:
      row.holdStatus === null
        ? null
        : {
            title: row.holdTitle ?? '',
            authors: JSON.parse(row.holdAuthors ?? '[]') as string[],
            patronId: row.holdPatronId,
            status: row.holdStatus,
            readyAt: row.readyAt,
            branch: row.pickupBranch ?? '',
            pickupUntil: row.pickupUntil,
          },
  }));
}
