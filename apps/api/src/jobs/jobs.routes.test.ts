import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { createTestApp } from '../../test/test-app.ts';
import { holdExpiryJob } from '../circulation/hold-expiry.service.ts';
import { runIfDue } from './job-runner.ts';
import { insertLine, takeLease } from './jobs.queries.ts';
import { toTimestamp } from '../platform/clock.ts';

const t = await createTestApp();
after(() => t.close());
beforeEach(async () => {
  for (const table of ['jobs', 'scheduled_jobs', 'scheduled_job_days', 'audit_log'] as const) {
    await t.db.deleteFrom(table).execute();
  }
});

const get = (url: string) => t.as('librarian')({ url: `/api/v1${url}` });
const runNow = () => t.as('administrator')({ method: 'POST', url: '/api/v1/jobs/holds.expire/run' });
const holdsJob = async () =>
  (await get('/jobs')).json().items.find(({ name }: { name: string }) => name === 'holds.expire');

describe('the list of jobs', () => {
  it('tells when each ran and when it runs next', async () => {
    assert.deepEqual(await holdsJob(), {
      name: 'holds.expire',
      kind: 'daily',
      hour: 0,
      scope: 'branch',
      minutes: null,
      state: 'idle',
      failures: 0,
      nextRunAt: '2026-03-02T09:00:00.000Z',
      lastSuccessAt: null,
      lastDurationMs: null,
      lastRun: null,
    });
    await runIfDue(t.context, holdExpiryJob);
    const { lastRun, ...after } = await holdsJob();
    assert.deepEqual(
      [after.state, after.nextRunAt, after.lastSuccessAt],
      ['idle', '2026-03-02T23:00:00.000Z', '2026-03-02T09:00:00.000Z'],
    );
    assert.deepEqual([lastRun.status, lastRun.startedBy, lastRun.counts], ['done', 'schedule', { expired: 0 }]);
  });

  it('tells that a job runs, and that one waits after a failure', async () => {
    const until = toTimestamp(t.now.add({ minutes: 10 }));
    await takeLease(t.db, { name: 'holds.expire', owner: 'x', now: toTimestamp(t.now), until });
    assert.equal((await holdsJob()).state, 'running');
    await t.db.deleteFrom('scheduled_jobs').execute();
    const broken = { ...holdExpiryJob, run: () => Promise.reject(new Error('disk full')) };
    await runIfDue(t.context, broken);
    const job = await holdsJob();
    assert.deepEqual([job.state, job.failures, job.nextRunAt], ['waiting_to_retry', 1, '2026-03-02T09:01:00.000Z']);
    assert.deepEqual([job.lastRun.status, job.lastRun.failedDays[0].error], ['failed', 'disk full']);
  });
});

describe('a run by hand', () => {
  it('is queued with who asked for it, refused while one is open, and done by the worker', async () => {
    const asked = await runNow();
    assert.deepEqual(
      [asked.statusCode, asked.json().status, asked.json().staffName],
      [202, 'queued', 'The administrator'],
    );
    assert.equal((await holdsJob()).state, 'queued');
    const again = await runNow();
    assert.deepEqual([again.statusCode, again.json().code], [409, 'job_running']);
    await runIfDue(t.context, holdExpiryJob);
    const run = (await get(`/jobs/holds.expire/runs/${asked.json().id}`)).json();
    assert.deepEqual([run.status, run.startedBy, run.days.due > 0], ['done', 'staff', true]);
    const audit = (await get('/audit?action=job.request')).json().items;
    assert.deepEqual(
      [audit.length, audit[0].actorName, audit[0].after],
      [1, 'The administrator', { job: 'holds.expire' }],
    );
  });

  it('is refused while the job runs, and for a job that does not exist', async () => {
    const until = toTimestamp(t.now.add({ minutes: 10 }));
    await takeLease(t.db, { name: 'holds.expire', owner: 'x', now: toTimestamp(t.now), until });
    assert.equal((await runNow()).statusCode, 409);
    const unknown = await t.as('administrator')({ method: 'POST', url: '/api/v1/jobs/no.such/run' });
    assert.equal(unknown.statusCode, 404);
  });
});

describe('the runs of a job', () => {
  it('are listed page by page, the newest first, with the lines that they kept', async () => {
    for (let count = 0; count < 3; count += 1) {
      await runNow();
      await runIfDue(t.context, holdExpiryJob);
    }
    const first = (await get('/jobs/holds.expire/runs?limit=2')).json();
    const second = (await get(`/jobs/holds.expire/runs?limit=2&cursor=${first.nextCursor}`)).json();
    const ids = [...first.items, ...second.items].map(({ id }: { id: number }) => id);
    assert.deepEqual([ids.length, second.nextCursor, ids], [3, null, ids.toSorted((a, b) => b - a)]);
    for (const position of [1, 2, 3])
      await insertLine(t.db, ids[0]!, position, { outcome: 'expired', detail: { position } });
    const lines = (await get(`/jobs/holds.expire/runs/${ids[0]}/lines?limit=2`)).json();
    const rest = (await get(`/jobs/holds.expire/runs/${ids[0]}/lines?limit=2&cursor=${lines.nextCursor}`)).json();
    const positions = [...lines.items, ...rest.items].map(
      ({ detail }: { detail: { position: number } }) => detail.position,
    );
    assert.deepEqual(positions, [1, 2, 3]);
    assert.equal((await get(`/jobs/housekeeping.tidy/runs/${ids[0]}`)).statusCode, 404);
    assert.equal((await get('/jobs/no.such/runs')).statusCode, 404);
  });
});
