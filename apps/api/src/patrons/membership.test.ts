import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { renewedMembershipEnd } from './membership.ts';

describe('renewedMembershipEnd', () => {
  const today = Temporal.PlainDate.from('2026-03-02');
  const cases: [name: string, expiresOn: string, months: number, expected: string | null][] = [
    ['counts from the end while it runs', '2026-03-20', 12, '2027-03-20'],
    ['counts from the end on its last day', '2026-03-02', 12, '2027-03-02'],
    ['counts from today once it has ended', '2025-11-30', 12, '2027-03-02'],
    ['keeps to the end of a shorter month', '2026-03-31', 1, '2026-04-30'],
    ['is refused when a whole period lies ahead', '2027-03-02', 12, null],
  ];
  for (const [name, expiresOn, months, expected] of cases) {
    it(name, () => {
      const end = renewedMembershipEnd(Temporal.PlainDate.from(expiresOn), today, months);
      assert.equal(end === null ? null : end.toString(), expected);
    });
  }
});
