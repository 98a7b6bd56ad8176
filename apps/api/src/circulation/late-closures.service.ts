import { Temporal } from 'temporal-polyfill';
import { forEachInBatches } from '../jobs/in-batches.ts';
import type { Counts, JobContext, JobRun, RequestedJob } from '../jobs/job.ts';
import { listPlaces, queueRun } from '../jobs/jobs.queries.ts';
import { SYSTEM, type Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Db, Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import { findBorrower } from './borrowers.queries.ts';
import { isOpenOn, type Calendar } from './calendar.ts';
import { staffIdOf } from './circulation-context.ts';
import { findItem } from './items.queries.ts';
import { listDueMoments, listLoansDueAt, type JobLoan } from './job-loans.queries.ts';
import { moveOffClosure } from './late-closure.ts';
import { findCalendar, readRules } from './library-rules.queries.ts';
import { insertLoanDecision } from './loan-decisions.queries.ts';
import * as loans from './loans.queries.ts';
import { policiesFor, resolvePoliciesFor } from './policies.service.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { branchStep } from './policy-trace.ts';

const NAME = 'loans.move_due_dates';

/**
 * Moves the due dates that have come to fall on a closed day (rule 7). A change of a calendar asks for it; by hand it goes
 * through every branch. What it has moved falls on an open day, so that doing it again changes nothing.
 */
export const moveDueDatesJob: RequestedJob = {
  name: NAME,
  kind: 'requested',
  run: async (context, run, input) => {
    const { branchId = null } = input as { branchId?: number | null };
    for (const place of await listPlaces(context.db)) {
      if (branchId === null || branchId === place.branchId) await moveAtBranch(context, run, place.branchId);
    }
  },
};

/** Asks for due dates to be moved, in the transaction that changes the calendar; of all branches for `null`. */
export async function queueMoves(
  trx: Trx,
  actor: Actor,
  { branchId, now }: { branchId: number | null; now: Temporal.Instant },
): Promise<void> {
  await queueRun(trx, { name: NAME, input: { branchId }, staffId: staffIdOf(actor), now: toTimestamp(now) });
}

async function moveAtBranch(context: JobContext, run: JobRun, branchId: number): Promise<void> {
  const { db } = context;
  const calendar = (await findCalendar(db, branchId))!;
  for (const dueAt of await closedMoments(db, branchId, { calendar, now: run.now })) {
    await forEachInBatches<JobLoan>(context, run, {
      read: (after, limit) => listLoansDueAt(db, { branchId, dueAt }, { afterId: after?.id ?? 0, limit }),
      about: ({ id }) => ({ loanId: id }),
      work: (trx, { id }) => moveLoan(context, trx, run, { loanId: id, dueAt, calendar }),
    });
  }
}

async function moveLoan(
  context: JobContext,
  trx: Trx,
  run: JobRun,
  { loanId, dueAt: found, calendar }: { loanId: number; dueAt: string; calendar: Calendar },
): Promise<Counts | null> {
  await lockRows(trx, () => rowsOfLoan(trx, loanId));
  const loan = await loans.findLoanRow(trx, loanId);
  // Returned or renewed since the page was read.
  if (loan === undefined || loan.returnedAt !== null || loan.dueAt !== found || loan.patronId === null) return null;
  const patron = (await findBorrower(trx, loan.patronId))!;
  const item = (await findItem(trx, loan.itemId))!;
  const policies = policiesFor(await readRules(trx), { deskBranchId: loan.branchId, patron, item });
  const moved = moveOffClosure({
    now: run.now,
    dueAt: Temporal.Instant.from(loan.dueAt),
    isHourly: loan.isHourly === 1,
    period: periodOf(policies.values, loan.renewals),
    closedDays: policies.values.closedDays,
    calendar,
    cardExpiresOn: patron.expiresOn,
  });
  if (moved === null) return null;
  const dueAt = toTimestamp(moved.dueAt);
  if (!(await loans.updateLoanPeriod(trx, loan, { ...loan, dueAt }))) throw problem('conflict');
  const steps = [branchStep(policies), ...moved.steps];
  const at = toTimestamp(run.now);
  const explanation = { steps, policies: policies.uses() };
  await insertLoanDecision(trx, loanId, { kind: 'closure', at, chargeId: null, explanation });
  const entry = { action: 'loan.move_due_date', entity: 'loan', entityId: loanId, branchId: loan.branchId };
  await context.audit(trx, SYSTEM, { ...entry, before: { dueAt: loan.dueAt }, after: { dueAt } });
  const event = { kind: 'due_date_changed', loanId, dueAt, previousDueAt: loan.dueAt } as const;
  await context.queueNotice(trx, { ...event, patronId: loan.patronId, branchId: loan.branchId });
  await run.note(trx, { outcome: 'moved', detail: { loanId, itemId: loan.itemId, from: loan.dueAt, to: dueAt } });
  return { moved: 1 };
}

/** Loans that would move from one day to another. */
export interface PlannedMoves {
  branchId: number;
  from: string;
  to: string;
  loans: number;
}

/** Counts what would move if a branch had another calendar. Nothing is changed. */
export async function planMoves(
  { db, clock }: Pick<JobContext, 'db' | 'clock'>,
  branchId: number,
  calendar: Calendar,
): Promise<PlannedMoves[]> {
  const now = clock();
  const rules = await readRules(db);
  const planned = new Map<string, PlannedMoves>();
  for (const dueAt of await closedMoments(db, branchId, { calendar, now })) {
    for await (const loan of loansDueAt(db, branchId, dueAt)) {
      const patron = { categoryId: loan.patronCategoryId, branchId: loan.patronBranchId };
      const { values } = resolvePoliciesFor(rules, { deskBranchId: branchId, patron, item: loan });
      const moved = moveOffClosure({
        now,
        dueAt: Temporal.Instant.from(dueAt),
        isHourly: loan.isHourly === 1,
        period: periodOf(values, loan.renewals),
        closedDays: values.closedDays,
        calendar,
        cardExpiresOn: loan.cardExpiresOn,
      });
      if (moved === null) continue;
      const [from, to] = [dayOf(Temporal.Instant.from(dueAt), calendar), dayOf(moved.dueAt, calendar)];
      const key = `${from} ${to}`;
      const known = planned.get(key) ?? { branchId, from, to, loans: 0 };
      planned.set(key, { ...known, loans: known.loans + 1 });
    }
  }
  return [...planned.values()];
}

async function* loansDueAt(db: Db, branchId: number, dueAt: string): AsyncGenerator<JobLoan> {
  const limit = 1000;
  let page: JobLoan[] = [];
  do {
    page = await listLoansDueAt(db, { branchId, dueAt }, { afterId: page.at(-1)?.id ?? 0, limit });
    yield* page;
  } while (page.length === limit);
}

/** The moments to come at which loans of a branch are due although it is closed on that day. */
async function closedMoments(
  db: Db,
  branchId: number,
  { calendar, now }: { calendar: Calendar; now: Temporal.Instant },
): Promise<string[]> {
  const moments = await listDueMoments(db, branchId, toTimestamp(now));
  return moments.filter(
    (moment) => !isOpenOn(calendar, Temporal.Instant.from(moment).toZonedDateTimeISO(calendar.timeZone).toPlainDate()),
  );
}

function periodOf(values: PolicyValues, renewals: number): number {
  if (values.loanUnit !== 'day') return 0;
  return renewals === 0 ? values.loanPeriod : (values.renewalPeriod ?? values.loanPeriod);
}

function dayOf(moment: Temporal.Instant, calendar: Calendar): string {
  return moment.toZonedDateTimeISO(calendar.timeZone).toPlainDate().toString();
}
