import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import type { Job, JobContext } from '../jobs/job.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { queueRun } from '../jobs/jobs.queries.ts';
import { createQueueNotice } from '../notices/notice-queue.service.ts';
import { toTimestamp } from '../platform/clock.ts';
import { automaticRenewalJob } from './automatic-renewal.service.ts';
import { holdExpiryJob } from './hold-expiry.service.ts';
import { moveDueDatesJob } from './late-closures.service.ts';
import { longOverdueJob } from './long-overdue.service.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  await s.db.deleteFrom('closures').execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const LOANS = 4;

/** Lends four items to one reader and holds each for another; the reader's mails are on. */
async function makeLoans(): Promise<void> {
  await s.policy('maxLoansTotal', null);
  await s.policy('maxHolds', null);
  await s.db.updateTable('patrons').set({ email: 'ada@example.org' }).execute();
  for (let n = 0; n < LOANS; n += 1) {
    const recordId = await makeRecord(s.db);
    const item = { record_id: recordId, item_type_id: s.typeId, home_branch_id: s.branchId, barcode: `KILL${n}` };
    await makeItem(s.db, item);
    assert.equal((await s.lend({ barcode: `KILL${n}` })).statusCode, 201);
  }
}

async function makeReadyHolds(): Promise<void> {
  await makeLoans();
  for (const { record_id: recordId } of await s.db.selectFrom('loans').select('record_id').execute()) {
    assert.equal((await s.hold(s.otherReaderId, { recordId })).statusCode, 201);
    assert.equal((await s.hold(await makePatron(s.db, { branch_id: s.branchId }), { recordId })).statusCode, 201);
  }
  for (let n = 0; n < LOANS; n += 1) await s.takeBack({ barcode: `KILL${n}` });
}

interface Errand {
  job: Job;
  stage: () => Promise<void>;
  at: string;
  /** What the audit log must say of it in the end. */
  effect: string;
}

const ERRANDS: Errand[] = [
  {
    job: automaticRenewalJob,
    stage: async () => {
      await s.policy('isAutoRenewed', true);
      await makeLoans();
      const held = await s.db.selectFrom('loans').select('record_id as recordId').executeTakeFirstOrThrow();
      assert.equal((await s.hold(s.otherReaderId, held)).statusCode, 201);
    },
    at: '2026-03-23T06:00:00Z',
    effect: 'loan.renew 3',
  },
  {
    job: longOverdueJob,
    stage: async () => {
      await s.policy('lostAfter', 5);
      await s.policy('lostFee', 300);
      await makeLoans();
    },
    at: '2026-04-23T06:00:00Z',
    effect: 'item.lost 4',
  },
  { job: holdExpiryJob, stage: makeReadyHolds, at: '2026-04-23T06:00:00Z', effect: 'hold.expire 4' },
  {
    job: moveDueDatesJob,
    stage: async () => {
      await makeLoans();
      const closure = { branchId: s.branchId, firstDay: '2026-03-23', lastDay: '2026-03-23', reason: 'Works' };
      assert.equal((await s.post('/closures', closure, 'librarian')).statusCode, 201);
    },
    at: '2026-03-10T06:00:00Z',
    effect: 'loan.move_due_date 4',
  },
];

/** Everything that jobs change, without what depends on how often they were tried. */
async function world() {
  const read = (table: 'account_lines' | 'loan_decisions' | 'loan_job_marks' | 'notices' | 'notice_subjects') =>
    s.db.selectFrom(table).selectAll().execute();
  const loans = await s.db.selectFrom('loans').selectAll().orderBy('id').execute();
  const items = await s.db.selectFrom('items').select(['status', 'barcode', 'version']).orderBy('id').execute();
  const holds = await s.db.selectFrom('holds').select(['status', 'position', 'version']).orderBy('id').execute();
  const audit = await s.db.selectFrom('audit_log').select('action').where('action', '<>', 'job.run').execute();
  return {
    loans: loans.map(({ due_at, renewals, version }) => ({ due_at, renewals, version })),
    items,
    holds,
    audit: audit.map(({ action }) => action).sort(),
    charges: (await read('account_lines')).length,
    decisions: (await read('loan_decisions')).length,
    marks: (await read('loan_job_marks')).length,
    notices: (await read('notices')).length,
    subjects: (await read('notice_subjects')).length,
  };
}

