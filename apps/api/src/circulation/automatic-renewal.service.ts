import { Temporal } from 'temporal-polyfill';
import { forEachInBatches, Undone } from '../jobs/in-batches.ts';
import type { Counts, DailyJob, JobContext, JobRun } from '../jobs/job.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import { findBorrower } from './borrowers.queries.ts';
import { findItem } from './items.queries.ts';
import { findMark, listLoansDueUntil, replaceMark, type JobLoan } from './job-loans.queries.ts';
import { readRules } from './library-rules.queries.ts';
import * as loans from './loans.queries.ts';
import type { LoanRow } from './loans.queries.ts';
import { resolvePoliciesFor } from './policies.service.ts';
import { isAutoRenewalDue } from './renewal-decision.ts';
import { renewUnder } from './renewals.service.ts';

const NAME = 'loans.renew';

/**
 * Renews by itself what the policies say is renewed by itself, on its last day, after the checks that a reader's own renewal
 * has to pass (rule 15). What was refused is tried again the next night; its reasons are kept, and told when they change.
 */
export const automaticRenewalJob: DailyJob = {
  name: NAME,
  kind: 'daily',
  hour: 1,
  scope: 'branch',
  missedDays: 'once',
  run: async (context, run, { branchId, day, timeZone }) => {
    const { db } = context;
    const rules = await readRules(db);
    const endsAt = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
    const until = toTimestamp(endsAt);
    await forEachInBatches<JobLoan>(context, run, {
      read: (after, limit) => listLoansDueUntil(db, { branchId: branchId!, until }, { after, limit }),
      about: ({ id }) => ({ loanId: id }),
      work: async (trx, { id, dueAt, ...loan }) => {
        const patron = { categoryId: loan.patronCategoryId, branchId: loan.patronBranchId };
        const { values } = resolvePoliciesFor(rules, { deskBranchId: loan.branchId, patron, item: loan });
        const isDue = isAutoRenewalDue(values, { dueAt: Temporal.Instant.from(dueAt) }, { today: day, endsAt });
        return isDue ? renewOne(context, trx, run, { loanId: id, day, until }) : null;
      },
    });
  },
};

async function renewOne(
  context: JobContext,
  trx: Trx,
  run: JobRun,
  { loanId, day, until }: { loanId: number; day: string; until: string },
): Promise<Counts | null> {
  await lockRows(trx, () => rowsOfLoan(trx, loanId));
  const loan = await loans.findLoanRow(trx, loanId);
  // Returned, renewed or erased since the page was read.
  if (loan === undefined || loan.returnedAt !== null || loan.patronId === null || loan.dueAt > until) return null;
  const mark = await findMark(trx, loanId, NAME);
  if (mark?.day === day && mark.detail['outcome'] === 'renewed') return null;
  const parties = { item: (await findItem(trx, loan.itemId))!, patron: (await findBorrower(trx, loan.patronId))! };
  const renewal = await renewUnder(context, trx, SYSTEM, { loan, ...parties, request: {} });
  const after = (await loans.findLoanRow(trx, loanId))!;
  if (renewal.kind === 'renewed') {
    // The card ends, or the period is 0: a renewal that gains nothing is not used up.
    if (after.dueAt <= loan.dueAt) throw new Undone({ unchanged: 1 });
    await settle(context, trx, run, { loan: after, patronId: loan.patronId, day, refusals: null });
    return { renewed: 1 };
  }
  const refusals = renewal.reasons.filter(({ severity }) => severity !== 'alert').map(({ code }) => code);
  const isKnown = mark?.detail['outcome'] === 'refused' && String(mark.detail['refusals']) === String(refusals);
  if (isKnown) return { still_refused: 1 };
  await settle(context, trx, run, { loan, patronId: loan.patronId, day, refusals });
  return { refused: 1 };
}

/** Keeps what became of a renewal, with the loan and with the run, and tells the reader. */
async function settle(
  { queueNotice }: JobContext,
  trx: Trx,
  run: JobRun,
  { loan, patronId, day, refusals }: { loan: LoanRow; patronId: number; day: string; refusals: string[] | null },
): Promise<void> {
  const outcome = refusals === null ? 'renewed' : 'refused';
  const detail = { dueAt: loan.dueAt, refusals: refusals ?? [] };
  await replaceMark(trx, loan.id, NAME, { day, detail: { outcome, ...detail } });
  await run.note(trx, { outcome, detail: { loanId: loan.id, itemId: loan.itemId, ...detail } });
  const event = { kind: 'auto_renewal', loanId: loan.id, isRenewed: refusals === null, ...detail } as const;
  await queueNotice(trx, { ...event, patronId, branchId: loan.branchId });
}
