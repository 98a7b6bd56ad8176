import { findLoans, type LoanPosition } from '../circulation/loans.queries.ts';
import type { Db } from '../platform/database/database.ts';
import { findNewestCards } from './references.queries.ts';
import type { OverdueFilter, OverdueLoan } from './worklists.schema.ts';

/** Loans of some branches and readers that are due in a span of time. A part that is left out does not narrow. */
export interface DueSpan {
  loanBranchIds: readonly number[];
  /** The branches whose policies count, and where they are found; none for all. */
  policyBranches?: { column: PolicyBranchColumn; ids: readonly number[] };
  categoryId?: number;
  /** Instants as timestamps. */
  dueFrom: string | null;
  dueBefore: string;
}

/** Where the branch stands whose policies a loan goes by, for each way that the library may have chosen. */
export const POLICY_BRANCH_COLUMNS = {
  desk: 'loans.branch_id',
  patron_home: 'patrons.branch_id',
  item_home: 'items.home_branch_id',
} as const;
type PolicyBranchColumn = (typeof POLICY_BRANCH_COLUMNS)[keyof typeof POLICY_BRANCH_COLUMNS];

/** An overdue loan, with what its level depends on. */
export type OverdueRow = Omit<OverdueLoan, 'daysOverdue' | 'level' | 'told'> & {
  patronBranchId: number;
  homeBranchId: number;
};

type Filter = Omit<OverdueFilter, 'level'>;

/**
 * Lists overdue loans, the longest overdue first, with how to reach their readers.
 *
 * @param spans only loans in one of these; `undefined` for all.
 */
export async function listOverdueLoans(
  db: Db,
  filter: Filter,
  spans: readonly DueSpan[] | undefined,
  page: { now: string; limit: number; after?: LoanPosition },
): Promise<OverdueRow[]> {
  let query = overdue(db, filter, spans, page.now)
    .select([
      'loans.id',
      'patrons.id as patronId',
      'patrons.branch_id as patronBranchId',
      'patrons.category_id as categoryId',
      'patrons.email',
      'patrons.phone',
      'patrons.street',
      'patrons.postal_code as postalCode',
      'patrons.city',
      'patrons.notes',
      'items.home_branch_id as homeBranchId',
    ])
    .orderBy('loans.due_at')
    .orderBy('loans.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    const [at, id] = page.after;
    query = query.where((eb) =>
      eb.or([eb('loans.due_at', '>', at), eb.and([eb('loans.due_at', '=', at), eb('loans.id', '>', id)])]),
    );
  }
  const rows = await query.execute();
  const loans = await findLoans(
    db,
    rows.map(({ id }) => id),
    page.now,
  );
  const cards = await findNewestCards(
    db,
    rows.map(({ patronId }) => patronId),
  );
  return rows.map(({ id, patronId, patronBranchId, homeBranchId, ...reader }) => ({
    ...loans.get(id)!,
    patronBranchId,
    homeBranchId,
    reader: { ...reader, cardNumber: cards.get(patronId) ?? null },
  }));
}

export async function countOverdueLoans(
  db: Db,
  filter: Filter,
  spans: readonly DueSpan[] | undefined,
  now: string,
): Promise<number> {
  const { count } = await overdue(db, filter, spans, now)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function overdue(
  db: Db,
  { branchId, categoryId, situation }: Filter,
  spans: readonly DueSpan[] | undefined,
  now: string,
) {
  let query = db
    .selectFrom('loans')
    .innerJoin('patrons', 'patrons.id', 'loans.patron_id')
    .innerJoin('items', 'items.id', 'loans.item_id')
    .where('loans.returned_at', 'is', null)
    .where('loans.due_at', '<', now);
  if (branchId !== undefined) query = query.where('loans.branch_id', '=', branchId);
  if (categoryId !== undefined) query = query.where('patrons.category_id', '=', categoryId);
  if (situation === 'out') query = query.where('items.status', 'not in', ['lost', 'claimed_returned']);
  else if (situation !== undefined) query = query.where('items.status', '=', situation);
  if (spans === undefined) return query;
  return query.where((eb) =>
    eb.or(
      spans.map((span) =>
        eb.and([
          eb('loans.due_at', '<', span.dueBefore),
          ...(span.dueFrom === null ? [] : [eb('loans.due_at', '>=', span.dueFrom)]),
          eb('loans.branch_id', 'in', span.loanBranchIds),
          ...(span.policyBranches === undefined ? [] : [eb(span.policyBranches.column, 'in', span.policyBranches.ids)]),
          ...(span.categoryId === undefined ? [] : [eb('patrons.category_id', '=', span.categoryId)]),
        ]),
      ),
    ),
  );
}

/** The last overdue notice that was mailed about each loan's present due date. */
export async function findLastReminders(
  db: Db,
  loans: readonly { id: number; dueAt: string }[],
): Promise<Map<number, { level: number; at: string }>> {
  if (loans.length === 0) return new Map();
  const due = new Map(loans.map(({ id, dueAt }) => [id, dueAt]));
  const rows = await db
    .selectFrom('notice_subjects')
    .innerJoin('notices', 'notices.id', 'notice_subjects.notice_id')
    .select(['notice_subjects.loan_id as loanId', 'notice_subjects.topic', 'notice_subjects.dedup_key as key'])
    .select('notices.finished_at as at')
    .where('notice_subjects.loan_id', 'in', [...due.keys()])
    .where('notice_subjects.topic', 'in', ['overdue_1', 'overdue_2', 'overdue_3'])
    .where('notices.state', '=', 'sent')
    .orderBy('notice_subjects.topic')
    .execute();
  return new Map(
    rows
      // One that was about an earlier due date, before a renewal, is over.
      .filter(({ loanId, topic, key }) => key === `${topic}:${loanId}:${due.get(loanId!)}`)
      .map(({ loanId, topic, at }) => [loanId!, { level: Number(topic.slice(-1)), at: at! }]),
  );
}

/** Every branch with its clock, and every category of readers. */
export async function readDivisions(db: Db) {
  const branches = await db
    .selectFrom('branches')
    .select(['id', 'name', 'time_zone as timeZone'])
    .orderBy('id')
    .execute();
  const categories = await db.selectFrom('patron_categories').select('id').orderBy('id').execute();
  return { branches, categoryIds: categories.map(({ id }) => id) };
}
