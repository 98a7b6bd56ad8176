import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { computeSuspension } from './overdue-charge.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { resolvePolicies } from './policy-resolution.ts';
import { tracePolicies } from './policy-trace.ts';
import { recompute } from './recompute.ts';

const resolved = resolvePolicies([], { branchId: 1, patronCategoryId: 1, itemTypeId: 1 });
const instant = (text: string) => Temporal.Instant.from(text);
/** Closed on Sundays and Mondays. */
const calendar = {
  timeZone: 'Europe/Paris',
  hours: [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' })),
  closures: [],
  exceptions: [],
};
/** Due on Tuesday 3 November 2026, back on Friday 13 November: ten days late, two of them closed. */
const returned = { dueAt: instant('2026-11-03T23:59:00+01:00'), returnedAt: instant('2026-11-13T10:00:00+01:00') };

function suspend(
  values: Partial<PolicyValues>,
  restrictedUntil: string | null = null,
  more: Partial<typeof returned> = {},
) {
  return computeSuspension({
    ...returned,
    ...more,
    calendar,
    values: { ...resolved.values, areClosedDaysCharged: true, ...values },
    restrictedUntil,
  });
}

describe('suspension instead of a charge (rule 20)', () => {
  type Row = [name: string, values: Partial<PolicyValues>, restrictedUntil: string | null, until: string | null];
  const one = { suspensionDays: 1 };
  const cases: Row[] = [
    ['none by default', {}, null, null],
    ['a day for each day', one, null, '2026-11-23'],
    ['days that were closed do not count', { ...one, areClosedDaysCharged: false }, null, '2026-11-21'],
    ['a day for every three, rounded down', { ...one, suspensionPeriod: 3 }, null, '2026-11-16'],
    [
      'two days for every three, rounded down at the end',
      { suspensionDays: 2, suspensionPeriod: 3 },
      null,
      '2026-11-19',
    ],
    ['none for less than a period', { ...one, suspensionPeriod: 11 }, null, null],
    ['less the grace', { ...one, overdueGrace: 4 }, null, '2026-11-19'],
    ['none within the grace', { ...one, overdueGrace: 10 }, null, null],
    ['all of it once a threshold is passed', { ...one, overdueGrace: 9, grace: 'threshold' }, null, '2026-11-23'],
    ['none at the threshold', { ...one, overdueGrace: 10, grace: 'threshold' }, null, null],
    ['less a grace of hours, in whole days', { ...one, overdueUnit: 'hour', overdueGrace: 71 }, null, '2026-11-21'],
    ['capped', { suspensionDays: 2, suspensionCap: 5 }, null, '2026-11-18'],
    ['capped at none', { suspensionDays: 2, suspensionCap: 0 }, null, null],
    ['over closed days', { ...one, suspensionCap: 3, isSuspensionExtendedOverClosedDays: true }, null, '2026-11-18'],
    ['the longest wins', { ...one, suspensionCap: 3 }, '2026-12-24', '2026-12-24'],
    ['the longest is the new one', one, '2026-11-20', '2026-11-23'],
    ['added to a running one', { ...one, suspensionsAdd: 'cumulative' }, '2026-11-20', '2026-11-30'],
    ['added to one that ends today', { ...one, suspensionsAdd: 'cumulative' }, '2026-11-13', '2026-11-23'],
    ['added to one that is over', { ...one, suspensionsAdd: 'cumulative' }, '2026-10-20', '2026-11-23'],
    [
      'added to a running one, over closed days',
      { ...one, suspensionCap: 3, suspensionsAdd: 'cumulative', isSuspensionExtendedOverClosedDays: true },
      '2026-11-20',
      '2026-11-25',
    ],
  ];
  for (const [name, values, restrictedUntil, expected] of cases) {
    it(`${name}: ${expected ?? 'none'}`, () => {
      const suspension = suspend(values, restrictedUntil);
      assert.equal(suspension?.until ?? null, expected);
      if (suspension === null) return;
      assertWellFormed(suspension.steps);
      assert.equal(recompute(suspension).suspendedUntil, expected);
    });
  }

  it('is none for what comes back on time, or is backdated to be (rule 17)', () => {
    const onTime = { returnedAt: instant('2026-11-03T20:00:00+01:00') };
    assert.equal(suspend({ suspensionDays: 1 }, null, onTime), null);
    assert.equal(suspend({ suspensionDays: 1 }, null, { returnedAt: instant('2026-10-20T20:00:00+02:00') }), null);
  });

  it('counts days at the branch, whatever unit charges count in', () => {
    const night = { returnedAt: instant('2026-11-04T00:30:00+01:00') };
    assert.equal(suspend({ suspensionDays: 1, overdueUnit: 'hour' }, null, night)?.days, 1);
  });

  it('is explained with what it reckoned', () => {
    const { days, steps } = suspend(
      { suspensionDays: 1, overdueGrace: 4, suspensionCap: 3, isSuspensionExtendedOverClosedDays: true },
      '2026-10-20',
    )!;
    assert.equal(days, 3);
    assert.deepEqual(steps, [
      {
        code: 'suspension',
        params: { late: 10, grace: 4, mode: 'deducted', daysPerPeriod: 1, period: 1, cap: 3, days: 3 },
      },
      {
        code: 'suspension_until',
        params: { from: '2026-11-13', days: 3, closedDays: 2, running: '2026-10-20', until: '2026-11-18' },
      },
    ]);
  });

  it('looks at nothing more where no days are set', () => {
    const policies = tracePolicies(resolved, { id: 1, by: 'desk' });
    computeSuspension({ ...returned, calendar, values: policies.values, restrictedUntil: null });
    assert.deepEqual(
      policies.uses().map(({ name }) => name),
      ['suspensionDays'],
    );
  });

  it('never ends before a running one, nor lasts longer than its cap on open days', () => {
    const given = fc.record({
      suspensionDays: fc.integer({ min: 0, max: 5 }),
      suspensionPeriod: fc.integer({ min: 1, max: 5 }),
      suspensionCap: fc.option(fc.integer({ min: 0, max: 30 })),
      overdueGrace: fc.integer({ min: 0, max: 12 }),
      grace: fc.constantFrom('deducted' as const, 'threshold' as const),
      suspensionsAdd: fc.constantFrom('cumulative' as const, 'longest' as const),
      isSuspensionExtendedOverClosedDays: fc.boolean(),
    });
    const runs = fc.option(
      fc.integer({ min: -30, max: 30 }).map((days) => Temporal.PlainDate.from('2026-11-13').add({ days }).toString()),
    );
    fc.assert(
      fc.property(given, runs, fc.integer({ min: 0, max: 60 }), (values, restrictedUntil, daysLate) => {
        const returnedAt = returned.dueAt.add({ hours: 24 * daysLate });
        const suspension = suspend(values, restrictedUntil, { returnedAt });
        if (suspension === null) return;
        const { until, days } = suspension;
        assert.ok(days > 0 && days <= (values.suspensionCap ?? Infinity));
        assert.ok(days <= (daysLate * values.suspensionDays) / values.suspensionPeriod);
        assert.ok(until >= (restrictedUntil ?? ''));
      }),
    );
  });
});
