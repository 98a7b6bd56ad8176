import { listBranches } from '../branches/branches.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { NoticeKind, NoticeState } from './notice-kinds.ts';
import { addDays, beginningOf } from './notice-plan.ts';
import * as queries from './notices.queries.ts';
import { findRecipient } from './outbox.queries.ts';
import type { NoticeDetail, Upcoming } from './notices.schema.ts';
import { hasDeclined, isGrouped, readReminderPolicies, type ReminderPolicyReader } from './reminder-policies.ts';
import { listLoansToRemind, listReminders } from './reminders.queries.ts';
import { isAskedFor, topicOf } from './reminders.service.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/**
 * Sends a mail that failed or was cancelled once more, or one that waits at once.
 *
 * @throws Problem `not_found`, `notice_state_refused` while it is being sent or after it was, `mail_not_configured`.
 */
export function retryNotice(
  context: Context & Pick<AppContext, 'mailer'>,
  actor: Actor,
  id: number,
): Promise<NoticeDetail> {
  if (context.mailer === null) throw problem('mail_not_configured');
  return change(
    context,
    actor,
    { id, action: 'notice.retry', from: ['failed', 'cancelled', 'queued', 'planned'] },
    (trx, notice) => queries.requeueNotice(trx, notice, toTimestamp(context.clock())),
  );
}

/**
 * Lets a mail not be sent.
 *
 * @throws Problem `not_found`, `notice_state_refused` while it is being sent or when it is over.
 */
export function cancelNotice(context: Context, actor: Actor, id: number): Promise<NoticeDetail> {
  return change(context, actor, { id, action: 'notice.cancel', from: ['planned', 'queued', 'failed'] }, (trx, notice) =>
    queries.cancelNotice(trx, notice, { error: 'by_staff', now: toTimestamp(context.clock()) }),
  );
}

function change(
  { db, audit }: Context,
  actor: Actor,
  { id, action, from }: { id: number; action: string; from: NoticeState[] },
  move: (trx: Trx, notice: NoticeDetail) => Promise<boolean>,
): Promise<NoticeDetail> {
  return inTransaction(db, async (trx) => {
    const before = await queries.findNotice(trx, id);
    if (before === undefined) throw problem('not_found');
    const { state } = before;
    // A sender may have taken it between the look and the change.
    if (!from.includes(state) || !(await move(trx, before))) throw problem('notice_state_refused', { state });
    const after = (await queries.findNotice(trx, id))!;
    // The text says what somebody reads: it has no place in a log that is kept.
    const entry = { action, entity: 'notice', entityId: id, branchId: before.branchId };
    await audit(trx, actor, { ...entry, before: { state }, after: { state: after.state } });
    return after;
  });
}

const EXAMPLES = 5;
const PAGE = 500;

type Tally = Map<string, { day: string; kind: NoticeKind; loans: number; patrons: Map<number, string> }>;

/** Which reminders the coming days will bring, as far as loans stay as they are. Days are each branch's own. */
export async function readUpcoming(context: Context, days: number): Promise<Upcoming> {
  const policies = await readReminderPolicies(context.db);
  const tally: Tally = new Map();
  for (const branch of await listBranches(context.db)) {
    const today = dayIn(context.clock(), branch.timeZone);
    const coming = Array.from({ length: days }, (_, index) => addDays(today, index + 1));
    await tallyBranch(context.db, { branch, coming, policies, tally });
  }
  const listed = [...tally.values()].sort((a, b) => compare(a.day, b.day) || compare(a.kind, b.kind));
  return {
    days: listed.map(({ day, kind, loans, patrons }) => ({
      day,
      kind,
      loans,
      patrons: patrons.size,
      examples: [...patrons].slice(0, EXAMPLES).map(([id, name]) => ({ id, name })),
    })),
  };
}

async function tallyBranch(
  db: Db,
  {
    branch,
    coming,
    policies,
    tally,
  }: {
    branch: { id: number; timeZone: string };
    coming: readonly string[];
    policies: ReminderPolicyReader;
    tally: Tally;
  },
): Promise<void> {
  const { id: branchId, timeZone } = branch;
  const dueBefore = beginningOf(addDays(coming.at(-1)!, policies.longest.courtesyBefore + 1), timeZone);
  for (let afterId = 0; ;) {
    const page = await listLoansToRemind(db, { branchId, dueBefore, afterId, limit: PAGE });
    const told = await listReminders(
      db,
      page.map(({ loanId }) => loanId),
    );
    for (const loan of page.filter((one) => one.email !== null && isAskedFor(one))) {
      const values = policies.resolve({ deskBranchId: branchId, ...loan });
      const about: { level: 1 | 2 | 3 | 'courtesy'; createdAt: string }[] = told.filter(
        ({ loanId, dueAt }) => loanId === loan.loanId && dueAt === loan.dueAt,
      );
      for (const day of coming) {
        const topic = topicOf(loan, { day, timeZone, values, about });
        if (topic === null || (topic === 'courtesy' && hasDeclined(loan.choice, values))) continue;
        const createdAt = beginningOf(day, timeZone);
        about.push({ level: topic === 'courtesy' ? topic : (Number(topic.slice(-1)) as 1 | 2 | 3), createdAt });
        const kind = isGrouped(loan.choice, values) ? 'digest' : topic;
        const entry = tally.get(`${day}:${kind}`) ?? { day, kind, loans: 0, patrons: new Map<number, string>() };
        entry.loans += 1;
        entry.patrons.set(loan.patronId, loan.patronName);
        tally.set(`${day}:${kind}`, entry);
      }
    }
    if (page.length < PAGE) return;
    afterId = page.at(-1)!.loanId;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a reader may know of the own mails. */
export async function readOwnNotices({ db, mailer }: Pick<AppContext, 'db' | 'mailer'>, patronId: number) {
  const recipient = await findRecipient(db, patronId);
  if (recipient === undefined) throw problem('not_found');
  const { categoryId: patronCategoryId, branchId, choice } = recipient;
  const parties = { deskBranchId: branchId, patronBranchId: branchId, itemHomeBranchId: branchId, patronCategoryId };
  const { canDeclineNotices } = (await readReminderPolicies(db)).resolve(parties);
  const items = await queries.listSentTo(db, patronId, 20);
  return { choice, canDecline: canDeclineNotices, isMailConfigured: mailer !== null, items };
}
