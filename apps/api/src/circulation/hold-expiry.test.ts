import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { holdExpiryJob } from './hold-expiry.service.ts';

const s = await createScene();
beforeEach(async () => {
  await s.clear();
  for (const table of ['jobs', 'scheduled_jobs', 'scheduled_job_days'] as const) await s.db.deleteFrom(table).execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const run = async () => (await runIfDue(s.context, holdExpiryJob))?.state.counts;
const holds = async () =>
  (await s.db.selectFrom('holds').selectAll().orderBy('id').execute()).map(({ status }) => status);

/** Lends the item, holds it for two other readers and takes it back: ready for the first until 9 March. */
async function makeReadyHold(): Promise<void> {
  await s.lend();
  assert.equal((await s.hold(s.otherReaderId)).statusCode, 201);
  assert.equal((await s.hold(await makePatron(s.db, { branch_id: s.branchId }))).statusCode, 201);
  await s.takeBack();
  assert.deepEqual(await holds(), ['ready', 'waiting']);
}

describe('holds that were not fetched (rule 23)', () => {
  it('expire with the day, and the item goes to the next', async () => {
    await makeReadyHold();
    s.now = Temporal.Instant.from('2026-03-09T12:00:00Z');
    assert.deepEqual(await run(), { expired: 0 });
    s.now = Temporal.Instant.from('2026-03-09T23:05:00Z');
    assert.deepEqual(await run(), { expired: 1 });
    assert.deepEqual(await holds(), ['expired', 'ready']);
  });

  it('expire once after three days without the job', async () => {
    await makeReadyHold();
    await run();
    s.now = Temporal.Instant.from('2026-03-12T09:00:00Z');
    assert.deepEqual(await run(), { expired: 1 });
    assert.deepEqual(await holds(), ['expired', 'ready']);
    assert.equal(await run(), undefined);
  });

  it('stay as they are when the job breaks, and expire when it is tried again', async () => {
    await makeReadyHold();
    s.now = Temporal.Instant.from('2026-03-12T09:00:00Z');
    const broken = { ...s.context, recordChanged: () => Promise.reject(new Error('disk full')) };
    const failed = await runIfDue(broken, holdExpiryJob);
    assert.deepEqual([failed?.status, failed?.error], ['failed', '2026-03-12: disk full']);
    assert.deepEqual(await holds(), ['ready', 'waiting']);
    s.now = s.now.add({ minutes: 1 });
    assert.deepEqual(await run(), { expired: 1 });
    assert.deepEqual(await holds(), ['expired', 'ready']);
  });
});
