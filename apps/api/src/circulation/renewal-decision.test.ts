import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { resolvePolicies } from './policy-resolution.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { recompute } from './recompute.ts';
import { decideRenewal, isAutoRenewalDue, type RenewalCase } from './renewal-decision.ts';

const defaults = resolvePolicies([], { branchId: 1, patronCategoryId: 1, itemTypeId: 1 }).values;
const instant = (text: string) => Temporal.Instant.from(text);

interface Overrides extends Omit<Partial<RenewalCase>, 'loan' | 'item' | 'patron' | 'holds' | 'values'> {
  loan?: Partial<RenewalCase['loan']>;
  item?: Partial<RenewalCase['item']>;
  patron?: Partial<RenewalCase['patron']>;
  holds?: Partial<RenewalCase['holds']>;
  values?: Partial<PolicyValues>;
}

function situation({ loan, item, patron, holds, values, ...rest }: Overrides = {}): RenewalCase {
  return {
    now: instant('2026-11-24T10:00:00Z'),
    today: '2026-11-24',
    loan: { dueAt: instant('2026-12-01T23:59:00Z'), renewals: 0, isRecalled: false, ...loan },
    item: { status: 'available', ...item },
    patron: { expiresOn: '2099-12-31', restrictedUntil: null, balance: 0, ...patron },
    holds: { waiting: 0, isOnThisItem: false, filledByOthers: 0, ...holds },
    countsFrom: 'due_date',
    values: { ...defaults, ...values },
    calendar: { timeZone: 'UTC', hours: [], closures: [], exceptions: [] },
    ...rest,
  };
}

const overdue = { dueAt: instant('2026-11-20T23:59:00Z') };
/** Closed on Sundays and Mondays. */
const week = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));

