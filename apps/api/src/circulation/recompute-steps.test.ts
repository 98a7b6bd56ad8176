import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Params, Step } from './explanation.ts';
import type { StepCode } from './explanation-steps.ts';
import { recompute, type Recomputed } from './recompute.ts';

/** A step in short. Its results, such as the day that it names, are wrong on purpose: nothing may be taken from them. */
type Short = [code: StepCode, params?: Params];
const steps = (...short: Short[]): Step[] => short.map(([code, params = {}]) => ({ code, params }));
const NOTHING: Recomputed = {
  dueAt: null,
  overdue: null,
  lost: null,
  forgiven: 0,
  suspendedUntil: null,
  pickupUntil: null,
  reasons: [],
};
const WRONG = '1999-01-01';
const WRONG_AT = '1999-01-01T00:00:00.000Z';

it('an explanation without steps leads to nothing', () => assert.deepEqual(recompute({ steps: [] }), NOTHING));

describe('a due date is worked out again from operands alone', () => {
  /** Lent on Tuesday 24 November 2026 at 16:00 in Paris. */
  const lent: Short = ['due_counts_from', { at: '2026-11-24T15:00:00.000Z', timeZone: 'Europe/Paris' }];
  const days: Short = ['due_period_added', { period: 21, unit: 'day', day: WRONG }];
  const hours: Short = ['due_period_added', { period: 4, unit: 'hour', day: WRONG }];
  const expiry: Short = ['due_capped_at_expiry', { day: '2026-12-07' }];
  const cases: [string, Short[], string][] = [
    ['days end at 23:59 at the branch', [lent, days], '2026-12-15T22:59:00.000Z'],
    ['hours are exact', [lent, hours], '2026-11-24T19:00:00.000Z'],
    [
      'open days and the closed ones between them',
      [lent, ['due_open_days_counted', { period: 5, closedDays: 2, day: WRONG }]],
      '2026-12-01T22:59:00.000Z',
    ],
    [
      'closed days that it rolls over',
      [lent, days, ['due_rolled_forward', { from: WRONG, closedDays: 2, to: WRONG }]],
      '2026-12-17T22:59:00.000Z',
    ],
    [
      'weeks that it rolls over',
      [lent, days, ['due_rolled_to_same_weekday', { from: WRONG, weeks: 2, to: WRONG }]],
      '2026-12-29T22:59:00.000Z',
    ],
    ['closing time', [lent, hours, ['due_shortened_to_closing', { time: '18:00' }]], '2026-11-24T17:00:00.000Z'],
    [
      'opening time of the day that it rolled to',
      [
        lent,
        hours,
        ['due_rolled_forward', { from: WRONG, closedDays: 1, to: WRONG }],
        ['due_at_opening', { time: '10:00' }],
      ],
      '2026-11-25T09:00:00.000Z',
    ],
    ['the card’s last day', [lent, days, expiry], '2026-12-07T22:59:00.000Z'],
    [
      'the card’s last day, moved back',
      [lent, days, expiry, ['due_moved_before_closed_days', { from: WRONG, closedDays: 2, to: WRONG }]],
      '2026-12-05T22:59:00.000Z',
    ],
    [
      'now, when it would be before',
      [lent, hours, ['due_not_before_now', { now: '2026-11-24T20:00:00.000Z' }]],
      '2026-11-24T20:00:00.000Z',
    ],
    [
      'now changes nothing that is later',
      [lent, days, ['due_not_before_now', { now: '2026-11-24T20:00:00.000Z' }]],
      '2026-12-15T22:59:00.000Z',
    ],
    [
      'the date that is kept',
      [lent, hours, ['due_kept_not_shorter', { at: '2026-11-30T22:59:00.000Z' }]],
      '2026-11-30T22:59:00.000Z',
    ],
    [
      'the date that is kept, without another',
      [['due_kept_not_shorter', { at: '2026-11-30T22:59:00.000Z' }]],
      '2026-11-30T22:59:00.000Z',
    ],
    [
      'the moment that the desk chose',
      [lent, days, ['due_by_desk', { at: '2026-11-26T12:00:00.000Z' }]],
      '2026-11-26T12:00:00.000Z',
    ],
    [
      'the result that is named changes nothing',
      [lent, days, ['due_at', { at: WRONG_AT }]],
      '2026-12-15T22:59:00.000Z',
    ],
    [
      'demand that shortened it is in the period already',
      [['due_shortened_by_demand', { holds: 3, threshold: 2, usual: 21, period: 7 }], lent, days],
      '2026-12-15T22:59:00.000Z',
    ],
  ];
  for (const [name, given, dueAt] of cases) {
    it(name, () => assert.deepEqual(recompute({ steps: steps(...given) }), { ...NOTHING, dueAt }));
  }
});

