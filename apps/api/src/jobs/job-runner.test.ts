import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createTestApp } from '../../test/test-app.ts';
import { makeBranch } from '../../test/factories.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { DailyJob, IntervalJob, Job, RequestedJob } from './job.ts';
import { runIfDue } from './job-runner.ts';
import { listLines, queueRun, takeLease } from './jobs.queries.ts';

const BEGIN = '2026-03-02T09:00:00Z';
const t = await createTestApp({ now: BEGIN });
const otherBranchId = await makeBranch(t.db);
after(() => t.close());
const begin = t.now;
let done: string[] = [];
beforeEach(async () => {
  t.now = begin;
  done = [];
  for (const table of ['jobs', 'scheduled_jobs', 'scheduled_job_days', 'audit_log'] as const) {
    await t.db.deleteFrom(table).execute();
  }
});

const run = (job: Job) => runIfDue(t.context, job);
const forward = (minutes: number) => (t.now = t.now.add({ minutes }));
const runs = () => t.db.selectFrom('jobs').select(['id', 'kind', 'status', 'error']).orderBy('id').execute();
const statuses = async () => (await runs()).map(({ status }) => status);

const daily = (more: Partial<DailyJob> = {}): DailyJob => ({
  name: 'test.daily',
  kind: 'daily',
  hour: 3,
  scope: 'branch',
  missedDays: 'each',
  run: async (_context, handle, { branchId, day }) => {
    done.push(`${branchId} ${day}`);
    await handle.report({ seen: 1 });
  },
  ...more,
});
const requested = (work: RequestedJob['run']): RequestedJob => ({
  name: 'test.requested',
  kind: 'requested',
  run: work,
});
const interval = (seen: () => number): IntervalJob => ({
  name: 'test.interval',
  kind: 'interval',
  minutes: 5,
  run: (_context, handle) => handle.report({ seen: seen() }),
});

describe('a daily job', () => {
  it('runs once a day at every branch, and leaves a run and an audit entry', async () => {
    const ended = await run(daily());
    assert.deepEqual(done, [`${t.branchId} 2026-03-02`, `${otherBranchId} 2026-03-02`]);
    assert.deepEqual(
      [ended?.status, ended?.state.counts, ended?.state.days],
      ['done', { seen: 2 }, { done: 2, due: 2 }],
    );
    assert.equal(await run(daily()), null);
    forward(24 * 60);
    assert.equal((await run(daily()))?.status, 'done');
    assert.deepEqual(await statuses(), ['done', 'done']);
    const entries = await t.db.selectFrom('audit_log').where('action', '=', 'job.run').selectAll().execute();
    assert.equal(entries.length, 2);
  });

  it('makes up for three days of downtime, day by day or at once', async () => {
    await run(daily({ scope: 'library' }));
    await run(daily({ name: 'test.once', scope: 'library', missedDays: 'once' }));
    done = [];
    forward(3 * 24 * 60);
    await run(daily({ scope: 'library' }));
    await run(daily({ name: 'test.once', scope: 'library', missedDays: 'once' }));
    assert.deepEqual(done, ['null 2026-03-03', 'null 2026-03-04', 'null 2026-03-05', 'null 2026-03-05']);
  });

  it('goes on with the other branches when one fails, and later does only what is left, in order', async () => {
    let isBroken = true;
    const job = daily({
      run: async (_context, _handle, { branchId, day }) => {
        if (isBroken && branchId === t.branchId && day === '2026-03-03') throw new Error('disk full');
        done.push(`${branchId} ${day}`);
      },
    });
    await run(job);
    done = [];
    forward(2 * 24 * 60);
    const failed = await run(job);
    assert.deepEqual([failed?.status, failed?.error], ['failed', '2026-03-03: disk full']);
    assert.deepEqual(done, [`${otherBranchId} 2026-03-03`, `${otherBranchId} 2026-03-04`]);
    assert.deepEqual(failed?.state.failedDays, [{ branchId: t.branchId, day: '2026-03-03', error: 'disk full' }]);
    assert.equal(await run(job), null);
    done = [];
    isBroken = false;
    forward(1);
    assert.equal((await run(job))?.status, 'done');
    assert.deepEqual(done, [`${t.branchId} 2026-03-03`, `${t.branchId} 2026-03-04`]);
  });

  it('waits longer after each failure', async () => {
    const job = daily({ run: () => Promise.reject(new Error('no')) });
    let attempts = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      if ((await run(job)) !== null) attempts += 1;
      forward(1);
    }
    // At 0, 1, 3, 7, 15 and 31 minutes.
    assert.equal(attempts, 6);
  });

  it('runs by hand on a day that is done, and while it waits after a failure', async () => {
    await run(daily());
    await queueRun(t.db, { name: 'test.daily', now: toTimestamp(t.now) });
    assert.equal((await run(daily()))?.status, 'done');
    assert.equal(done.length, 4);
    assert.equal(await run(daily()), null);
  });
});

