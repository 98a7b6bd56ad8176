import { Temporal } from 'temporal-polyfill';
import { findBranch } from '../branches/branches.queries.ts';
import { updateRestriction } from '../circulation/borrowers.queries.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { NOT_ASKED_FOR, overdueKind } from './notice-kinds.ts';
import {
  addDays,
  beginningOf,
  doesRestrict,
  dueOverdueLevel,
  GATHER_MINUTES,
  isCardExpiryDue,
  isCourtesyDue,
  nextDigestAt,
} from './notice-plan.ts';
import { addToOutbox, type Outgoing } from './notice-queue.service.ts';
import { listReadersWithDigest, type NewSubject } from './outbox.queries.ts';
import { hasDeclined, isGrouped, readReminderPolicies, type ReminderPolicyReader } from './reminder-policies.ts';
import * as queries from './reminders.queries.ts';
import type { LoanToRemind } from './reminders.queries.ts';

/** What planning needs of the process around it. */
export type PlanContext = Pick<AppContext, 'db' | 'clock' | 'audit' | 'mailer'>;

/** How many reminders were put into the outbox, and how many readers may not borrow. */
export interface PlanResult {
  reminders: number;
  restricted: number;
}

/** Few enough that no desk waits long for a reader who is in the page. */
const PAGE = 100;

/**
 * Plans what a branch's day brings: courtesy and overdue notices for the loans that began there, a word to its readers whose
 * card ends, and a restriction where a loan is so late that the policy wants it. What was told before is not told again, so
 * it may run any number of times; days on which it did not run are made up for, except for what would be stale. Without a
 * mail server only restrictions are made.
 *
 * @param day the local day of the branch.
 */
export async function planNotices(
  context: PlanContext,
  { branchId, day }: { branchId: number; day: string },
): Promise<PlanResult> {
  const branch = await findBranch(context.db, branchId);
  if (branch === undefined) return { reminders: 0, restricted: 0 };
  const policies = await readReminderPolicies(context.db);
  const run: Run = { context, policies, branchId, day, timeZone: branch.timeZone };
  const result = await planLoans(run);
  if (context.mailer === null) return result;
  return { ...result, reminders: result.reminders + (await planCardExpiries(run)) };
}

interface Run {
  context: PlanContext;
  policies: ReminderPolicyReader;
  branchId: number;
  day: string;
  timeZone: string;
}

async function planLoans(run: Run): Promise<PlanResult> {
  const { context, policies, branchId, day, timeZone } = run;
  const dueBefore = beginningOf(addDays(day, policies.longest.courtesyBefore + 1), timeZone);
  const result = { reminders: 0, restricted: 0 };
  for (let afterId = 0; ;) {
    const page = await inTransaction(context.db, async (trx) => {
      const list = () => queries.listLoansToRemind(trx, { branchId, dueBefore, afterId, limit: PAGE });
      await lockRows(trx, async () => ({ patrons: (await list()).map(({ patronId }) => patronId) }));
      const loans = await list();
      const asked = loans.filter(isAskedFor);
      const reminders = context.mailer === null ? 0 : await remind(run, trx, asked);
      return { loans, reminders, restricted: await restrict(run, trx, asked) };
    });
    result.reminders += page.reminders;
    result.restricted += page.restricted;
    if (page.loans.length < PAGE) return result;
    afterId = page.loans.at(-1)!.loanId;
  }
}

async function remind(run: Run, trx: Trx, loans: readonly LoanToRemind[]): Promise<number> {
  const { context, policies, branchId, day, timeZone } = run;
  const now = context.clock();
  const told = await queries.listReminders(
    trx,
    loans.map(({ loanId }) => loanId),
  );
  const reminders = loans.flatMap((loan) => {
    if (loan.email === null) return [];
    const values = policies.resolve({ deskBranchId: branchId, ...loan });
    const about = told.filter(({ loanId, dueAt }) => loanId === loan.loanId && dueAt === loan.dueAt);
    const topic = topicOf(loan, { day, timeZone, values, about });
    if (topic === null || (topic === 'courtesy' && hasDeclined(loan.choice, values))) return [];
    return [{ loan, topic, isGrouped: isGrouped(loan.choice, values) }];
  });
  const digestAt = await readDigestTimes(
    trx,
    reminders.flatMap(({ loan, isGrouped }) => (isGrouped ? [loan] : [])),
    now,
  );
  const mails = new Map<string, Omit<Outgoing, 'subjects'> & { subjects: NewSubject[] }>();
  for (const { loan, topic, isGrouped } of reminders) {
    const { loanId, patronId, dueAt } = loan;
    const sendAt = digestAt.get(patronId) ?? now.add({ minutes: GATHER_MINUTES });
    // What would come too late in tomorrow's mail comes by itself.
    const inDigest = isGrouped && (topic !== 'courtesy' || dueAt > toTimestamp(sendAt));
    const kind = inDigest ? 'digest' : topic;
    const mail = mails.get(`${kind}:${patronId}`) ?? {
      kind,
      patronId,
      // One mail a day is in the name of the reader's own library, wherever the loans began.
      branchId: inDigest ? loan.patronBranchId : branchId,
      detail: {},
      subjects: [],
      now,
      sendAt: inDigest ? sendAt : now.add({ minutes: GATHER_MINUTES }),
    };
    const detail = { dueAt, plannedAt: toTimestamp(now) };
    mail.subjects.push({ topic, dedupKey: `${topic}:${loanId}:${dueAt}`, loanId, holdId: null, detail });
    mails.set(`${kind}:${patronId}`, mail);
  }
  for (const mail of mails.values()) await addToOutbox(trx, mail);
  return reminders.length;
}

