import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startMailServer } from '../../test/mail-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { JOBS } from '../jobs/job-registry.ts';
import type { Counts, JobRun } from '../jobs/job.ts';
import { inTransaction } from '../platform/database/database.ts';
import { planNoticesJob, sendNoticesJob } from './notice-jobs.ts';
import { observeOutbox } from './notice-metrics.ts';

const server = await startMailServer();
const t = await createTestApp({ environment: { SMTP_URL: server.url } });
observeOutbox(t.context, t.app.metrics);
after(async () => {
  await t.close();
  await server.close();
});

function startRun({ now }: TestApp): { run: JobRun; counts: Counts[] } {
  const counts: Counts[] = [];
  const report = async (more: Counts) => void counts.push(more);
  return { run: { id: 1, now, report, expect: async () => {}, note: async () => {} }, counts };
}
const welcome = (app: TestApp) =>
  inTransaction(app.db, async (trx) => {
    await trx.updateTable('patrons').set({ email: 'ada@example.org' }).execute();
    await app.context.queueNotice(trx, { kind: 'welcome', patronId: app.readerId, branchId: app.branchId });
  });
const metric = async (name: string) =>
  (await t.app.inject({ url: '/metrics' })).body
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.split(' ')[1];

describe('the jobs of notices', () => {
  it('are among those that run', () => {
    for (const job of [planNoticesJob, sendNoticesJob]) assert.ok(JOBS.includes(job), job.name);
  });

  it('send what is due, count it, and leave the outbox to the metrics', async () => {
    await welcome(t);
    t.now = t.now.add({ seconds: 90 });
    assert.equal(await metric('biblio_notices_oldest_due_seconds'), '90');
    const { run, counts } = startRun(t);
    await sendNoticesJob.run(t.context, run);
    assert.deepEqual(counts, [{ sent: 1 }]);
    assert.equal(server.mails.length, 1);
    assert.equal(await metric('biblio_notices{state="sent"}'), '1');
    assert.equal(await metric('biblio_notices{state="failed"}'), '0');
    assert.equal(await metric('biblio_notices_oldest_due_seconds'), '0');
  });

  it('plan the day of a branch', async () => {
    await t.db.updateTable('patrons').set({ expires_on: '2026-03-20' }).execute();
    const plan = startRun(t);
    const day = { branchId: t.branchId, day: '2026-03-02', timeZone: 'Europe/Paris' };
    await planNoticesJob.run(t.context, plan.run, day);
    assert.deepEqual(plan.counts, [{ reminders: 1, restricted: 0 }]);
  });

  it('do nothing where no mail server is set up', async () => {
    const without = await createTestApp();
    await welcome(without);
    const { run, counts } = startRun(without);
    await sendNoticesJob.run(without.context, run);
    const day = { branchId: without.branchId, day: '2026-03-02', timeZone: 'Europe/Paris' };
    await planNoticesJob.run(without.context, run, day);
    assert.deepEqual(counts, [{ reminders: 0, restricted: 0 }]);
    assert.deepEqual(await without.db.selectFrom('notices').select('id').execute(), []);
    await without.close();
  });
});