describe('an interval job', () => {
  it('runs every so many minutes and leaves no trace of having done nothing', async () => {
    let seen = 0;
    const job = interval(() => seen);
    assert.equal((await run(job))?.status, 'done');
    assert.equal(await run(job), null);
    forward(5);
    seen = 2;
    assert.deepEqual((await run(job))?.state.counts, { seen: 2 });
    assert.deepEqual(await statuses(), ['done']);
  });
});

describe('a requested job', () => {
  it('runs with its input when it was asked for, and only then', async () => {
    const inputs: unknown[] = [];
    const job = requested(async (_context, _handle, input) => void inputs.push(input));
    assert.equal(await run(job), null);
    for (const branchId of [1, 2]) {
      await queueRun(t.db, { name: job.name, input: { branchId }, now: toTimestamp(t.now) });
    }
    await run(job);
    await run(job);
    assert.equal(await run(job), null);
    assert.deepEqual(inputs, [{ branchId: 1 }, { branchId: 2 }]);
  });

  it('is asked for again when it fails, and tried after a wait', async () => {
    const inputs: unknown[] = [];
    const job = requested(async (_context, _handle, input) => {
      inputs.push(input);
      if (inputs.length === 1) throw new Error('broken');
    });
    await queueRun(t.db, { name: job.name, input: { a: 1 }, now: toTimestamp(t.now) });
    assert.equal((await run(job))?.status, 'failed');
    assert.deepEqual(await statuses(), ['failed', 'queued']);
    assert.equal(await run(job), null);
    forward(1);
    assert.equal((await run(job))?.status, 'done');
    assert.deepEqual(inputs, [{ a: 1 }, { a: 1 }]);
  });
});

describe('a lease', () => {
  it('lets one of many runners do the job', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => run(daily())));
    assert.equal(results.filter((ended) => ended !== null).length, 1);
    assert.equal(done.length, 2);
  });

  it('of a process that died runs out, and the job is done again, with what was asked for', async () => {
    const job = requested(async (_context, _handle, input) => void done.push(JSON.stringify(input)));
    await queueRun(t.db, { name: job.name, input: { a: 1 }, now: toTimestamp(t.now) });
    const until = toTimestamp(t.now.add({ minutes: 10 }));
    assert.equal(await takeLease(t.db, { name: job.name, owner: 'killed', now: toTimestamp(t.now), until }), true);
    await t.db.updateTable('jobs').set({ status: 'running', lease_owner: 'killed' }).execute();
    forward(9);
    assert.equal(await run(job), null);
    forward(1);
    assert.equal((await run(job))?.status, 'done');
    assert.deepEqual([done, await run(job)], [['{"a":1}'], null]);
    const [killed] = await runs();
    assert.deepEqual([killed?.status, killed?.error], ['failed', 'lease_expired']);
  });

  it('that another process took ends the run at its next batch, and what it says then is not kept', async () => {
    const job = daily({
      scope: 'library',
      run: async (context, handle, { day }) => {
        await context.db.updateTable('scheduled_jobs').set({ lease_owner: 'another' }).execute();
        await handle.report({ seen: 1 });
        done.push(day);
      },
    });
    assert.equal(await run(job), null);
    assert.deepEqual([done, await statuses()], [[], ['running']]);
    assert.equal((await t.db.selectFrom('scheduled_job_days').selectAll().execute()).length, 0);
  });
});

describe('a run', () => {
  it('ends after its present batch when the process closes, and the rest is done by the next', async () => {
    let isStopping = false;
    const job = daily({
      run: async (_context, handle, { branchId }) => {
        done.push(String(branchId));
        isStopping = branchId === t.branchId;
        await handle.report({ seen: 1 });
      },
    });
    const ended = await runIfDue(t.context, job, { isStopping: () => isStopping });
    assert.deepEqual([ended?.status, done], ['cancelled', [String(t.branchId)]]);
    assert.equal((await run(daily()))?.status, 'done');
    assert.equal(done.length, 3);
  });

  it('shows its progress and keeps its lines', async () => {
    const seen: unknown[] = [];
    const job = daily({
      scope: 'library',
      run: async ({ db }, handle) => {
        await handle.expect(2);
        await handle.report({ renewed: 1 });
        const row = await db.selectFrom('jobs').select('progress').executeTakeFirstOrThrow();
        seen.push(JSON.parse(row.progress!));
        await db.transaction().execute((trx) => handle.note(trx, { outcome: 'refused', detail: { loanId: 7 } }));
      },
    });
    const ended = await run(job);
    assert.deepEqual(seen, [{ counts: { renewed: 1 }, expected: 2, days: { done: 0, due: 1 }, failedDays: [] }]);
    const [line] = await listLines(t.db, ended!.id, { limit: 10 });
    assert.deepEqual([line?.outcome, line?.detail], ['refused', { loanId: 7 }]);
  });
});