/** When the mail of the day of each reader goes: tomorrow for those who have had today's, else as soon as it is gathered. */
async function readDigestTimes(
  trx: Trx,
  readers: readonly Pick<LoanToRemind, 'patronId' | 'patronTimeZone'>[],
  now: Temporal.Instant,
): Promise<Map<number, Temporal.Instant>> {
  const times = new Map<number, Temporal.Instant>();
  for (const [timeZone, ofZone] of Map.groupBy(readers, ({ patronTimeZone }) => patronTimeZone)) {
    const ids = [...new Set(ofZone.map(({ patronId }) => patronId))];
    const hadTodays = await listReadersWithDigest(trx, ids, beginningOf(dayIn(now, timeZone), timeZone));
    for (const id of ids) {
      times.set(id, hadTodays.has(id) ? nextDigestAt(now, timeZone) : now.add({ minutes: GATHER_MINUTES }));
    }
  }
  return times;
}

/** Whether the reader of a loan is asked to bring it back at all. */
export function isAskedFor({ itemStatus }: Pick<LoanToRemind, 'itemStatus'>): boolean {
  return !NOT_ASKED_FOR.has(itemStatus);
}

/** What a loan's reader is to be told on a day, if anything. */
export function topicOf(
  loan: Pick<LoanToRemind, 'dueAt' | 'startedAt'>,
  at: {
    day: string;
    timeZone: string;
    values: ReturnType<ReminderPolicyReader['resolve']>;
    about: readonly { level: 1 | 2 | 3 | 'courtesy'; createdAt: string }[];
  },
): 'courtesy' | 'overdue_1' | 'overdue_2' | 'overdue_3' | null {
  const { day, timeZone, values, about } = at;
  const localDay = (timestamp: string) => dayIn(Temporal.Instant.from(timestamp), timeZone);
  const days = { dueDay: localDay(loan.dueAt), startDay: localDay(loan.startedAt) };
  if (isCourtesyDue(days, day, values)) return about.some(({ level }) => level === 'courtesy') ? null : 'courtesy';
  const levels = about.flatMap(({ level, createdAt }) =>
    level === 'courtesy' ? [] : [{ level, day: localDay(createdAt) }],
  );
  const level = dueOverdueLevel(days, day, values, levels);
  return level === null ? null : overdueKind(level);
}

/**
 * Lets readers with very late loans not borrow until tomorrow. It is said anew every night while the loan is out, so that
 * it ends by itself once everything is back.
 */
async function restrict(run: Run, trx: Trx, loans: readonly LoanToRemind[]): Promise<number> {
  const { context, policies, branchId, day, timeZone } = run;
  const until = addDays(day, 1);
  const done = new Set<number>();
  for (const loan of loans) {
    const { patronId, restrictedUntil, restrictionReason } = loan;
    if (done.has(patronId) || (restrictedUntil !== null && restrictedUntil >= until)) continue;
    const values = policies.resolve({ deskBranchId: branchId, ...loan });
    const dueDay = dayIn(Temporal.Instant.from(loan.dueAt), timeZone);
    if (!doesRestrict({ dueDay }, day, values, values.overdueRestrictsFrom)) continue;
    done.add(patronId);
    await updateRestriction(trx, patronId, until, 'overdue');
    await context.audit(trx, SYSTEM, {
      action: 'patron.restrict',
      entity: 'patron',
      entityId: patronId,
      branchId,
      before: { restrictedUntil, restrictionReason },
      after: { restrictedUntil: until, restrictionReason: 'overdue', loanId: loan.loanId },
    });
  }
  return done.size;
}

async function planCardExpiries({ context, policies, branchId, day, timeZone }: Run): Promise<number> {
  const to = addDays(day, policies.longest.cardExpiryMailedBefore);
  let count = 0;
  for (let afterId = 0; ;) {
    const page = await inTransaction(context.db, async (trx) => {
      const list = () => queries.listExpiringReaders(trx, { branchId, from: day, to, afterId, limit: PAGE });
      await lockRows(trx, async () => ({ patrons: (await list()).map(({ patronId }) => patronId) }));
      const readers = await list();
      let told = 0;
      for (const { patronId, patronCategoryId, choice, expiresOn, createdAt } of readers) {
        const parties = { deskBranchId: branchId, patronBranchId: branchId, itemHomeBranchId: branchId };
        const values = policies.resolve({ ...parties, patronCategoryId });
        const createdDay = dayIn(Temporal.Instant.from(createdAt), timeZone);
        if (hasDeclined(choice, values)) continue;
        if (!isCardExpiryDue({ expiresOn, createdDay }, day, values.cardExpiryMailedBefore)) continue;
        const dedupKey = `card_expiring:${patronId}:${expiresOn}`;
        const subject = {
          topic: 'card_expiring',
          dedupKey,
          loanId: null,
          holdId: null,
          detail: { expiresOn },
        } as const;
        const now = context.clock();
        const mail = { kind: 'card_expiring', patronId, branchId, detail: {}, subjects: [subject] } as const;
        if ((await addToOutbox(trx, { ...mail, now, sendAt: now })) !== null) told += 1;
      }
      return { readers, told };
    });
    count += page.told;
    if (page.readers.length < PAGE) return count;
    afterId = page.readers.at(-1)!.patronId;
  }
}
