import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { resolvePolicies } from './policy-resolution.ts';
import type { PolicyValues } from './policy-definitions.ts';
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
    holds: { waiting: 0, isOnThisItem: false, otherAvailableCopies: 0, ...holds },
    countsFrom: 'due_date',
    values: { ...defaults, ...values },
    calendar: { timeZone: 'UTC', hours: [], closures: [] },
    ...rest,
  };
}

const overdue = { dueAt: instant('2026-11-20T23:59:00Z') };

describe('deciding a renewal (rules 12 and 13)', () => {
  const cases: [string, Overrides, string[]][] = [
    ['nothing against it', {}, []],
    ['renewed too often', { loan: { renewals: 2 } }, ['too_many']],
    ['no renewals at all', { values: { maxRenewals: 0 } }, ['too_many']],
    ['renewals without limit', { loan: { renewals: 40 }, values: { maxRenewals: null } }, []],
    ['too soon', { values: { renewalOpensBefore: 3 } }, ['too_soon']],
    ['soon enough', { values: { renewalOpensBefore: 8 } }, []],
    ['restricted', { patron: { restrictedUntil: '2026-11-24' } }, ['restricted']],
    ['in debt', { patron: { balance: 1001 } }, ['debt']],
    ['card expired', { patron: { expiresOn: '2026-11-23' } }, ['card_expired']],
    ['recalled', { loan: { isRecalled: true } }, ['recalled']],
    ['overdue, allowed', { loan: overdue }, []],
    ['overdue, refused', { loan: overdue, values: { overdueRenewal: 'refuse' } }, ['overdue']],
    ['claimed returned', { item: { status: 'claimed_returned' } }, ['item_claimed_returned']],
    ['on hold', { holds: { waiting: 1, otherAvailableCopies: 5 } }, ['on_hold']],
    [
      'on hold, others can fill every hold',
      { holds: { waiting: 2, otherAvailableCopies: 2 }, values: { canRenewWhenOthersFillHolds: true } },
      [],
    ],
    [
      'on hold, others cannot fill every hold',
      { holds: { waiting: 2, otherAvailableCopies: 1 }, values: { canRenewWhenOthersFillHolds: true } },
      ['on_hold'],
    ],
    [
      'on hold for this very item',
      {
        holds: { waiting: 1, isOnThisItem: true, otherAvailableCopies: 9 },
        values: { canRenewWhenOthersFillHolds: true },
      },
      ['on_hold'],
    ],
    [
      'all at once',
      { loan: { renewals: 2 }, patron: { balance: 2000 }, holds: { waiting: 1 } },
      ['debt', 'too_many', 'on_hold'],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        decideRenewal(situation(given)).reasons.map(({ code }) => code),
        expected,
      ),
    );
  }
});

describe('the new period (rule 14)', () => {
  const cases: [string, Overrides, string][] = [
    ['counts from the due date', {}, '2026-12-22T23:59:00Z'],
    ['counts from today where set', { countsFrom: 'today' }, '2026-12-15T23:59:00Z'],
    ['counts from today when overdue', { loan: overdue }, '2026-12-15T23:59:00Z'],
    ['has its own length', { values: { renewalPeriod: 7 } }, '2026-12-08T23:59:00Z'],
    ['may be zero', { values: { renewalPeriod: 0 } }, '2026-12-01T23:59:00Z'],
    ['never shortens the loan', { countsFrom: 'today', values: { renewalPeriod: 1 } }, '2026-12-01T23:59:00Z'],
    ['ends with the card', { patron: { expiresOn: '2026-12-05' } }, '2026-12-05T23:59:00Z'],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => assert.equal(decideRenewal(situation(given)).due.dueAt.toString(), expected));
  }

  it('never ends before the old one', () => {
    const given = fc.record({
      dueIn: fc.integer({ min: -2000, max: 2000 }),
      period: fc.integer({ min: 0, max: 60 }),
      unit: fc.constantFrom('day' as const, 'hour' as const),
      countsFrom: fc.constantFrom('due_date' as const, 'today' as const),
      expiresIn: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(given, ({ dueIn, period, unit, countsFrom, expiresIn }) => {
        const now = instant('2026-11-24T10:00:00Z');
        const dueAt = now.add({ hours: dueIn });
        const expiresOn = Temporal.PlainDate.from('2026-11-24').add({ days: expiresIn }).toString();
        const values = { renewalPeriod: period, loanUnit: unit };
        const { due } = decideRenewal(situation({ now, loan: { dueAt }, countsFrom, patron: { expiresOn }, values }));
        assert.ok(Temporal.Instant.compare(due.dueAt, dueAt) >= 0);
      }),
    );
  });
});

describe('automatic renewal (rule 15)', () => {
  const day = { today: '2026-11-24', endsAt: instant('2026-11-24T23:59:59Z') };
  const loan = { dueAt: instant('2026-11-24T23:59:00Z') };
  const cases: [string, Partial<PolicyValues>, boolean][] = [
    ['off by default', {}, false],
    ['on the due day', { isAutoRenewed: true }, true],
    ['on the last day, inclusive', { isAutoRenewed: true, noAutoRenewalAfter: '2026-11-24' }, true],
    ['after the last day', { isAutoRenewed: true, noAutoRenewalAfter: '2026-11-23' }, false],
  ];
  for (const [name, values, expected] of cases) {
    it(name, () => assert.equal(isAutoRenewalDue({ ...defaults, ...values }, loan, day), expected));
  }
});
