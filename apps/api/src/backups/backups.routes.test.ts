import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Registry } from 'prom-client';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { observeBackups } from './backup-metrics.ts';
import { insertFailure, noteReach, replaceBackups } from './backups.queries.ts';
import type { FailedAttempt, FailureView } from './failed-attempts.ts';

describe('what staff see of the backups', () => {
  let t: TestApp;
  beforeEach(async () => {
    t = await createTestApp({ now: '2026-11-28T12:00:00Z' });
  });
  afterEach(() => t.close());

  const backup = (id: string, madeAt: string) => ({
    id,
    made_at: madeAt,
    place: '/backup',
    engine: 'sqlite' as const,
    release: '0.1.0',
    schema_name: '0019-backups',
    bytes: 1000,
    raw_bytes: 5000,
    records: 12,
    loans: 3,
    is_encrypted: 1,
    has_log: 0,
  });
  const proof = (verifiedAt: string, isSound: number) => ({
    verified_at: verifiedAt,
    is_sound: isSound,
    findings: isSound === 1 ? '[]' : '["table loans is missing"]',
    recovery_point: verifiedAt,
    recovery_point_seconds: 60,
    recovery_seconds: 4,
  });
  const metric = async (name: string) => {
    const registry = new Registry();
    observeBackups(t.context, registry);
    return new RegExp(`^biblio_backup_${name} (\\S+)$`, 'm').exec(await registry.metrics())?.[1];
  };

  it('is nothing, and that this is bad, before the first', async () => {
    const answer = await t.as('librarian')({ url: '/api/v1/backups' });
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.json(), {
      items: [],
      lastAt: null,
      lastVerifiedAt: null,
      logReachAt: null,
      concerns: ['none'],
      failures: [],
    });
    assert.equal(await metric('last_success_timestamp_seconds'), '0');
    assert.equal(await metric('last_verified_timestamp_seconds'), '0');
  });

  it('is every backup, the newest first, with what a restore found', async () => {
    await replaceBackups(t.db, [
      { ...backup('old', '2026-11-26T03:00:00.000Z'), ...proof('2026-11-26T04:00:00.000Z', 1) },
      { ...backup('new', '2026-11-28T03:00:00.000Z'), ...proof('2026-11-28T04:00:00.000Z', 0) },
    ]);
    await noteReach(t.db, 'a', '2026-11-28T11:59:00.000Z');
    const overview = (await t.as('librarian')({ url: '/api/v1/backups' })).json();
    assert.deepEqual(
      overview.items.map(({ id }: { id: string }) => id),
      ['new', 'old'],
    );
    assert.deepEqual(overview.items[0].verification.findings, ['table loans is missing']);
    assert.equal(overview.lastVerifiedAt, '2026-11-26T04:00:00.000Z');
    assert.deepEqual(overview.concerns, ['faulty']);
    const seconds = (moment: string) => String(Date.parse(moment) / 1000);
    assert.equal(await metric('last_success_timestamp_seconds'), seconds('2026-11-28T03:00:00Z'));
    assert.equal(await metric('last_verified_timestamp_seconds'), seconds('2026-11-26T04:00:00Z'));
    assert.equal(await metric('log_reach_timestamp_seconds'), seconds('2026-11-28T11:59:00Z'));
    assert.equal(await metric('recovery_time_seconds'), '4');
    assert.equal(await metric('recovery_point_seconds'), '60');
  });

  it('is what was attempted and came to nothing, until it is done', async () => {
    const failed = (action: FailedAttempt['action'], failedAt: string): FailedAttempt => ({
      action,
      failedAt,
      code: 'backup_storage_unavailable',
      reason: 'ENOSPC: no space left on device',
    });
    await replaceBackups(t.db, [backup('old', '2026-11-27T11:00:00.000Z')]);
    for (const at of ['2026-11-28T03:00:00.000Z', '2026-11-28T04:00:00.000Z'])
      await insertFailure(t.db, failed('backup', at));
    await insertFailure(t.db, failed('verify', '2026-11-28T05:00:00.000Z'));
    const overview = async () => (await t.as('librarian')({ url: '/api/v1/backups' })).json();
    const attempts = async (action: string) => metric(`failed_attempts\\{action="${action}"\\}`);

    const { concerns, failures } = await overview();
    assert.deepEqual(concerns, ['backup_failed', 'verify_failed', 'never_verified']);
    assert.deepEqual(failures[1], {
      action: 'backup',
      code: 'backup_storage_unavailable',
      reason: 'ENOSPC: no space left on device',
      times: 2,
      firstAt: '2026-11-28T03:00:00.000Z',
      lastAt: '2026-11-28T04:00:00.000Z',
      isStanding: true,
    });
    assert.deepEqual([await attempts('backup'), await attempts('verify'), await attempts('restore')], ['2', '1', '0']);

    await replaceBackups(t.db, [backup('new', '2026-11-28T06:00:00.000Z')]);
    assert.deepEqual((await overview()).concerns, ['verify_failed', 'never_verified']);
    assert.deepEqual([await attempts('backup'), await attempts('verify')], ['0', '1']);
  });

  it('is the last hundred failures of each kind', async () => {
    for (let n = 0; n < 105; n += 1) {
      const failedAt = `2026-11-28T03:00:00.${String(n).padStart(3, '0')}Z`;
      await insertFailure(t.db, { action: 'ship_log', failedAt, code: 'backup_tool_failed', reason: '' });
    }
    await insertFailure(t.db, {
      action: 'backup',
      failedAt: '2026-11-28T03:00:00.000Z',
      code: 'backup_tool_failed',
      reason: '',
    });
    const { failures } = (await t.as('librarian')({ url: '/api/v1/backups' })).json();
    assert.deepEqual(
      failures.map(({ action, times, firstAt }: FailureView) => [action, times, firstAt]),
      [
        ['ship_log', 100, '2026-11-28T03:00:00.005Z'],
        ['backup', 1, '2026-11-28T03:00:00.000Z'],
      ],
    );
  });

  it('is not for assistants and readers', async () => {
    for (const role of ['assistant', 'reader', 'anonymous'] as const) {
      const { statusCode } = await t.as(role)({ url: '/api/v1/backups' });
      assert.ok(statusCode === 403 || statusCode === 401, `${role}: ${statusCode}`);
    }
  });
});
