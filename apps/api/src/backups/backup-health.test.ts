import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeBackups, type BackupFacts, type Concern } from './backup-health.ts';

describe('what there is to worry about', () => {
  const now = '2026-11-28T12:00:00.000Z';
  const well: BackupFacts = {
    lastAt: '2026-11-28T03:00:00.000Z',
    verifiedAt: '2026-11-24T03:00:00.000Z',
    isFaulty: false,
    logReachAt: null,
    failed: { backup: 0, verify: 0, restore: 0, ship_log: 0 },
  };
  const cases: [string, Partial<BackupFacts>, Concern[]][] = [
    ['nothing when all is well', {}, []],
    ['only that there is none', { lastAt: null, verifiedAt: null, logReachAt: now }, ['none']],
    ['a night that was left out', { lastAt: '2026-11-27T09:59:00.000Z' }, ['stale']],
    ['not yet 26 hours after one', { lastAt: '2026-11-27T10:00:00.000Z' }, []],
    ['backups that nobody has restored', { verifiedAt: null }, ['never_verified']],
    ['a restore more than a week ago', { verifiedAt: '2026-11-21T11:59:59.000Z' }, ['verification_stale']],
    ['a restore that failed', { isFaulty: true, verifiedAt: null }, ['faulty', 'never_verified']],
    ['a log that is not followed', { logReachAt: '2026-11-28T11:44:00.000Z' }, ['log_behind']],
    ['a backup that failed, although the last is recent', { failed: { ...well.failed, backup: 1 } }, ['backup_failed']],
    [
      'that there is none, and that it was tried',
      { lastAt: null, failed: { ...well.failed, backup: 3 } },
      ['none', 'backup_failed'],
    ],
    [
      'each kind of attempt that failed, before what is only late',
      { verifiedAt: null, failed: { backup: 0, verify: 1, restore: 1, ship_log: 1 } },
      ['verify_failed', 'restore_failed', 'ship_log_failed', 'never_verified'],
    ],
    ['not a log that is', { logReachAt: '2026-11-28T11:46:00.000Z' }, []],
  ];
  for (const [name, facts, expected] of cases) {
    it(`is ${name}`, () => assert.deepEqual(judgeBackups({ ...well, ...facts }, now), expected));
  }
});