/** A context whose process dies at the n-th thing that a job does through it; `calls` counts them. */
function mortal(killAt: number) {
  const state = { calls: 0, isDead: false };
  const step = () => {
    state.calls += 1;
    if (state.calls >= killAt) state.isDead = true;
    if (state.isDead) throw new Error('killed');
  };
  const { audit, recordChanged, clock } = s.context;
  const queueNotice = createQueueNotice({ clock, isMailConfigured: true });
  /** Before and after each thing: between the effect and the mark, and between the mark and the end. */
  const around = <Args extends unknown[]>(work: (...args: Args) => Promise<void>) => {
    return async (...args: Args) => {
      step();
      await work(...args);
      step();
    };
  };
  const context: JobContext = {
    ...s.context,
    audit: around(audit),
    recordChanged: around(recordChanged),
    queueNotice: around(queueNotice),
  };
  return { context, state };
}

/** Runs a job until nothing is left of it to do, as a process does that is started again after each death. */
async function runToEnd(job: Job, context: JobContext = mortal(Infinity).context) {
  for (let time = 0; time < 20; time += 1) {
    s.now = s.now.add({ minutes: 11 });
    await runIfDue(context, job);
    if (job.kind !== 'requested' && time > 1) return;
  }
}

/** How often the system did what the job is there for, as the audit log says. */
async function effectOf({ effect }: Errand): Promise<string> {
  const action = effect.split(' ')[0]!;
  const rows = await s.db.selectFrom('audit_log').select('id').where('action', '=', action).execute();
  return `${action} ${rows.length}`;
}

/** Runs a job in a process that dies at a step; it cannot even say that it failed, and its lease runs on. */
async function runAndDie(job: Job, killAt: number): Promise<void> {
  const { context, state } = mortal(killAt);
  await assert.rejects(runIfDue(context, job), /killed/);
  assert.ok(state.isDead);
  const left = await s.db.selectFrom('scheduled_jobs').select('lease_owner').where('name', '=', job.name).execute();
  assert.notEqual(left[0]?.lease_owner, null);
}

async function stage({ stage: prepare, at }: Errand): Promise<void> {
  await s.clear();
  await s.db.deleteFrom('closures').execute();
  await prepare();
  s.now = Temporal.Instant.from(at);
}

for (const errand of ERRANDS) {
  describe(`${errand.job.name}, killed`, () => {
    it('at every step and started again has each effect once', async () => {
      await stage(errand);
      const whole = mortal(Infinity);
      await runToEnd(errand.job, whole.context);
      const expected = await world();
      const steps = whole.state.calls;
      assert.ok(steps >= 2 * LOANS, `only ${steps} steps`);
      assert.equal(await effectOf(errand), errand.effect);

      for (let killAt = 1; killAt <= steps; killAt += 1) {
        await stage(errand);
        await runAndDie(errand.job, killAt);
        await runToEnd(errand.job);
        assert.deepEqual(await world(), expected, `killed at step ${killAt} of ${steps}`);
        assert.equal(await effectOf(errand), errand.effect);
        await s.assertSound();
      }
    });

    it('in the middle and taken up by several at once has each effect once', async () => {
      await stage(errand);
      await runToEnd(errand.job);
      const expected = await world();
      await stage(errand);
      await runAndDie(errand.job, LOANS + 1);
      s.now = s.now.add({ minutes: 11 });
      const { context } = mortal(Infinity);
      await Promise.all(Array.from({ length: 4 }, () => runIfDue(context, errand.job)));
      await runToEnd(errand.job);
      assert.deepEqual(await world(), expected);
    });

    it('running twice is running once', async () => {
      await stage(errand);
      await runToEnd(errand.job);
      const once = await world();
      await queueRun(s.db, { name: errand.job.name, now: toTimestamp(s.now) });
      await runToEnd(errand.job);
      assert.deepEqual(await world(), once);
    });
  });
}
