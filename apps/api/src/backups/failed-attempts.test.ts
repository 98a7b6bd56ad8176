import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countStanding, gatherFailures, type FailedAttempt, type LastDone } from './failed-attempts.ts';

describe('failed attempts', () => {
  const never: LastDone = { backup: null, verify: null, restore: null, ship_log: null };
  const failure = (action: FailedAttempt['action'], day: number, code = 'backup_tool_failed'): FailedAttempt => ({
    action,
    failedAt: `2026-11-${day}T03:00:00.000Z`,
    code,
    reason: `on ${day}`,
  });
  const at = (day: number) => `2026-11-${day}T03:00:00.000Z`;

  it('stand until the same is done', () => {
    const failures = [failure('backup', 26), failure('backup', 27), failure('verify', 26)];
    assert.deepEqual(countStanding(failures, never), { backup: 2, verify: 1, restore: 0, ship_log: 0 });
    assert.deepEqual(countStanding(failures, { ...never, backup: at(26) }), {
      backup: 1,
      verify: 1,
      restore: 0,
      ship_log: 0,
    });
    assert.deepEqual(countStanding(failures, { ...never, backup: at(28), verify: at(26) }), {
      backup: 0,
      verify: 0,
      restore: 0,
      ship_log: 0,
    });
  });

  it('for one reason are told once, with what was said last, and what stands is told first', () => {
    const failures = [
      failure('ship_log', 25),
      failure('ship_log', 28),
      failure('backup', 26),
      failure('backup', 24, 'backup_storage_unavailable'),
      failure('ship_log', 27),
    ];
    const gathered = gatherFailures(failures, { ...never, ship_log: at(29) });
    assert.deepEqual(
      gathered.map(({ action, code, times, isStanding }) => [action, code, times, isStanding]),
      [
        ['backup', 'backup_tool_failed', 1, true],
        ['backup', 'backup_storage_unavailable', 1, true],
        ['ship_log', 'backup_tool_failed', 3, false],
      ],
    );
    assert.deepEqual(gathered[2], {
      action: 'ship_log',
      code: 'backup_tool_failed',
      reason: 'on 28',
      times: 3,
      firstAt: at(25),
      lastAt: at(28),
      isStanding: false,
    });
  });
});
