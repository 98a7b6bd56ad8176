import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { hashToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { insertRun } from './housekeeping.queries.ts';
import { findLastSuccess, runHousekeeping, type HousekeepingRun } from './housekeeping.service.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  await s.db.deleteFrom('jobs').execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const run = () => runHousekeeping(s.context, s.now);
const jobs = () => s.db.selectFrom('jobs').selectAll().orderBy('id').execute();
const holds = async () =>
  (await s.db.selectFrom('holds').selectAll().orderBy('id').execute()).map(({ status }) => status);
const forward = (hours: number) => (s.now = s.now.add({ hours }));
const hoursAgo = (hours: number) => toTimestamp(s.now.subtract({ hours }));
/** How many rows each part handled, those of every branch together. */
const counts = (done: HousekeepingRun | null) => {
  const sums: Record<string, number> = {};
  for (const { part, count } of done?.parts ?? []) sums[part] = (sums[part] ?? 0) + count;
  return sums;
};

/** Lends the item, holds it for two other readers and takes it back: ready for the first until 9 March. */
async function makeReadyHold(): Promise<void> {
  await s.lend();
  assert.equal((await s.hold(s.otherReaderId)).statusCode, 201);
  assert.equal((await s.hold(await makePatron(s.db, { branch_id: s.branchId }))).statusCode, 201);
  await s.takeBack();
  assert.deepEqual(await holds(), ['ready', 'waiting']);
}

describe('a run of the housekeeping', () => {
  it('is done once a day, and leaves a job and an audit entry', async () => {
    const done = await run();
    assert.equal(done?.status, 'done');
    assert.equal(await run(), null);
    forward(12);
    assert.equal(await run(), null);
    forward(12);
    assert.equal((await run())?.status, 'done');

    const [job] = await jobs();
    assert.deepEqual(
      [job?.kind, job?.status, job?.lease_owner, job?.lease_until],
      ['housekeeping', 'done', null, null],
    );
    assert.deepEqual(JSON.parse(job?.result ?? ''), { parts: done?.parts });
    const audit = (await s.get('/audit?action=housekeeping.run', 'administrator')).json().items;
    assert.deepEqual([audit.length, audit[0].actorKind, audit[0].after.status], [2, 'system', 'done']);
    assert.equal((await findLastSuccess(s.db))?.toString(), s.now.toString());
  });

  it('passes an item that was not fetched to the next hold', async () => {
    await makeReadyHold();
    s.now = Temporal.Instant.from('2026-03-09T12:00:00Z');
    assert.equal(counts(await run()).expire_holds, 0);
    s.now = Temporal.Instant.from('2026-03-09T23:05:00Z');
    assert.equal(counts(await run()).expire_holds, 1);
    assert.deepEqual(await holds(), ['expired', 'ready']);
  });

  it('makes up for three days of downtime in one run', async () => {
    await makeReadyHold();
    await run();
    s.now = Temporal.Instant.from('2026-03-12T09:00:00Z');
    assert.equal(counts(await run()).expire_holds, 1);
    assert.deepEqual(await holds(), ['expired', 'ready']);
    assert.equal(await run(), null);
  });

  it('makes old loans anonymous, except where readers keep their history', async () => {
    const keepFor = (loanHistoryDays: number) =>
      s.as('administrator')({ method: 'PATCH', url: '/api/v1/settings', payload: { loanHistoryDays } });
    assert.equal((await keepFor(0)).statusCode, 400);
    assert.equal((await keepFor(3651)).statusCode, 400);
    assert.equal((await keepFor(7)).json().loanHistoryDays, 7);
    const kept = await makePatron(s.db, { branch_id: s.branchId, is_history_kept: 1 });
    for (const patronId of [s.readerId, kept]) {
      await s.lend({ patronId });
      await s.takeBack();
    }
    forward(6 * 24);
    assert.equal(counts(await run()).forget_loans, 0);
    forward(2 * 24);
    assert.equal(counts(await run()).forget_loans, 1);
    const loans = await s.db.selectFrom('loans').select('patron_id').orderBy('id').execute();
    assert.deepEqual(
      loans.map(({ patron_id }) => patron_id),
      [null, kept],
    );
  });

  it('deletes what nothing asks for any more, and only that', async () => {
    const session = { staff_id: null, patron_id: s.otherReaderId, created_at: hoursAgo(48) };
    for (const [token, hours] of [['old', 1] as const, ['new', -1] as const]) {
      const expires = { token_hash: hashToken(token), expires_at: hoursAgo(hours) };
      await s.db
        .insertInto('sessions')
        .values({ ...session, ...expires })
        .execute();
    }
    for (const hours of [49, 47]) {
      const key = { key_hash: `k${hours}`, request_hash: '', created_at: hoursAgo(hours) };
      await s.db.insertInto('idempotency_keys').values(key).execute();
    }
    for (const hours of [25, 23]) {
      const attempt = { login_hash: `l${hours}`, failures: 3, blocked_until: null, last_failed_at: hoursAgo(hours) };
      await s.db.insertInto('login_attempts').values(attempt).execute();
    }
    for (const days of [91, 89]) {
      const at = { created_at: hoursAgo(days * 24), finished_at: hoursAgo(days * 24) };
      const jobId = await insertAndGetId(s.db, 'jobs', { kind: 'import', status: 'done', input: '{}', ...at });
      await insertAndGetId(s.db, 'job_reports', { job_id: jobId, position: 1, outcome: 'refused', detail: '{}' });
    }
    const queued = { kind: 'import', status: 'queued', input: '{}', created_at: hoursAgo(100 * 24) } as const;
    await insertAndGetId(s.db, 'jobs', queued);
    assert.deepEqual(counts(await run()), {
      expire_holds: 0,
      forget_loans: 0,
      delete_sessions: 1,
      delete_idempotency_keys: 1,
      delete_login_attempts: 1,
      delete_jobs: 1,
    });
    const left = async (table: 'sessions' | 'idempotency_keys' | 'login_attempts' | 'job_reports') =>
      (await s.db.selectFrom(table).selectAll().execute()).length;
    // Four sessions are those of the test's own roles.
    assert.deepEqual(
      [await left('sessions'), await left('idempotency_keys'), await left('login_attempts'), await left('job_reports')],
      [5, 1, 1, 1],
    );
    assert.deepEqual(
      (await jobs()).map(({ kind, status }) => `${kind} ${status}`),
      ['import done', 'import queued', 'housekeeping done'],
    );
  });
});

describe('a run that goes wrong', () => {
  it('records the part that failed, does the others, and is tried again an hour later', async () => {
    await makeReadyHold();
    s.now = Temporal.Instant.from('2026-03-12T09:00:00Z');
    const recordChanged = () => Promise.reject(new Error('disk full'));
    const failed = await runHousekeeping({ ...s.context, recordChanged }, s.now);
    assert.equal(failed?.status, 'failed');
    assert.deepEqual(
      failed.parts.filter(({ status }) => status === 'failed'),
      [{ part: 'expire_holds', branchId: s.branchId, status: 'failed', count: 0, error: 'disk full' }],
    );
    const done = failed.parts.filter(({ status }) => status === 'done').map(({ part }) => part);
    assert.ok(done.includes('forget_loans') && done.includes('delete_jobs') && done.includes('expire_holds'));
    const [job] = await jobs();
    assert.deepEqual([job?.status, job?.error], ['failed', 'expire_holds: disk full']);
    assert.equal(await findLastSuccess(s.db), null);
    assert.deepEqual(await holds(), ['ready', 'waiting']);

    assert.equal(await run(), null);
    forward(1);
    assert.equal((await run())?.status, 'done');
    assert.deepEqual(await holds(), ['expired', 'ready']);
  });

  it('is tried again once the lease of a killed one has expired', async () => {
    const leaseUntil = toTimestamp(s.now.add({ minutes: 10 }));
    await insertRun(s.db, { input: {}, owner: 'killed', leaseUntil, now: toTimestamp(s.now) });
    s.now = s.now.add({ minutes: 9 });
    assert.equal(await run(), null);
    s.now = s.now.add({ minutes: 1 });
    assert.equal((await run())?.status, 'done');
    const [killed, retried] = await jobs();
    assert.deepEqual([killed?.status, killed?.error, retried?.status], ['failed', 'lease_expired', 'done']);
  });

  it('stops when another process has taken over', async () => {
    await makeReadyHold();
    s.now = Temporal.Instant.from('2026-03-12T09:00:00Z');
    const context = {
      ...s.context,
      recordChanged: async (trx: typeof s.db) => {
        await trx.updateTable('jobs').set({ lease_owner: 'another' }).execute();
      },
    };
    assert.equal(await runHousekeeping(context, s.now), null);
    const [job] = await jobs();
    assert.deepEqual([job?.status, job?.lease_owner, job?.result], ['running', 'another', null]);
  });
});