describe('a recall is worked out again from operands alone', () => {
  const begin: Short = [
    'recall_counts_from',
    { lentAt: '2026-11-20T10:00:00.000Z', now: '2026-11-24T10:00:00.000Z', timeZone: 'Europe/Paris' },
  ];
  const guaranteed = (days: number): Short => ['recall_guaranteed', { days, at: WRONG_AT }];
  const announced: Short = ['recall_announced', { days: 7, at: WRONG_AT }];
  const dayEnds: Short = ['recall_day_ends', { day: WRONG }];
  const wasDue = (was: string): Short => ['recall_never_later', { was }];
  const cases: [string, Short[], string][] = [
    ['the guaranteed days where they end later', [begin, guaranteed(14), announced], '2026-12-04T10:00:00.000Z'],
    ['the announced days where they end later', [begin, guaranteed(3), announced], '2026-12-01T10:00:00.000Z'],
    ['the end of that day', [begin, guaranteed(14), announced, dayEnds], '2026-12-04T22:59:00.000Z'],
    [
      'the next open day',
      [begin, guaranteed(14), announced, dayEnds, ['recall_rolled_forward', { from: WRONG, closedDays: 3, to: WRONG }]],
      '2026-12-07T22:59:00.000Z',
    ],
    [
      'no later than it was',
      [begin, guaranteed(14), announced, wasDue('2026-11-30T22:59:00.000Z')],
      '2026-11-30T22:59:00.000Z',
    ],
    [
      'what it was, where that is later, is no matter',
      [begin, guaranteed(14), announced, wasDue('2026-12-30T22:59:00.000Z')],
      '2026-12-04T10:00:00.000Z',
    ],
    [
      'the result that is named changes nothing',
      [begin, guaranteed(14), announced, ['recall_due', { at: WRONG_AT }]],
      '2026-12-04T10:00:00.000Z',
    ],
    [
      'lifted, the earlier date again',
      [['recall_lifted', { at: '2026-12-20T22:59:00.000Z', was: WRONG_AT }]],
      '2026-12-20T22:59:00.000Z',
    ],
  ];
  for (const [name, given, dueAt] of cases) {
    it(name, () => assert.deepEqual(recompute({ steps: steps(...given) }), { ...NOTHING, dueAt }));
  }
});

describe('what lateness costs is worked out again from operands alone', () => {
  const DAY = 1440;
  const late = (minutes: number, closedDays = 0): Short => [
    'overdue_late',
    { from: WRONG_AT, to: WRONG_AT, minutes, closedDays, late: 1 },
  ];
  const grace = (mode: string, of: number, unit = 'day'): Short => [
    'overdue_grace',
    { grace: of, unit, mode, minutes: 1 },
  ];
  const periods = (period: number, chargedAt = 'period_start', unit = 'day'): Short => [
    'overdue_periods',
    { period, unit, chargedAt, periods: 1, charge: 20, amount: 1 },
  ];
  const capped = (code: StepCode, cap: number, already = 0): Short => [code, { cap, already, amount: 1 }];
  const cases: [string, Short[], Partial<Recomputed>][] = [
    ['each day', [late(10 * DAY), periods(1)], { overdue: 200 }],
    ['but the closed ones', [late(10 * DAY, 2), periods(1)], { overdue: 160 }],
    ['nothing when all were closed', [late(DAY, 2), periods(1)], { overdue: 0 }],
    ['less the grace', [late(10 * DAY), grace('deducted', 3), periods(1)], { overdue: 140 }],
    ['nothing within the grace', [late(DAY), grace('deducted', 3), periods(1)], { overdue: 0 }],
    [
      'less a grace of hours',
      [late(600), grace('deducted', 3, 'hour'), periods(1, 'period_start', 'hour')],
      { overdue: 140 },
    ],
    ['nothing at the threshold', [late(3 * DAY), grace('threshold', 3), periods(1)], { overdue: 0 }],
    ['all beyond the threshold', [late(4 * DAY), grace('threshold', 3), periods(1)], { overdue: 80 }],
    ['periods begun', [late(10 * DAY), periods(7)], { overdue: 40 }],
    ['whole periods', [late(10 * DAY), periods(7, 'period_end')], { overdue: 20 }],
    ['under a cap', [late(10 * DAY), periods(1), capped('overdue_capped', 150, 40)], { overdue: 110 }],
    [
      'under a cap that was passed before',
      [late(10 * DAY), periods(1), capped('overdue_capped', 150, 400)],
      { overdue: 0 },
    ],
    ['under the price', [late(10 * DAY), periods(1), capped('overdue_capped_at_price', 120)], { overdue: 120 }],
    ['under the total', [late(10 * DAY), periods(1), capped('overdue_capped_in_total', 90, 30)], { overdue: 60 }],
    ['a cap takes nothing from less', [late(DAY), periods(1), capped('overdue_capped', 150)], { overdue: 20 }],
    ['a cap of nothing charged', [capped('overdue_capped', 150)], { overdue: 0 }],
    [
      'the result that is named changes nothing',
      [late(DAY), periods(1), ['overdue_charged', { amount: 1 }]],
      { overdue: 20 },
    ],
    ['nothing where the lost charge covers it', [['overdue_covered_by_lost_charge']], { overdue: 0 }],
    ['a lost copy', [['lost_charged', { price: 1250, fee: 500, amount: 1 }]], { lost: 1750 }],
    [
      'what is forgiven, in all',
      [
        ['lost_forgiven', { amount: 700 }],
        ['lost_forgiven', { amount: 50 }],
      ],
      { forgiven: 750 },
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => assert.deepEqual(recompute({ steps: steps(...given) }), { ...NOTHING, ...expected }));
  }
});

