import type { Db } from '../platform/database/database.ts';
import type { NoticeChoice } from './notice-kinds.ts';
import type { OverdueLevel } from './notice-plan.ts';

/** An open loan as reminders see it. */
export interface LoanToRemind {
  loanId: number;
  dueAt: string;
  startedAt: string;
  itemStatus: string;
  itemHomeBranchId: number;
  patronId: number;
  patronName: string;
  patronBranchId: number;
  patronTimeZone: string;
  patronCategoryId: number;
  email: string | null;
  choice: NoticeChoice;
  restrictedUntil: string | null;
  restrictionReason: string | null;
}

/** The open loans that began at a branch and are due before a moment, in pages by id. */
export async function listLoansToRemind(
  db: Db,
  filter: { branchId: number; dueBefore: string; afterId: number; limit: number },
): Promise<LoanToRemind[]> {
  const rows = await db
    .selectFrom('loans')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .innerJoin('patrons', 'patrons.id', 'loans.patron_id')
    .innerJoin('branches', 'branches.id', 'patrons.branch_id')
    .select([
      'loans.id as loanId',
      'loans.due_at as dueAt',
      'loans.checked_out_at as checkedOutAt',
      'loans.last_renewed_at as lastRenewedAt',
      'items.status as itemStatus',
      'items.home_branch_id as itemHomeBranchId',
      'patrons.id as patronId',
      'patrons.given_name as givenName',
      'patrons.family_name as familyName',
      'patrons.branch_id as patronBranchId',
      'branches.time_zone as patronTimeZone',
      'patrons.category_id as patronCategoryId',
      'patrons.email',
      'patrons.notice_choice as choice',
      'patrons.restricted_until as restrictedUntil',
      'patrons.restriction_reason as restrictionReason',
    ])
    .where('loans.branch_id', '=', filter.branchId)
    .where('loans.returned_at', 'is', null)
    .where('loans.due_at', '<', filter.dueBefore)
    .where('loans.id', '>', filter.afterId)
    .orderBy('loans.id')
    .limit(filter.limit)
    .execute();
  return rows.map(({ checkedOutAt, lastRenewedAt, givenName, familyName, ...row }) => ({
    ...row,
    startedAt: lastRenewedAt ?? checkedOutAt,
    patronName: `${givenName} ${familyName}`.trim(),
  }));
}

/** What some loans' readers have been reminded of: the due date that it was about, the topic, and when. */
export async function listReminders(
  db: Db,
  loanIds: readonly number[],
): Promise<{ loanId: number; dueAt: string; level: OverdueLevel | 'courtesy'; createdAt: string }[]> {
  if (loanIds.length === 0) return [];
  const rows = await db
    .selectFrom('notice_subjects')
    .innerJoin('notices', 'notices.id', 'notice_subjects.notice_id')
    .select(['notice_subjects.loan_id as loanId', 'notice_subjects.topic', 'notice_subjects.detail'])
    .select('notices.created_at as createdAt')
    .where('notice_subjects.loan_id', 'in', loanIds)
    .where('notice_subjects.topic', 'in', ['courtesy', 'overdue_1', 'overdue_2', 'overdue_3'])
    .execute();
  return rows.map(({ loanId, topic, detail, createdAt }) => {
    // The mail of a day may have begun to gather before the reminder came to it.
    const { dueAt, plannedAt = createdAt } = JSON.parse(detail) as { dueAt: string; plannedAt?: string };
    const level = topic === 'courtesy' ? 'courtesy' : (Number(topic.slice(-1)) as OverdueLevel);
    return { loanId: loanId!, dueAt, level, createdAt: plannedAt };
  });
}

/** A reader whose card ends. */
export interface ExpiringReader {
  patronId: number;
  patronName: string;
  patronCategoryId: number;
  choice: NoticeChoice;
  expiresOn: string;
  createdAt: string;
}

/** The readers of a branch with an address whose card ends between two days, both included, in pages by id. */
export async function listExpiringReaders(
  db: Db,
  filter: { branchId: number; from: string; to: string; afterId: number; limit: number },
): Promise<ExpiringReader[]> {
  const rows = await db
    .selectFrom('patrons')
    .select(['id as patronId', 'given_name as givenName', 'family_name as familyName'])
    .select(['category_id as patronCategoryId', 'notice_choice as choice', 'expires_on as expiresOn'])
    .select('created_at as createdAt')
    .where('branch_id', '=', filter.branchId)
    .where('email', 'is not', null)
    .where('search_name', '<>', '')
    .where('expires_on', '>=', filter.from)
    .where('expires_on', '<=', filter.to)
    .where('id', '>', filter.afterId)
    .orderBy('id')
    .limit(filter.limit)
    .execute();
  return rows.map(({ givenName, familyName, ...row }) => ({ ...row, patronName: `${givenName} ${familyName}`.trim() }));
}
