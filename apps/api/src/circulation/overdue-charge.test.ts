import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { computeLostCharge, forgivenOnReturn, isLongOverdue } from './lost-charge.ts';
import { computeOverdueCharge, computeSuspension, type OverdueCase } from './overdue-charge.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { resolvePolicies } from './policy-resolution.ts';

const defaults = resolvePolicies([], { branchId: 1, patronCategoryId: 1, itemTypeId: 1 }).values;
const instant = (text: string) => Temporal.Instant.from(text);
/** Closed on Sundays and Mondays. */
const calendar = {
  timeZone: 'Europe/Paris',
  hours: [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' })),
  closures: [],
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

describe('the overdue charge (rule 20)', () => {
  const cases: [string, Given, number][] = [
    ['on time', { returnedAt: instant('2026-11-03T18:00:00+01:00') }, 0],
    ['one minute late, the next day', { returnedAt: instant('2026-11-04T00:00:00+01:00') }, 20],
    ['backdated to before it was due (rule 17)', { returnedAt: instant('2026-11-01T12:00:00+01:00') }, 0],
    ['no charge', { values: { overdueCharge: 0 } }, 0],
    ['ten days', {}, 200],
    ['ten days, of them two closed', { values: { areClosedDaysCharged: false } }, 160],
    ['grace deducted', { values: { overdueGrace: 3 } }, 140],
    ['grace as a threshold, passed', { values: { overdueGrace: 3, grace: 'threshold' } }, 200],
    ['grace as a threshold, just reached', { values: { overdueGrace: 10, grace: 'threshold' } }, 0],
    ['grace not passed', { values: { overdueGrace: 12 } }, 0],
    ['by the week, at its start', { values: { overduePeriod: 7 } }, 40],
    ['by the week, at its end', { values: { overduePeriod: 7, overdueChargedAt: 'period_end' } }, 20],
    ['by the hour', { values: { overdueUnit: 'hour' }, returnedAt: instant('2026-11-04T02:29:00+01:00') }, 60],
    [
      'by the hour, at its end',
      {
        values: { overdueUnit: 'hour', overdueChargedAt: 'period_end' },
        returnedAt: instant('2026-11-04T02:29:00+01:00'),
      },
      40,
    ],
    ['capped by the policy', { values: { overdueCap: 150 } }, 150],
    ['capped at no charge', { values: { overdueCap: 0 } }, 0],
    ['capped at the price', { price: 120 }, 120],
    ['not capped at the price', { price: 120, values: { isOverdueCappedAtPrice: false } }, 200],
    ['capped by the patron’s total', { otherOverdueCharges: 450, values: { overdueTotalCap: 500 } }, 50],
    ['the patron’s total passed already', { otherOverdueCharges: 900, values: { overdueTotalCap: 500 } }, 0],
    ['capped together with what was charged before', { alreadyCharged: 100, values: { overdueCap: 150 } }, 50],
    [
      'over the end of summer time',
      {
        dueAt: instant('2026-10-24T23:59:00+02:00'),
        returnedAt: instant('2026-10-26T00:30:00+01:00'),
      },
      40,
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected}`, () => assert.equal(computeOverdueCharge(situation(given)).amount, expected));
  }

  it('is explained by its steps', () => {
    const { steps } = computeOverdueCharge(situation({ values: { overdueGrace: 3, overdueCap: 100 } }));
    assert.deepEqual(
      steps.map(({ code }) => code),
      ['overdue_late', 'overdue_grace', 'overdue_periods', 'overdue_capped', 'overdue_charged'],
    );
  });

  const amounts = fc.record({
    hoursLate: fc.integer({ min: -100, max: 20_000 }),
    charge: fc.integer({ min: 0, max: 500 }),
    period: fc.integer({ min: 1, max: 30 }),
    grace: fc.integer({ min: 0, max: 30 }),
    cap: fc.option(fc.integer({ min: 0, max: 5000 })),
    price: fc.option(fc.integer({ min: 0, max: 5000 })),
    total: fc.option(fc.integer({ min: 0, max: 5000 })),
    others: fc.integer({ min: 0, max: 6000 }),
    unit: fc.constantFrom('day' as const, 'hour' as const),
    mode: fc.constantFrom('deducted' as const, 'threshold' as const),
  });
  const charge = (each: typeof amounts extends fc.Arbitrary<infer T> ? T : never, extraHours = 0) =>
    computeOverdueCharge(
      situation({
        returnedAt: instant('2026-11-03T23:59:00+01:00').add({ hours: each.hoursLate + extraHours }),
        price: each.price,
        otherOverdueCharges: each.others,
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
        assert.ok(amount <= (each.cap ?? Infinity));
        assert.ok(amount <= (each.price ?? Infinity));
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

describe('suspension instead of a charge (rule 20)', () => {
  const suspension = (values: Partial<PolicyValues>, restrictedUntil: string | null = null) =>
    computeSuspension({ ...situation({ values }), restrictedUntil })?.until ?? null;
  const cases: [string, Partial<PolicyValues>, string | null, string | null][] = [
    ['none by default', {}, null, null],
    ['a day for each day', { suspensionDays: 1 }, null, '2026-11-23'],
    ['a day for every three, rounded down', { suspensionDays: 1, suspensionPeriod: 3 }, null, '2026-11-16'],
    ['less the grace', { suspensionDays: 1, overdueGrace: 4 }, null, '2026-11-19'],
    ['capped', { suspensionDays: 2, suspensionCap: 5 }, null, '2026-11-18'],
    [
      'over closed days',
      { suspensionDays: 1, suspensionCap: 3, isSuspensionExtendedOverClosedDays: true },
      null,
      '2026-11-18',
    ],
    ['the longest wins', { suspensionDays: 1, suspensionCap: 3 }, '2026-12-24', '2026-12-24'],
    ['added to a running one', { suspensionDays: 1, suspensionsAdd: 'cumulative' }, '2026-11-20', '2026-11-30'],
    ['added to one that is over', { suspensionDays: 1, suspensionsAdd: 'cumulative' }, '2026-10-20', '2026-11-23'],
  ];
  for (const [name, values, restrictedUntil, expected] of cases) {
    it(name, () => assert.equal(suspension(values, restrictedUntil), expected));
  }
});

describe('lost items (rule 21)', () => {
  const values = { ...defaults, lostFee: 500, replacementPrice: 2000, lostAfter: 30 };
  it('cost their price and the fee', () => assert.equal(computeLostCharge(values, 1250).amount, 1750));
  it('cost the policy’s price where they have none', () => assert.equal(computeLostCharge(values, null).amount, 2500));
  it('cost the fee alone where set', () => {
    assert.equal(computeLostCharge({ ...values, isLostPriceCharged: false }, 1250).amount, 500);
  });
  it('are forgiven on return, as far as still owed', () => {
    assert.equal(forgivenOnReturn(values, 700), 700);
    assert.equal(forgivenOnReturn({ ...values, lostChargeOnReturn: 'keep' }, 700), 0);
  });
  it('become lost after the days of the policy, but never when claimed returned (rule 19)', () => {
    const dueAt = instant('2026-10-01T00:00:00Z');
    assert.equal(isLongOverdue(values, { dueAt, itemStatus: 'available' }, instant('2026-10-30T00:00:00Z')), false);
    assert.equal(isLongOverdue(values, { dueAt, itemStatus: 'available' }, instant('2026-11-01T00:00:00Z')), true);
    assert.equal(
      isLongOverdue(values, { dueAt, itemStatus: 'claimed_returned' }, instant('2026-11-01T00:00:00Z')),
      false,
    );
    assert.equal(isLongOverdue(defaults, { dueAt, itemStatus: 'available' }, instant('2027-11-01T00:00:00Z')), false);
  });
});
