import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOMENT_PATTERN, momentOf } from './desk-moments.ts';

describe('a moment as a desk says it', () => {
  const cases: [string, string | null][] = [
    ['2026-03-28T10:00:00Z', '2026-03-28T10:00:00Z'],
    ['2026-03-28T10:00:00.123+01:00', '2026-03-28T09:00:00.123Z'],
    ['2026-03-28T10:00', '2026-03-28T09:00:00Z'],
    ['2026-03-30T10:00', '2026-03-30T08:00:00Z'],
    ['2026-03-28', '2026-03-28T22:59:00Z'],
    ['2026-03-29', '2026-03-29T21:59:00Z'],
    // The clocks go from two to three that night: the moment is the one after the gap.
    ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
    ['2026-02-30', null],
    ['2026-02-30T10:00', null],
    ['2026-03-28T25:00', null],
    ['2026-13-01T10:00:00Z', null],
  ];
  for (const [text, expected] of cases) {
    it(`${text}: ${expected ?? 'none'}`, () => {
      assert.match(text, new RegExp(MOMENT_PATTERN));
      assert.equal(momentOf(text, 'Europe/Paris')?.toString() ?? null, expected);
    });
  }

  for (const text of ['', 'tomorrow', '2026-03-28 10:00', '28/03/2026', '2026-03-28T10', '2026-03-28T10:00 Z']) {
    it(`“${text}” is none`, () => assert.doesNotMatch(text, new RegExp(MOMENT_PATTERN)));
  }
});
