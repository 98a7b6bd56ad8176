import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  areDelaysIncreasing,
  doesRestrict,
  dueOverdueLevel,
  isCardExpiryDue,
  isCourtesyDue,
  nextDigestAt,
  type OverdueLevel,
  type ToldLevel,
} from './notice-plan.ts';

const DELAYS = { courtesyBefore: 3, firstOverdueAfter: 7, secondOverdueAfter: 21, thirdOverdueAfter: 42 };
const LOAN = { dueDay: '2026-03-23', startDay: '2026-03-02' };

describe('a courtesy notice (rule 27)', () => {
  const cases: [string, string, number | null, boolean][] = [
    ['the day before its day', '2026-03-19', 3, false],
    ['its day', '2026-03-20', 3, true],
    ['a day late, when a night was missed', '2026-03-21', 3, true],
    ['the due date', '2026-03-23', 3, true],
    ['when it would be stale', '2026-03-24', 3, false],
    ['the due date, with 0 days', '2026-03-23', 0, true],
    ['the day before, with 0 days', '2026-03-22', 0, false],
    ['never, without a value', '2026-03-23', null, false],
    ['not when the loan began on that day', '2026-03-23', 21, false],
    ['not when the loan is shorter', '2026-03-05', 30, false],
  ];
  for (const [name, today, courtesyBefore, expected] of cases) {
    it(`${expected ? 'goes out' : 'does not go out'}: ${name}`, () => {
      assert.equal(isCourtesyDue(LOAN, today, { ...DELAYS, courtesyBefore }), expected);
    });
  }
});

describe('an overdue notice (rule 27)', () => {
  const told = (level: OverdueLevel, day: string): ToldLevel => ({ level, day });
  const cases: [string, string, ToldLevel[], Partial<typeof DELAYS> | object, OverdueLevel | null][] = [
    ['nothing on the due date', '2026-03-23', [], {}, null],
    ['nothing the day before the first', '2026-03-29', [], {}, null],
    ['the first on its day', '2026-03-30', [], {}, 1],
    ['nothing once told', '2026-03-31', [told(1, '2026-03-30')], {}, null],
    ['the second on its day', '2026-04-13', [told(1, '2026-03-30')], {}, 2],
    ['the third on its day', '2026-05-04', [told(1, '2026-03-30'), told(2, '2026-04-13')], {}, 3],
    ['nothing after the third', '2027-01-01', [told(3, '2026-05-04'), told(1, '2026-03-30')], {}, null],
    ['the first however late notices begin', '2026-12-01', [], {}, 1],
    ['not the second at once, when the first was late', '2026-12-02', [told(1, '2026-12-01')], {}, null],
    ['the second as long after a late first as the delays say', '2026-12-15', [told(1, '2026-12-01')], {}, 2],
    ['the second in place of a first that is off', '2026-04-13', [], { firstOverdueAfter: null }, 2],
    ['nothing with every level off', '2027-01-01', [], NONE(), null],
    [
      'the second by its delay, when the first was turned off since',
      '2026-04-13',
      [told(1, '2026-04-12')],
      { firstOverdueAfter: null },
      2,
    ],
  ];
  for (const [name, today, before, delays, expected] of cases) {
    it(`is ${name}`, () => assert.equal(dueOverdueLevel(LOAN, today, { ...DELAYS, ...delays }, before), expected));
  }

  it('comes in order, each once, whatever nights are missed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }), (nights) => {
        const had: ToldLevel[] = [];
        for (const night of nights.toSorted((a, b) => a - b)) {
          const today = addDays(LOAN.dueDay, night);
          const level = dueOverdueLevel(LOAN, today, DELAYS, had);
          if (level !== null) had.push({ level, day: today });
        }
        assert.deepEqual(
          had.map(({ level }) => level),
          [1, 2, 3].slice(0, had.length),
        );
        const gaps = had.slice(1).map(({ day }, index) => day >= addDays(had[index]!.day, index === 0 ? 14 : 21));
        assert.ok(gaps.every(Boolean));
      }),
    );
  });
});

function NONE() {
  return { firstOverdueAfter: null, secondOverdueAfter: null, thirdOverdueAfter: null };
}

describe('the rest of the plan', () => {
  it('restricts from the level that the policy names', () => {
    assert.equal(doesRestrict(LOAN, '2026-04-13', DELAYS, 'second'), true);
    assert.equal(doesRestrict(LOAN, '2026-04-12', DELAYS, 'second'), false);
    assert.equal(doesRestrict(LOAN, '2027-04-12', DELAYS, 'never'), false);
    assert.equal(doesRestrict(LOAN, '2027-04-12', { ...DELAYS, thirdOverdueAfter: null }, 'third'), false);
  });

  const card = { expiresOn: '2026-12-31', createdDay: '2026-01-01' };
  for (const [today, before, expected] of [
    ['2026-11-30', 30, false],
    ['2026-12-01', 30, true],
    ['2026-12-31', 30, true],
    ['2027-01-01', 30, false],
    ['2026-12-31', null, false],
    ['2026-12-31', 364, false],
  ] as const) {
    it(`tells on ${today} of a card, ${before} days before: ${expected}`, () => {
      assert.equal(isCardExpiryDue(card, today, before), expected);
    });
  }

  for (const [first, second, third, expected] of [
    [7, 21, 42, true],
    [7, 7, 42, false],
    [7, 21, 20, false],
    [7, null, 8, true],
    [7, null, 7, false],
    [null, null, 1, true],
    [null, null, null, true],
  ] as const) {
    it(`takes the delays ${first}, ${second}, ${third}: ${expected}`, () => {
      const delays = { firstOverdueAfter: first, secondOverdueAfter: second, thirdOverdueAfter: third };
      assert.equal(areDelaysIncreasing(delays), expected);
    });
  }
});

describe('the mail of a day', () => {
  const cases: [string, string, string, string][] = [
    ['goes in the morning', '2026-03-02T04:00:00Z', 'Europe/Paris', '2026-03-02T05:10:00Z'],
    ['goes tomorrow once that is over', '2026-03-02T05:10:00Z', 'Europe/Paris', '2026-03-03T05:10:00Z'],
    ['goes at the same hour in summer', '2026-03-28T12:00:00Z', 'Europe/Paris', '2026-03-29T04:10:00Z'],
    ['goes by the clock of the reader’s library', '2026-03-02T05:10:00Z', 'America/Montreal', '2026-03-02T11:10:00Z'],
  ];
  for (const [name, now, timeZone, expected] of cases) {
    it(name, () => assert.equal(nextDigestAt(Temporal.Instant.from(now), timeZone).toString(), expected));
  }
});
