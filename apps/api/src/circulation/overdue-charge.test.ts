import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { computeOverdueCharge, type OverdueCase } from './overdue-charge.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { resolvePolicies } from './policy-resolution.ts';
import { recompute } from './recompute.ts';

const defaults = resolvePolicies([], { branchId: 1, patronCategoryId: 1, itemTypeId: 1 }).values;
const instant = (text: string) => Temporal.Instant.from(text);
/** Closed on Sundays and Mondays. */
const calendar = {
  timeZone: 'Europe/Paris',
  hours: [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' })),
  closures: [],
  exceptions: [],
};

type Given = Partial<Omit<OverdueCase, 'values'>> & { values?: Partial<PolicyValues> };

/** Due on Tuesday 3 November 2026; ten days late, three of them closed, unless the case says otherwise. */
function situation({ values, ...rest }: Given = {}): OverdueCase {
  return {
    dueAt: instant('2026-11-03T23:59:00+01:00'),
    returnedAt: instant('2026-11-13T10:00:00+01:00'),
    calendar,
    price: null,
    otherOverdueCharges: 0,
    alreadyCharged: 0,
    ...rest,
    values: { ...defaults, overdueCharge: 20, areClosedDaysCharged: true, ...values },
  };
}

/** Due on a Saturday, back on Monday night: late by two days on which the branch is closed. */
const overWeekend = {
  dueAt: instant('2026-11-07T23:59:00+01:00'),
  returnedAt: instant('2026-11-09T23:00:00+01:00'),
};
const inTheNight = { returnedAt: instant('2026-11-04T02:29:00+01:00') };

describe('the overdue charge (rules 17 and 20)', () => {
  const cases: [string, Given, number][] = [
    ['on time', { returnedAt: instant('2026-11-03T18:00:00+01:00') }, 0],
    ['at the last moment', { returnedAt: instant('2026-11-03T23:59:00+01:00') }, 0],
    ['one minute late, the next day', { returnedAt: instant('2026-11-04T00:00:00+01:00') }, 20],
    ['backdated to before it was due (rule 17)', { returnedAt: instant('2026-10-30T12:00:00+01:00') }, 0],
    ['backdated to fewer days (rule 17)', { returnedAt: instant('2026-11-05T12:00:00+01:00') }, 40],
    ['no charge', { values: { overdueCharge: 0 } }, 0],
    ['ten days', {}, 200],
    ['ten days, of them two closed', { values: { areClosedDaysCharged: false } }, 160],
    ['late by closed days alone', { ...overWeekend, values: { areClosedDaysCharged: false } }, 0],
    ['late by closed days that count', overWeekend, 40],
    ['grace deducted', { values: { overdueGrace: 3 } }, 140],
    ['grace deducted after closed days', { values: { overdueGrace: 3, areClosedDaysCharged: false } }, 100],
    ['grace as a threshold, passed', { values: { overdueGrace: 9, grace: 'threshold' } }, 200],
    ['grace as a threshold, just reached', { values: { overdueGrace: 10, grace: 'threshold' } }, 0],
    ['grace just reached', { values: { overdueGrace: 10 } }, 0],
    ['grace not passed', { values: { overdueGrace: 12 } }, 0],
    ['by the week, at its start', { values: { overduePeriod: 7 } }, 40],
    ['by the week, at its end', { values: { overduePeriod: 7, overdueChargedAt: 'period_end' } }, 20],
    ['whole periods, at their start', { values: { overduePeriod: 5 } }, 40],
    ['whole periods, at their end', { values: { overduePeriod: 5, overdueChargedAt: 'period_end' } }, 40],
    ['less than a period, at its end', { values: { overduePeriod: 11, overdueChargedAt: 'period_end' } }, 0],
    ['by the week after grace', { values: { overduePeriod: 7, overdueGrace: 3 } }, 20],
    ['by the hour', { ...inTheNight, values: { overdueUnit: 'hour' } }, 60],
    ['by the hour, at its end', { ...inTheNight, values: { overdueUnit: 'hour', overdueChargedAt: 'period_end' } }, 40],
    ['by two hours', { ...inTheNight, values: { overdueUnit: 'hour', overduePeriod: 2 } }, 40],
    ['by the hour, grace deducted', { ...inTheNight, values: { overdueUnit: 'hour', overdueGrace: 2 } }, 20],
    [
      'by the hour, grace as a threshold',
      { ...inTheNight, values: { overdueUnit: 'hour', overdueGrace: 2, grace: 'threshold' } },
      60,
    ],
    [
      'by the hour, less than a minute',
      { returnedAt: instant('2026-11-03T23:59:59+01:00'), values: { overdueUnit: 'hour' } },
      0,
    ],
    [
      'by the hour, over two closed days',
      {
        dueAt: instant('2026-11-07T17:00:00+01:00'),
        returnedAt: instant('2026-11-10T10:30:00+01:00'),
        values: { overdueUnit: 'hour', areClosedDaysCharged: false },
      },
      18 * 20,
    ],
    ['capped by the policy', { values: { overdueCap: 150 } }, 150],
    ['capped at no charge', { values: { overdueCap: 0 } }, 0],
    ['capped at the price', { price: 120 }, 120],
    ['capped at no price', { price: 0 }, 0],
    ['not capped at the price', { price: 120, values: { isOverdueCappedAtPrice: false } }, 200],
    ['capped by the policy and the price', { price: 120, values: { overdueCap: 150 } }, 120],
    ['capped by the patron’s total', { otherOverdueCharges: 450, values: { overdueTotalCap: 500 } }, 50],
    ['the patron’s total reached', { otherOverdueCharges: 500, values: { overdueTotalCap: 500 } }, 0],
    ['the patron’s total passed already', { otherOverdueCharges: 900, values: { overdueTotalCap: 500 } }, 0],
    ['capped together with what was charged before', { alreadyCharged: 100, values: { overdueCap: 150 } }, 50],
    ['at the price together with what was charged before', { alreadyCharged: 100, price: 150 }, 50],
    [
      'the patron’s total knows what was charged before',
      { alreadyCharged: 100, otherOverdueCharges: 100, values: { overdueTotalCap: 250 } },
      150,
    ],
    [
      'over the end of summer time',
      { dueAt: instant('2026-10-24T23:59:00+02:00'), returnedAt: instant('2026-10-26T00:30:00+01:00') },
      40,
    ],
    [
      'over the end of summer time, by the hour',
      {
        dueAt: instant('2026-10-24T23:59:00+02:00'),
        returnedAt: instant('2026-10-25T03:59:00+01:00'),
        values: { overdueUnit: 'hour' },
      },
      100,
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const { amount, steps } = computeOverdueCharge(situation(given));
      assert.equal(amount, expected);
      assertWellFormed(steps);
      assert.equal(recompute({ steps }).overdue ?? 0, expected);
    });
  }

  it('is explained by its steps, with what each reckoned', () => {
    const { steps } = computeOverdueCharge(
      situation({
        price: 90,
        otherOverdueCharges: 60,
        alreadyCharged: 10,
        values: { areClosedDaysCharged: false, overdueGrace: 1, overdueCap: 110, overdueTotalCap: 135 },
      }),
    );
    assert.deepEqual(steps, [
      {
        code: 'overdue_late',
        params: {
          from: '2026-11-03T22:59:00.000Z',
          to: '2026-11-13T09:00:00.000Z',
          minutes: 14_400,
          closedDays: 2,
          late: 11_520,
        },
      },
      { code: 'overdue_grace', params: { grace: 1, unit: 'day', mode: 'deducted', minutes: 10_080 } },
      {
        code: 'overdue_periods',
        params: { period: 1, unit: 'day', chargedAt: 'period_start', periods: 7, charge: 20, amount: 140 },
      },
      { code: 'overdue_capped', params: { cap: 110, already: 10, amount: 100 } },
      { code: 'overdue_capped_at_price', params: { cap: 90, already: 10, amount: 80 } },
      { code: 'overdue_capped_in_total', params: { cap: 135, already: 60, amount: 75 } },
      { code: 'overdue_charged', params: { amount: 75 } },
    ]);
  });

  const explained: [string, Given, string[]][] = [
    ['nothing when it is on time', { returnedAt: instant('2026-11-03T18:00:00+01:00') }, []],
    ['nothing when lateness is free', { values: { overdueCharge: 0 } }, []],
    ['nothing of a grace that is none', {}, ['late', 'periods', 'charged']],
    ['a grace that covers it', { values: { overdueGrace: 12 } }, ['late', 'grace', 'periods', 'charged']],
    [
      'nothing of a threshold that was passed',
      { values: { overdueGrace: 3, grace: 'threshold' } },
      ['late', 'periods', 'charged'],
    ],
    [
      'nothing of a cap that is just reached',
      { price: 200, values: { overdueCap: 200, overdueTotalCap: 200 } },
      ['late', 'periods', 'charged'],
    ],
    [
      'the lowest cap alone when it comes first',
      { price: 150, values: { overdueCap: 100 } },
      ['late', 'periods', 'capped', 'charged'],
    ],
  ];
  for (const [name, given, expected] of explained) {
    it(`explains ${name}`, () => {
      const codes = computeOverdueCharge(situation(given)).steps.map(({ code }) => code.replace('overdue_', ''));
      assert.deepEqual(codes, expected);
    });
  }

  const amounts = fc.record({
    hoursLate: fc.integer({ min: -100, max: 20_000 }),
    charge: fc.integer({ min: 0, max: 500 }),
    period: fc.integer({ min: 1, max: 30 }),
    grace: fc.integer({ min: 0, max: 30 }),
    cap: fc.option(fc.integer({ min: 0, max: 5000 })),
    price: fc.option(fc.integer({ min: 0, max: 5000 })),
    total: fc.option(fc.integer({ min: 0, max: 5000 })),
    others: fc.integer({ min: 0, max: 6000 }),
    before: fc.integer({ min: 0, max: 3000 }),
    unit: fc.constantFrom('day' as const, 'hour' as const),
    mode: fc.constantFrom('deducted' as const, 'threshold' as const),
  });
  const charge = (each: typeof amounts extends fc.Arbitrary<infer T> ? T : never, extraHours = 0) =>
    computeOverdueCharge(
      situation({
        returnedAt: instant('2026-11-03T23:59:00+01:00').add({ hours: each.hoursLate + extraHours }),
        price: each.price,
        otherOverdueCharges: each.others,
        alreadyCharged: each.before,
        values: {
          overdueCharge: each.charge,
          overduePeriod: each.period,
          overdueGrace: each.grace,
          overdueCap: each.cap,
          overdueTotalCap: each.total,
          overdueUnit: each.unit,
          grace: each.mode,
        },
      }),
    ).amount;

  it('is a whole amount, never negative, never over a cap', () => {
    fc.assert(
      fc.property(amounts, (each) => {
        const amount = charge(each);
        assert.ok(Number.isInteger(amount) && amount >= 0);
        assert.ok(amount <= Math.max(0, (each.cap ?? Infinity) - each.before));
        assert.ok(amount <= Math.max(0, (each.price ?? Infinity) - each.before));
        assert.ok(amount <= Math.max(0, (each.total ?? Infinity) - each.others));
      }),
    );
  });

  it('never falls when the item comes later', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 500 }), (each, hours) => charge(each, hours) >= charge(each)),
    );
  });
});
