import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { listDueDays } from './due-days.ts';

const at = (text: string) => Temporal.Instant.from(text);
const paris = { id: 1, timeZone: 'Europe/Paris' };
const reunion = { id: 2, timeZone: 'Indian/Reunion' };

/** What is due, from: the branches, the latest success, the latest failure, now. */
const cases: [string, (typeof paris)[], string | null, string | null, string, string[]][] = [
  ['the first time', [paris], null, null, '2026-03-02T09:00:00Z', ['1 2026-03-02']],
  ['not twice a day', [paris], '2026-03-02T09:00:00Z', null, '2026-03-02T22:59:00Z', []],
  ['after local midnight', [paris], '2026-03-02T22:59:00Z', null, '2026-03-02T23:00:00Z', ['1 2026-03-03']],
  ['once after days of downtime', [paris], '2026-03-02T09:00:00Z', null, '2026-03-05T09:00:00Z', ['1 2026-03-05']],
  ['not without a branch', [], null, null, '2026-03-02T09:00:00Z', []],
  [
    'only where the day has turned',
    [paris, reunion],
    '2026-03-02T19:00:00Z',
    null,
    '2026-03-02T20:00:00Z',
    ['2 2026-03-03'],
  ],
  [
    'there once more when it turns elsewhere',
    [paris, reunion],
    '2026-03-02T20:00:00Z',
    null,
    '2026-03-02T23:00:00Z',
    ['1 2026-03-03'],
  ],
  ['not soon after a failure', [paris], null, '2026-03-02T09:00:00Z', '2026-03-02T09:59:00Z', []],
  ['an hour after a failure', [paris], null, '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z', ['1 2026-03-02']],
  ['though a clock ran ahead', [paris], '2030-01-01T09:00:00Z', null, '2026-03-02T09:00:00Z', ['1 2026-03-02']],
  ['though it failed then', [paris], null, '2030-01-01T09:00:00Z', '2026-03-02T09:00:00Z', ['1 2026-03-02']],
];

describe('housekeeping is due', () => {
  for (const [name, branches, success, failure, now, expected] of cases) {
    it(name, () => {
      const past = { lastSuccessAt: success && at(success), lastFailureAt: failure && at(failure) };
      const due = listDueDays(branches, past as Parameters<typeof listDueDays>[1], at(now));
      assert.deepEqual(
        due.map(({ branchId, day }) => `${branchId} ${day}`),
        expected,
      );
    });
  }
});
