import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { makeCategory, makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { checkAccountInvariants } from '../accounts/accounts.invariants.ts';
import { checkCashInvariants } from '../cash/cash.invariants.ts';
import { ageGroupOn } from '../circulation/age.ts';
import { checkCirculationInvariants } from '../circulation/invariants.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { checkPatronInvariants } from '../patrons/patrons.invariants.ts';
import { toTimestamp } from '../platform/clock.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { readDashboard } from '../reports/dashboard.service.ts';
import { findMostBorrowedRecordIds } from '../reports/most-borrowed.queries.ts';
import { checkPrivacyInvariants } from './privacy.invariants.ts';
import { retentionJob } from './retention-jobs.ts';

let t: TestApp;
let categories: number[];
before(async () => {
  t = await createTestApp();
  categories = [await makeCategory(t.db), await makeCategory(t.db)];
});
after(() => t.close());

/** A life at a library: what two readers borrowed, when, and what they paid for it. */
const loan = fc.record({
  reader: fc.nat(2),
  record: fc.nat(2),
  daysAgo: fc.integer({ min: 3, max: 330 }),
  keptFor: fc.integer({ min: 1, max: 60 }),
  charge: fc.option(fc.record({ amount: fc.integer({ min: 1, max: 900 }), isPaid: fc.boolean() }), { nil: null }),
});
const life = fc.record({
  choices: fc.array(fc.constantFrom('library', 'always', 'never' as const), { minLength: 3, maxLength: 3 }),
  birthDates: fc.array(fc.constantFrom(null, '2015-02-03', '1990-06-01', '1950-01-01'), { minLength: 3, maxLength: 3 }),
  loans: fc.array(loan, { minLength: 1, maxLength: 12 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

it('keeps every figure, every sum and everything that must hold when loans and readers are forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (lived) => {
      const readers = await live(lived);
      const before = await figures();
      assert.deepEqual(before.findings, []);
      // The night's run, and a second one that finds nothing left to do.
      const first = await runRetention();
      const anonymous = await figures();
      assert.deepEqual(anonymous, before);
      const again = await runRetention();
      assert.equal(again['loan_history'] ?? 0, 0);
      assert.equal(await countKnown(), lived.loans.length - (first['loan_history'] ?? 0));
      for (const id of readers) await eraseIfAllowed(id);
      assert.deepEqual(await figures(), before);
    }),
    { numRuns: 12 },
  );
});

async function live({ choices, birthDates, loans }: Life): Promise<number[]> {
  // Lines that are applied to others go together with them, in whatever order.
  await t.db.updateTable('account_lines').set({ applies_to_id: null }).execute();
  for (const table of ['account_lines', 'payments', 'holds', 'loans', 'items', 'records', 'jobs'] as const) {
    await t.db.deleteFrom(table).execute();
  }
  for (const table of ['scheduled_jobs', 'scheduled_job_days', 'audit_log', 'receipt_counters'] as const) {
    await t.db.deleteFrom(table).execute();
  }
  await t.db.deleteFrom('patrons').where('id', '<>', t.readerId).execute();
  const readers: number[] = [];
  for (const [index, choice] of choices.entries()) {
    readers.push(
      await makePatron(t.db, {
        branch_id: t.branchId,
        category_id: categories[index % 2]!,
        history_choice: choice,
        birth_date: birthDates[index] ?? null,
      }),
    );
  }
  const records = [];
  for (let n = 0; n < 3; n += 1) records.push(await makeRecord(t.db));
  for (const { reader, record, daysAgo, keptFor, charge } of loans) {
    const patronId = readers[reader]!;
    const itemId = await makeItem(t.db, { record_id: records[record]!, home_branch_id: t.branchId });
    const at = (days: number) => toTimestamp(t.now.subtract({ hours: 24 * days }));
    const returnedAt = keptFor < daysAgo ? at(daysAgo - keptFor) : null;
    const loanId = await insertAndGetId(t.db, 'loans', {
      item_id: itemId,
      open_item_id: returnedAt === null ? itemId : null,
      record_id: records[record]!,
      patron_id: patronId,
      patron_category_id: categories[reader % 2]!,
      branch_id: t.branchId,
      return_branch_id: returnedAt === null ? null : t.branchId,
      checked_out_at: at(daysAgo),
      due_at: at(daysAgo - 21),
      age_group: ageGroupOn(birthDates[reader] ?? null, at(daysAgo).slice(0, 10)),
      returned_at: returnedAt,
    });
    if (charge !== null && returnedAt !== null) await chargeFor(patronId, loanId, charge);
  }
  return readers;
}

async function chargeFor(patronId: number, loanId: number, { amount, isPaid }: { amount: number; isPaid: boolean }) {
  const lineId = await insertAndGetId(t.db, 'account_lines', {
    patron_id: patronId,
    loan_id: loanId,
    kind: 'overdue',
    amount,
    branch_id: t.branchId,
    created_at: toTimestamp(t.now.subtract({ hours: 24 })),
  });
  if (!isPaid) return;
  const payload = { amount, lineIds: [lineId] };
  const paid = await t.as('librarian')({ method: 'POST', url: `/api/v1/patrons/${patronId}/payments`, payload });
  assert.equal(paid.statusCode, 201, paid.body);
}

/** What reports and tills show, and what the doctor finds. */
async function figures() {
  const since = toTimestamp(t.now.subtract({ hours: 24 * 400 }));
  const groups = await t.db
    .selectFrom('loans')
    .select((eb) => ['age_group', 'patron_category_id', eb.fn.countAll<number>().as('count')])
    .groupBy(['age_group', 'patron_category_id'])
    .orderBy('age_group')
    .orderBy('patron_category_id')
    .execute();
  const sums = await t.db
    .selectFrom('account_lines')
    .select((eb) => ['kind', eb.fn.sum<number>('amount').as('sum')])
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  const owed = await t.db
    .selectFrom('account_lines')
    .innerJoin('patrons', 'patrons.id', 'account_lines.patron_id')
    .select((eb) => ['patrons.branch_id', 'patrons.category_id', eb.fn.sum<number>('amount').as('sum')])
    .groupBy(['patrons.branch_id', 'patrons.category_id'])
    .having((eb) => eb.fn.countAll(), '>', 0)
    .orderBy('patrons.category_id')
    .execute();
  const day = await t.as('librarian')({ url: `/api/v1/cash/days/${today()}?branchId=${t.branchId}` });
  assert.equal(day.statusCode, 200, day.body);
  return {
    dashboard: await readDashboard(t.context, { days: 366 }),
    dashboardOfBranch: await readDashboard(t.context, { days: 366, branchId: t.branchId }),
    mostBorrowed: await findMostBorrowedRecordIds(t.db, since, 10),
    groups,
    sums,
    owed,
    cash: day.json().totals,
    findings: [
      ...(await checkCirculationInvariants(t.db)),
      ...(await checkAccountInvariants(t.db)),
      ...(await checkCashInvariants(t.db)),
      ...(await checkPatronInvariants(t.db)),
      ...(await checkPrivacyInvariants(t.db)),
    ],
  };
}

const today = () => Temporal.Instant.from(toTimestamp(t.now)).toString().slice(0, 10);

async function runRetention(): Promise<Record<string, number>> {
  await t.db.deleteFrom('scheduled_job_days').execute();
  const run = (await runIfDue(t.context, retentionJob))!;
  assert.equal(run.status, 'done', JSON.stringify(run));
  return run.state.counts;
}

async function countKnown(): Promise<number> {
  return (await t.db.selectFrom('loans').select('id').where('patron_id', 'is not', null).execute()).length;
}

async function eraseIfAllowed(id: number): Promise<void> {
  const answer = await t.as('librarian')({
    method: 'DELETE',
    url: `/api/v1/patrons/${id}`,
    headers: { 'if-match': '*' },
  });
  const owes = (await t.db.selectFrom('account_lines').select('amount').where('patron_id', '=', id).execute()).reduce(
    (sum, { amount }) => sum + amount,
    0,
  );
  const open = await t.db
    .selectFrom('loans')
    .select('id')
    .where('patron_id', '=', id)
    .where('returned_at', 'is', null)
    .execute();
  assert.equal(answer.statusCode, owes === 0 && open.length === 0 ? 200 : 409, answer.body);
}
