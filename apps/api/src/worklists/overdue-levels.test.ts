import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { daysLate, daysOfLevel, dueBetween, OVERDUE_LEVELS, overdueLevelOf } from './overdue-levels.ts';

const delays = (first: number | null, second: number | null, third: number | null) => ({
  firstOverdueAfter: first,
  secondOverdueAfter: second,
  thirdOverdueAfter: third,
});

describe('how late a loan is by the steps of the overdue notices (rule 27)', () => {
  const usual = delays(7, 21, 42);
  const cases: [string, number, ReturnType<typeof delays>, number][] = [
    ['before the first notice', 6, usual, 0],
    ['on its day', 7, usual, 1],
    ['the day before the second', 20, usual, 1],
    ['on the day of the second', 21, usual, 2],
    ['long after the last', 400, usual, 3],
    ['a notice that is not sent is no step', 30, delays(7, null, 42), 1],
    ['a first notice that is not sent', 30, delays(null, 21, 42), 2],
    ['without notices', 400, delays(null, null, null), 0],
  ];
  for (const [name, days, given, expected] of cases) {
    it(name, () => assert.equal(overdueLevelOf(days, given), expected));
  }

  it('no loan is at the level of a notice that is not sent', () =>
    assert.equal(daysOfLevel(2, delays(7, null, 42)), null));

  it('the days of a level are those on which a loan is at it', () => {
    const delay = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null });
    fc.assert(
      fc.property(fc.tuple(delay, delay, delay), fc.integer({ min: 0, max: 90 }), (given, days) => {
        const set = given.filter((value) => value !== null);
        fc.pre(set.every((value, index) => index === 0 || value > set[index - 1]!));
        const within = OVERDUE_LEVELS.filter((level) => {
          const span = daysOfLevel(level, delays(...given));
          return span !== null && span.from <= days && (span.to === null || days < span.to);
        });
        assert.deepEqual(within, [overdueLevelOf(days, delays(...given))]);
      }),
    );
  });
});

describe('the moments at which such loans are due', () => {
  const now = Temporal.Instant.from('2026-03-30T08:00:00Z');
  const zone = 'Europe/Paris';
  const due = (text: string) => Temporal.Instant.from(text);

  it('counts days of the branch, over a change of clocks', () => {
    assert.equal(daysLate(due('2026-03-27T22:59:00Z'), now, zone), 3);
    assert.equal(daysLate(due('2026-03-29T22:59:00Z'), now, zone), 0);
  });

  it('are those of the days, and nothing that is due later today', () => {
    const late = dueBetween({ from: 0, to: 7 }, now, zone);
    assert.equal(String(late.dueBefore), '2026-03-30T08:00:00Z');
    assert.equal(String(late.dueFrom), '2026-03-23T23:00:00Z');
    const later = dueBetween({ from: 7, to: null }, now, zone);
    assert.deepEqual([String(later.dueBefore), later.dueFrom], ['2026-03-23T23:00:00Z', null]);
  });

  it('agree with the count of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 * 24 }), (from, hours) => {
        const dueAt = now.subtract({ hours });
        const { dueFrom, dueBefore } = dueBetween({ from, to: from + 5 }, now, zone);
        const isBetween =
          Temporal.Instant.compare(dueAt, dueBefore) < 0 && Temporal.Instant.compare(dueAt, dueFrom!) >= 0;
        const days = daysLate(dueAt, now, zone);
        assert.equal(isBetween, days >= from && days < from + 5);
      }),
    );
  });
});
