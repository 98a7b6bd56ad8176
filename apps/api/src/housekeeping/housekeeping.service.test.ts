import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makePatron } from '../../test/factories.ts';
import { runIfDue } from '../jobs/job-runner.ts';
import { hashToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import { insertAndGetId } from '../platform/database/database.ts';
import { forgetLoansJob, tidyJob } from './housekeeping.service.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  for (const table of ['jobs', 'scheduled_jobs', 'scheduled_job_days'] as const) await s.db.deleteFrom(table).execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const jobs = () => s.db.selectFrom('jobs').selectAll().orderBy('id').execute();
const forward = (hours: number) => (s.now = s.now.add({ hours }));
const hoursAgo = (hours: number) => toTimestamp(s.now.subtract({ hours }));

describe('housekeeping', () => {
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
    assert.deepEqual((await runIfDue(s.context, forgetLoansJob))?.state.counts, { forgotten: 0 });
    forward(2 * 24);
    assert.deepEqual((await runIfDue(s.context, forgetLoansJob))?.state.counts, { forgotten: 1 });
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
    assert.deepEqual((await runIfDue(s.context, tidyJob))?.state.counts, {
      sessions: 1,
      idempotency_keys: 1,
      login_attempts: 1,
      record_changes: 0,
      job_runs: 1,
      refused_attempts: 0,
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
      ['import done', 'import queued', 'housekeeping.tidy done'],
    );
  });
});