describe('deciding a renewal (rules 12 and 13)', () => {
  const cases: [string, Overrides, string[]][] = [
    ['nothing against it', {}, []],
    ['renewed as often as allowed', { loan: { renewals: 2 } }, ['override too_many']],
    ['renewed once less', { loan: { renewals: 1 } }, []],
    ['no renewals at all', { values: { maxRenewals: 0 } }, ['override too_many']],
    ['renewals without limit', { loan: { renewals: 40 }, values: { maxRenewals: null } }, []],
    ['days too soon', { values: { renewalOpensBefore: 6 } }, ['override too_soon']],
    ['on the first day', { values: { renewalOpensBefore: 7 } }, []],
    ['at its first moment', { values: { renewalOpensBefore: 7 }, now: instant('2026-11-24T00:00:00Z') }, []],
    [
      'a moment before',
      { values: { renewalOpensBefore: 7 }, now: instant('2026-11-23T23:59:59.999Z') },
      ['override too_soon'],
    ],
    ['on the last day alone', { values: { renewalOpensBefore: 0 } }, ['override too_soon']],
    ['hours too soon', { values: { renewalOpensBefore: 181, loanUnit: 'hour' } }, ['override too_soon']],
    [
      'at the hour',
      { values: { renewalOpensBefore: 182, loanUnit: 'hour' }, now: instant('2026-11-24T09:59:00Z') },
      [],
    ],
    ['restricted until today', { patron: { restrictedUntil: '2026-11-24' } }, ['override restricted']],
    ['restricted until yesterday', { patron: { restrictedUntil: '2026-11-23' } }, []],
    ['in debt over the limit', { patron: { balance: 1001 } }, ['override debt']],
    ['in debt up to the limit', { patron: { balance: 1000 } }, []],
    ['in debt without limit', { patron: { balance: 99_999 }, values: { maxDebt: null } }, []],
    ['card expired yesterday', { patron: { expiresOn: '2026-11-23' } }, ['impossible card_expired']],
    ['card expires today', { patron: { expiresOn: '2026-11-24' } }, []],
    ['recalled', { loan: { isRecalled: true } }, ['override recalled']],
    ['overdue, allowed', { loan: overdue }, []],
    ['overdue, refused', { loan: overdue, values: { overdueRenewal: 'refuse' } }, ['override overdue']],
    [
      'due now, where overdue is refused',
      { now: overdue.dueAt, loan: overdue, values: { overdueRenewal: 'refuse' } },
      [],
    ],
    ['not overdue, where overdue is refused', { values: { overdueRenewal: 'refuse' } }, []],
    ['lost', { item: { status: 'lost' } }, ['impossible item_lost']],
    ['claimed returned (rule 19)', { item: { status: 'claimed_returned' } }, ['impossible item_claimed_returned']],
    ['damaged, with the reader', { item: { status: 'damaged' } }, []],
    ['on hold', { holds: { waiting: 1, filledByOthers: 5 } }, ['override on_hold']],
    ['no holds where others may fill them', { values: { canRenewWhenOthersFillHolds: true } }, []],
    [
      'on hold, others can fill every hold',
      { holds: { waiting: 2, filledByOthers: 2 }, values: { canRenewWhenOthersFillHolds: true } },
      [],
    ],
    [
      'on hold, others cannot fill every hold',
      { holds: { waiting: 2, filledByOthers: 1 }, values: { canRenewWhenOthersFillHolds: true } },
      ['override on_hold'],
    ],
    [
      'on hold for this very item',
      {
        holds: { waiting: 1, isOnThisItem: true, filledByOthers: 9 },
        values: { canRenewWhenOthersFillHolds: true },
      },
      ['override on_hold'],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected.length === 0 ? 'renewed' : expected.join(', ')}`, () => {
      const { reasons, steps } = decideRenewal(situation(given));
      assert.deepEqual(
        reasons.map(({ code, severity }) => `${severity} ${code}`),
        expected,
      );
      assertWellFormed(steps);
      assert.deepEqual(
        recompute({ steps }).reasons,
        reasons.map(({ code }) => code),
      );
    });
  }

  it('lists all that stands against it, with its figures (rule 3)', () => {
    const { reasons, steps } = decideRenewal(
      situation({
        loan: { dueAt: instant('2026-11-24T23:59:00Z'), renewals: 3, isRecalled: true },
        now: instant('2026-11-25T10:00:00Z'),
        today: '2026-11-25',
        item: { status: 'lost' },
        patron: { balance: 2000, expiresOn: '2026-11-24', restrictedUntil: '2026-11-30' },
        holds: { waiting: 4 },
        values: { overdueRenewal: 'refuse' },
      }),
    );
    assert.deepEqual(
      reasons.map(({ code, params }) => [code, params]),
      [
        ['item_lost', {}],
        ['card_expired', { expiresOn: '2026-11-24' }],
        ['restricted', { until: '2026-11-30' }],
        ['debt', { balance: 2000, limit: 1000 }],
        ['too_many', { count: 3, limit: 2 }],
        ['overdue', {}],
        ['recalled', {}],
        ['on_hold', { holds: 4 }],
      ],
    );
    assert.deepEqual(steps[0], { code: 'renewal_checked', params: { today: '2026-11-25' } });
    assert.equal(steps.length, reasons.length + 1);
  });

  const opening: [string, Overrides, string][] = [
    ['the first day at the branch', { values: { renewalOpensBefore: 3 } }, '2026-11-28T00:00:00.000Z'],
    [
      'the first day at a branch far away, over the change of its clock',
      {
        loan: { dueAt: instant('2026-03-31T21:59:00Z') },
        now: instant('2026-03-20T10:00:00Z'),
        calendar: { timeZone: 'Europe/Paris', hours: [], closures: [], exceptions: [] },
        values: { renewalOpensBefore: 3 },
      },
      '2026-03-27T23:00:00.000Z',
    ],
    ['the hour', { values: { renewalOpensBefore: 3, loanUnit: 'hour' } }, '2026-12-01T20:59:00.000Z'],
  ];
  for (const [name, given, from] of opening) {
    it(`says from when it may be renewed: ${name}`, () =>
      assert.deepEqual(
        decideRenewal(situation(given)).reasons.map(({ code, params }) => [code, params]),
        [['too_soon', { from }]],
      ));
  }
});

describe('the new period (rule 14)', () => {
  const closedDays = { timeZone: 'UTC', hours: week, closures: [], exceptions: [] };
  const cases: [string, Overrides, string][] = [
    ['counts from the due date', {}, '2026-12-22T23:59:00Z'],
    ['counts from today where set', { countsFrom: 'today' }, '2026-12-15T23:59:00Z'],
    ['counts from today when overdue', { loan: overdue }, '2026-12-15T23:59:00Z'],
    ['counts from the due date at its last moment', { now: instant('2026-12-01T23:59:00Z') }, '2026-12-22T23:59:00Z'],
    ['counts from today a moment later', { now: instant('2026-12-02T00:00:00Z') }, '2026-12-23T23:59:00Z'],
    ['has its own length', { values: { renewalPeriod: 7 } }, '2026-12-08T23:59:00Z'],
    ['is that of a loan where it is blank', { values: { renewalPeriod: null, loanPeriod: 9 } }, '2026-12-10T23:59:00Z'],
    ['may be zero', { values: { renewalPeriod: 0 } }, '2026-12-01T23:59:00Z'],
    [
      'of zero gives an overdue loan until tonight',
      { loan: overdue, values: { renewalPeriod: 0 } },
      '2026-11-24T23:59:00Z',
    ],
    ['never shortens the loan', { countsFrom: 'today', values: { renewalPeriod: 1 } }, '2026-12-01T23:59:00Z'],
    ['ends with the card', { patron: { expiresOn: '2026-12-05' } }, '2026-12-05T23:59:00Z'],
    ['may count hours', { values: { loanUnit: 'hour', renewalPeriod: 4 } }, '2026-12-02T03:59:00Z'],
    ['moves off closed days', { calendar: closedDays, values: { renewalPeriod: 5 } }, '2026-12-08T23:59:00Z'],
    [
      'stays on them where they are ignored',
      { calendar: closedDays, values: { renewalPeriod: 5, closedDays: 'ignore' } },
      '2026-12-06T23:59:00Z',
    ],
    [
      'of hours ends at closing time',
      {
        calendar: closedDays,
        loan: { dueAt: instant('2026-11-24T12:00:00Z') },
        values: { loanUnit: 'hour', renewalPeriod: 8 },
      },
      '2026-11-24T18:00:00Z',
    ],
    [
      'of hours does not, where the policy says so',
      {
        calendar: closedDays,
        loan: { dueAt: instant('2026-11-24T12:00:00Z') },
        values: { loanUnit: 'hour', renewalPeriod: 8, isHourlyLoanShortenedToClosing: false },
      },
      '2026-11-24T20:00:00Z',
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => {
      const { due } = decideRenewal(situation(given));
      assert.equal(due.dueAt.toString(), expected);
      assertWellFormed(due.steps);
      assert.equal(recompute(due).dueAt, due.dueAt.toString({ smallestUnit: 'millisecond' }));
    });
  }

  it('says that it keeps the date that it would have shortened', () => {
    const kept = decideRenewal(situation({ countsFrom: 'today', values: { renewalPeriod: 1 } })).due.steps.at(-1);
    assert.deepEqual(kept, { code: 'due_kept_not_shorter', params: { at: '2026-12-01T23:59:00.000Z' } });
    const same = decideRenewal(situation({ values: { renewalPeriod: 0 } })).due.steps.at(-1);
    assert.equal(same?.code, 'due_at');
  });

  it('never ends before the old one, nor after the card does', () => {
    const given = fc.record({
      dueIn: fc.integer({ min: -2000, max: 2000 }),
      renewalPeriod: fc.option(fc.integer({ min: 0, max: 60 })),
      loanUnit: fc.constantFrom('day' as const, 'hour' as const),
      closedDays: fc.constantFrom('ignore' as const, 'roll_forward' as const, 'same_weekday' as const),
      countsFrom: fc.constantFrom('due_date' as const, 'today' as const),
      expiresIn: fc.integer({ min: 0, max: 90 }),
      hours: fc.subarray(week),
      closure: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(given, ({ dueIn, countsFrom, expiresIn, hours, closure, ...values }) => {
        const now = instant('2026-11-24T10:00:00Z');
        const dueAt = now.add({ hours: dueIn });
        const dayIn = (days: number) => Temporal.PlainDate.from('2026-11-24').add({ days }).toString();
        const expiresOn = dayIn(expiresIn);
        const closures = [{ firstDay: dayIn(closure), lastDay: dayIn(closure + 9), isYearly: false }];
        const { due } = decideRenewal(
          situation({
            now,
            loan: { dueAt },
            countsFrom,
            patron: { expiresOn },
            values,
            calendar: { timeZone: 'UTC', hours, closures, exceptions: [] },
          }),
        );
        assert.ok(Temporal.Instant.compare(due.dueAt, dueAt) >= 0);
        assert.ok(Temporal.Instant.compare(due.dueAt, now) >= 0);
        const isLonger = Temporal.Instant.compare(due.dueAt, dueAt) > 0;
        assert.ok(!isLonger || due.dueAt.toString().slice(0, 10) <= expiresOn);
        assert.equal(recompute(due).dueAt, due.dueAt.toString({ smallestUnit: 'millisecond' }));
      }),
    );
  });
});

describe('automatic renewal (rule 15)', () => {
  const day = { today: '2026-11-24', endsAt: instant('2026-11-24T23:59:59Z') };
  const cases: [string, Partial<PolicyValues>, string, boolean][] = [
    ['off by default', {}, '2026-11-24T23:59:00Z', false],
    ['on the due day', { isAutoRenewed: true }, '2026-11-24T23:59:00Z', true],
    ['at the last moment of the day', { isAutoRenewed: true }, '2026-11-24T23:59:59Z', true],
    ['not the day before', { isAutoRenewed: true }, '2026-11-25T00:00:00Z', false],
    ['when it is overdue', { isAutoRenewed: true }, '2026-11-20T23:59:00Z', true],
    [
      'on the last day, inclusive',
      { isAutoRenewed: true, noAutoRenewalAfter: '2026-11-24' },
      '2026-11-24T23:59:00Z',
      true,
    ],
    ['after the last day', { isAutoRenewed: true, noAutoRenewalAfter: '2026-11-23' }, '2026-11-24T23:59:00Z', false],
  ];
  for (const [name, values, dueAt, expected] of cases) {
    it(name, () => {
      const isDue = isAutoRenewalDue({ ...defaults, ...values }, { dueAt: instant(dueAt) }, day);
      assert.equal(isDue, expected);
    });
  }
});
