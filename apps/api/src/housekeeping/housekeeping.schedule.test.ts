import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { startHousekeeping } from './housekeeping.schedule.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'biblio-housekeeping-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const countRuns = async ({ db }: TestApp) =>
  (await db.selectFrom('jobs').select('status').execute()).map(({ status }) => status);

/** A process that runs the housekeeping of a database file and prints what became of it. */
const PROCESS = `
  import { Temporal } from 'temporal-polyfill';
  import { createAudit } from '${new URL('../platform/audit.queries.ts', import.meta.url)}';
  import { openDatabase } from '${new URL('../platform/database/database.ts', import.meta.url)}';
  import { runHousekeeping } from '${new URL('./housekeeping.service.ts', import.meta.url)}';
  const now = Temporal.Instant.from('2026-03-02T09:00:00Z');
  const clock = () => now;
  const db = openDatabase(process.argv[1]);
  const nothing = async () => {};
  const context = { db, clock, audit: createAudit(clock), recordChanged: nothing, queueNotice: nothing, log: console };
  const run = await runHousekeeping(context, now);
  console.log(run === null ? 'not due' : run.status);
  await db.destroy();
`;

describe('the schedule', () => {
  it('does what is due at once, tells the metrics, and waits for the run when it stops', async (t) => {
    const test = await createTestApp();
    t.after(() => test.close());
    const schedule = startHousekeeping(test.context, test.app.metrics);
    await schedule.stop();
    assert.deepEqual(await countRuns(test), ['done']);
    const metrics = (await test.app.inject({ url: '/metrics' })).body;
    const seconds = Math.floor(test.now.epochMilliseconds / 1000);
    assert.match(metrics, new RegExp(`^biblio_housekeeping_last_success_timestamp_seconds ${seconds}$`, 'm'));
  });

  it('looks again every ten minutes', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const test = await createTestApp();
    t.after(() => test.close());
    const schedule = startHousekeeping(test.context, test.app.metrics);
    while ((await countRuns(test))[0] !== 'done') await new Promise(setImmediate);
    test.now = test.now.add({ hours: 24 });
    t.mock.timers.tick(10 * 60 * 1000);
    await schedule.stop();
    assert.deepEqual(await countRuns(test), ['done', 'done']);
  });

  it('has one effect when two processes look at the same moment', async (t) => {
    const url = `sqlite:${path.join(folder, 'biblio.sqlite')}`;
    const test = await createTestApp({ environment: { DATABASE_URL: url } });
    t.after(() => test.close());
    const start = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROCESS, url], {
        cwd: import.meta.dirname,
      });
    const outputs = await Promise.all([start(), start()]);
    assert.deepEqual(outputs.map(({ stdout }) => stdout.trim()).sort(), ['done', 'not due']);
    assert.deepEqual(await countRuns(test), ['done']);
    const audited = await test.db
      .selectFrom('audit_log')
      .where('action', '=', 'housekeeping.run')
      .selectAll()
      .execute();
    assert.equal(audited.length, 1);
  });
});