describe('days are worked out again from operands alone', () => {
  const suspension = (more: Params): Short => [
    'suspension',
    { late: 10, grace: 0, mode: 'deducted', daysPerPeriod: 1, period: 1, cap: null, days: 1, ...more },
  ];
  const until = (running: string | null, closedDays = 0): Short => [
    'suspension_until',
    { from: '2026-11-13', days: 1, closedDays, running, until: WRONG },
  ];
  const cases: [string, Short[], Partial<Recomputed>][] = [
    ['a suspension', [suspension({}), until(null)], { suspendedUntil: '2026-11-23' }],
    [
      'for every period, rounded down',
      [suspension({ daysPerPeriod: 2, period: 3 }), until(null)],
      { suspendedUntil: '2026-11-19' },
    ],
    ['less the grace', [suspension({ grace: 4 }), until(null)], { suspendedUntil: '2026-11-19' }],
    [
      'with a threshold passed',
      [suspension({ grace: 4, mode: 'threshold' }), until(null)],
      { suspendedUntil: '2026-11-23' },
    ],
    ['capped', [suspension({ cap: 3 }), until(null)], { suspendedUntil: '2026-11-16' }],
    ['under its cap', [suspension({ cap: 30 }), until(null)], { suspendedUntil: '2026-11-23' }],
    ['over closed days', [suspension({ cap: 3 }), until(null, 2)], { suspendedUntil: '2026-11-18' }],
    ['beside a longer one', [suspension({}), until('2026-12-24')], { suspendedUntil: '2026-12-24' }],
    ['beside a shorter one', [suspension({}), until('2026-11-20')], { suspendedUntil: '2026-11-23' }],
    [
      'the last day to fetch a hold',
      [['pickup_until', { from: '2026-11-24', openDays: 7, closedDays: 3, day: WRONG }]],
      { pickupUntil: '2026-12-04' },
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => assert.deepEqual(recompute({ steps: steps(...given) }), { ...NOTHING, ...expected }));
  }
});

describe('a reason stands where its own figures bear it out', () => {
  const cases: [code: string, borneOut: Params, not: Params][] = [
    ['debt_over_limit', { balance: 1001, limit: 1000 }, { balance: 1000, limit: 1000 }],
    ['debt', { balance: 1, limit: 0 }, { balance: 0, limit: 0 }],
    ['too_many_loans', { count: 2, limit: 2 }, { count: 1, limit: 2 }],
    ['too_many_loans_total', { count: 0, limit: 0 }, { count: 9, limit: 10 }],
    ['too_many_holds', { count: 10, limit: 10 }, { count: 9, limit: 10 }],
    ['too_many', { count: 3, limit: 2 }, { count: 1, limit: 2 }],
    ['too_young', { age: 11, minimumAge: 12 }, { age: 12, minimumAge: 12 }],
    ['overdue_loans', { count: 1 }, { count: 0 }],
    ['card_expired', { expiresOn: '2026-11-23' }, { expiresOn: '2026-11-24' }],
    ['patron_restricted', { until: '2026-11-24' }, { until: '2026-11-23' }],
    ['restricted', { until: '2026-11-25' }, { until: '2026-11-23' }],
  ];
  const checks: Short[] = (['checkout_checked', 'renewal_checked', 'hold_checked'] as const).map((code) => [
    code,
    { today: '2026-11-24' },
  ]);
  const reasonsOf = (checked: Short, code: string, params: Params, severity = 'override') =>
    recompute({ steps: steps(checked, ['found', { ...params, code, severity }]) }).reasons;
  for (const [code, borneOut, not] of cases) {
    it(code, () => {
      for (const checked of checks) {
        assert.deepEqual(reasonsOf(checked, code, borneOut), [code]);
        assert.deepEqual(reasonsOf(checked, code, not), []);
        assert.deepEqual(reasonsOf(checked, code, borneOut, 'alert'), [], 'an alert is no reason');
      }
    });
  }

  it('a card is not known to have expired where no day is told', () => {
    const expired: Short = ['found', { code: 'card_expired', severity: 'impossible', expiresOn: '2026-11-23' }];
    assert.deepEqual(recompute({ steps: steps(expired) }).reasons, []);
  });

  it('a reason without figures is a fact and stands', () => {
    assert.deepEqual(reasonsOf(checks[0]!, 'item_lost', {}, 'impossible'), ['item_lost']);
  });
});
