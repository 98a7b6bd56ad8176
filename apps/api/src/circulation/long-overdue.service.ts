import { Temporal } from 'temporal-polyfill';
import { forEachInBatches } from '../jobs/in-batches.ts';
import type { Counts, DailyJob, JobContext, JobRun } from '../jobs/job.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { rowsOfLoan } from './desk-rows.queries.ts';
import { findItem } from './items.queries.ts';
import { findMark, insertMark, listLoansDueUntil, loseItem, type JobLoan } from './job-loans.queries.ts';
import { readRules } from './library-rules.queries.ts';
import { findLoanRow } from './loans.queries.ts';
import { isLongOverdue } from './lost-charge.ts';
import { chargeLostLoan } from './lost-loans.service.ts';
import { resolvePoliciesFor } from './policies.service.ts';

const NAME = 'loans.lost';

/**
 * Sets items to lost whose loans are overdue for longer than the policies allow, and charges their price and fee (rule 21).
 * It does so once in a loan: an item that staff have found to be there after all is not lost again by the same loan.
 */
export const longOverdueJob: DailyJob = {
  name: NAME,
  kind: 'daily',
  hour: 2,
  scope: 'branch',
  missedDays: 'once',
  run: async (context, run, { branchId, timeZone }) => {
    const { db } = context;
    const rules = await readRules(db);
    const page = { branchId: branchId!, until: toTimestamp(run.now) };
    await forEachInBatches<JobLoan>(context, run, {
      read: (after, limit) => listLoansDueUntil(db, page, { after, limit }),
      about: ({ id }) => ({ loanId: id }),
      work: async (trx, { id, dueAt, itemStatus, ...loan }) => {
        const patron = { categoryId: loan.patronCategoryId, branchId: loan.patronBranchId };
        const { values } = resolvePoliciesFor(rules, { deskBranchId: loan.branchId, patron, item: loan });
        const isLost = isLongOverdue(values, { dueAt: Temporal.Instant.from(dueAt), itemStatus }, run.now);
        return isLost ? loseLoan(context, trx, run, { loanId: id, dueAt, timeZone }) : null;
      },
    });
  },
};

async function loseLoan(
  context: JobContext,
  trx: Trx,
  run: JobRun,
  { loanId, dueAt, timeZone }: { loanId: number; dueAt: string; timeZone: string },
): Promise<Counts | null> {
  await lockRows(trx, () => rowsOfLoan(trx, loanId));
  const loan = await findLoanRow(trx, loanId);
  // Returned or renewed since the page was read, or lost by this job before.
  if (loan === undefined || loan.returnedAt !== null || loan.dueAt !== dueAt) return null;
  if ((await findMark(trx, loanId, NAME)) !== undefined) return null;
  const before = (await findItem(trx, loan.itemId))!;
  const now = toTimestamp(run.now);
  if (!(await loseItem(trx, loan.itemId, now))) return null;
  const charged = (await chargeLostLoan(trx, SYSTEM, loan, context.clock))?.amount ?? 0;
  await insertMark(trx, loanId, NAME, { day: dayIn(run.now, timeZone), detail: { charged } });
  const after = { status: 'lost', loanId, charged };
  const entry = { action: 'item.lost', entity: 'item', entityId: loan.itemId, branchId: loan.branchId };
  await context.audit(trx, SYSTEM, { ...entry, before: { status: before.status }, after });
  await context.recordChanged(trx, loan.recordId);
  await run.note(trx, { outcome: 'lost', detail: { loanId, itemId: loan.itemId, dueAt, charged } });
  return { lost: 1 };
}
