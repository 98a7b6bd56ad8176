import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { JOBS } from './job-registry.ts';
import { startJobs } from './job-worker.ts';

const daily = JOBS.filter(({ kind }) => kind === 'daily').map(({ name }) => name);
const doneJobs = async ({ db }: TestApp) => {
  const rows = await db.selectFrom('jobs').select('kind').where('status', '=', 'done').orderBy('kind').execute();
  return rows.map(({ kind }) => kind);
};
const allDone = async (test: TestApp, count: number) => {
  while ((await doneJobs(test)).length < count) await new Promise(setImmediate);
};

/** A process that runs the daily jobs of a database file once. */
const PROCESS = `
  import { Temporal } from 'temporal-polyfill';
  import { createAudit } from '${new URL('../platform/audit.queries.ts', import.meta.url)}';
  import { openDatabase } from '${new URL('../platform/database/database.ts', import.meta.url)}';
  import { JOBS } from '${new URL('./job-registry.ts', import.meta.url)}';
  import { runIfDue } from '${new URL('./job-runner.ts', import.meta.url)}';
  const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  const clock = () => now;
  const db = openDatabase(process.argv[1]);
  const log = { ...console, error: console.error };
  const nothing = async () => {};
  const parts = { recordChanged: nothing, queueNotice: nothing, mailer: null, log };
  const context = { db, clock, audit: createAudit(clock), ...parts };
  for (const job of JOBS.filter(({ kind }) => kind === 'daily')) {
    const ended = await runIfDue(context, job);
    if (ended !== null) console.log(job.name, ended.status);
  }
  await db.destroy();
`;

describe('the jobs of a process', () => {
  it('run at once when they are due, tell the metrics, and end when it stops', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const test = await createTestApp();
    t.after(() => test.close());
    const worker = startJobs(test.context, test.app.metrics);
    await allDone(test, daily.length);
    await worker.stop();
    assert.deepEqual(await doneJobs(test), daily.toSorted());
    const metrics = (await test.app.inject({ url: '/metrics' })).body;
    const seconds = Math.floor(test.now.epochMilliseconds / 1000);
    for (const line of [
      'biblio_job_runs_total{job="holds.expire",outcome="done"} 1',
      'biblio_job_runs_total{job="holds.expire",outcome="failed"} 0',
      `biblio_job_last_success_timestamp_seconds{job="holds.expire"} ${seconds}`,
      'biblio_job_lag_seconds{job="holds.expire"} 0',
      'biblio_job_failures{job="holds.expire"} 0',
    ]) {
      assert.ok(metrics.includes(`\n${line}\n`), `${line} is missing`);
    }
  });

  it('are looked at again every two seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const test = await createTestApp();
    t.after(() => test.close());
    const worker = startJobs(test.context, test.app.metrics);
    await allDone(test, daily.length);
    test.now = test.now.add({ hours: 24 });
    const metrics = (await test.app.inject({ url: '/metrics' })).body;
    // Due since midnight in Paris, ten hours before.
    assert.match(metrics, /^biblio_job_lag_seconds\{job="holds.expire"\} 36000$/m);
    while ((await doneJobs(test)).length < 2 * daily.length) {
      t.mock.timers.tick(2000);
      await new Promise(setImmediate);
    }
    await worker.stop();
  });

  it('have one effect when two processes look at the same moment', async (t) => {
    const test = await createTestApp({ isShared: true });
    t.after(() => test.close());
    const url = test.context.config.databaseUrl;
    const start = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROCESS, url], {
        cwd: import.meta.dirname,
      });
    const outputs = await Promise.all([start(), start()]);
    const lines = outputs.flatMap(({ stdout }) => stdout.trim().split('\n')).filter((line) => line !== '');
    assert.deepEqual(lines.sort(), daily.map((name) => `${name} done`).sort());
    assert.deepEqual(await doneJobs(test), daily.toSorted());
  });
});
