import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import { decideRecall, loanToRecall, type RecallableLoan, type RecallCase } from './recall.ts';
import { recompute } from './recompute.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const calendar = { timeZone: 'Europe/Paris', hours: [], closures: [], exceptions: [] };
const given: RecallCase = {
  now: instant('2026-11-24T10:00:00Z'),
  loan: {
    checkedOutAt: instant('2026-11-20T10:00:00Z'),
    dueAt: instant('2026-12-20T22:59:00Z'),
    isHourly: false,
    isRecalled: false,
  },
  guaranteeDays: 14,
  periodDays: 7,
  closedDays: 'roll_forward',
  calendar,
};

describe('a recall (rule 25)', () => {
  type Given = Omit<Partial<RecallCase>, 'loan'> & { loan?: Partial<RecallCase['loan']> };
  const cases: [string, Given, string][] = [
    ['leaves the guaranteed minimum', {}, '2026-12-04T22:59:00Z'],
    ['gives the recall period', { loan: { checkedOutAt: instant('2026-10-20T10:00:00Z') } }, '2026-12-01T22:59:00Z'],
    [
      'takes the one or the other when both are the same',
      { loan: { checkedOutAt: instant('2026-11-17T10:00:00Z') } },
      '2026-12-01T22:59:00Z',
    ],
    ['may leave no time at all', { guaranteeDays: 0, periodDays: 0 }, '2026-11-24T22:59:00Z'],
    ['never lengthens the loan', { loan: { dueAt: instant('2026-11-25T22:59:00Z') } }, '2026-11-25T22:59:00Z'],
    ['leaves an overdue loan overdue', { loan: { dueAt: instant('2026-11-21T22:59:00Z') } }, '2026-11-21T22:59:00Z'],
    ['changes nothing the second time', { loan: { isRecalled: true } }, '2026-12-20T22:59:00Z'],
    ['ends a loan of hours at the moment', { loan: { isHourly: true } }, '2026-12-04T10:00:00Z'],
    [
      'moves off closed days',
      {
        calendar: { ...calendar, closures: [{ firstDay: '2026-12-04', lastDay: '2026-12-06', isYearly: false }] },
      },
      '2026-12-07T22:59:00Z',
    ],
    [
      'stays on a closed day where those are ignored',
      {
        closedDays: 'ignore',
        calendar: { ...calendar, closures: [{ firstDay: '2026-12-04', lastDay: '2026-12-06', isYearly: false }] },
      },
      '2026-12-04T22:59:00Z',
    ],
  ];
  for (const [name, { loan, ...rest }, expected] of cases) {
    it(name, () => {
      const { dueAt, steps } = decideRecall({ ...given, ...rest, loan: { ...given.loan, ...loan } });
      assert.equal(dueAt.toString(), expected);
      assertWellFormed(steps);
      const again = recompute({ steps }).dueAt;
      assert.equal(again, steps.length === 0 ? null : dueAt.toString({ smallestUnit: 'millisecond' }));
    });
  }
});

describe('the explanation of a recall (rule 3)', () => {
  const closures = [{ firstDay: '2026-12-04', lastDay: '2026-12-06', isYearly: false }];
  const stepsOf = (more: Partial<RecallCase>) => decideRecall({ ...given, ...more }).steps;
  const begin = [
    {
      code: 'recall_counts_from',
      params: { lentAt: '2026-11-20T10:00:00.000Z', now: '2026-11-24T10:00:00.000Z', timeZone: 'Europe/Paris' },
    },
    { code: 'recall_guaranteed', params: { days: 14, at: '2026-12-04T10:00:00.000Z' } },
    { code: 'recall_announced', params: { days: 7, at: '2026-12-01T10:00:00.000Z' } },
  ];

  it('says both moments, the end of the day and what came of it', () => {
    assert.deepEqual(stepsOf({}), [
      ...begin,
      { code: 'recall_day_ends', params: { day: '2026-12-04' } },
      { code: 'recall_due', params: { at: '2026-12-04T22:59:00.000Z' } },
    ]);
  });

  it('says which closed days it moved off', () => {
    assert.deepEqual(stepsOf({ calendar: { ...calendar, closures } }).slice(4), [
      { code: 'recall_rolled_forward', params: { from: '2026-12-04', closedDays: 3, to: '2026-12-07' } },
      { code: 'recall_due', params: { at: '2026-12-07T22:59:00.000Z' } },
    ]);
  });

  it('says that it takes no time away', () => {
    for (const dueAt of ['2026-12-04T22:59:00.000Z', '2026-11-30T22:59:00.000Z']) {
      assert.deepEqual(stepsOf({ loan: { ...given.loan, dueAt: instant(dueAt) } }).slice(4), [
        { code: 'recall_never_later', params: { was: dueAt } },
        { code: 'recall_due', params: { at: dueAt } },
      ]);
    }
  });
});

describe('the loan that is recalled (rule 25)', () => {
  const loan = (loanId: number, overrides: Partial<RecallableLoan> = {}): RecallableLoan => ({
    loanId,
    itemId: loanId,
    checkedOutAt: '2026-11-01T10:00:00.000Z',
    dueAt: '2026-12-01T22:59:00.000Z',
    isRecalled: false,
    ...overrides,
  });
  const later = '2026-12-09T22:59:00.000Z';
  const cases: [string, RecallableLoan[], number | null][] = [
    ['none without loans', [], null],
    ['the one that is due last', [loan(1), loan(2, { dueAt: later }), loan(3)], 2],
    ['of those due together, the one lent first', [loan(1), loan(2, { checkedOutAt: '2026-10-01T10:00:00.000Z' })], 2],
    ['the first of two alike', [loan(1), loan(2)], 1],
    ['the next when the last is recalled', [loan(1), loan(2, { dueAt: later, isRecalled: true })], 1],
    ['none when all are recalled already', [loan(1, { isRecalled: true })], null],
  ];
  for (const [name, loans, expected] of cases) {
    it(name, () => {
      assert.equal(loanToRecall(loans)?.loanId ?? null, expected);
      assert.equal(loanToRecall(loans.toReversed())?.loanId ?? null, expected, 'whatever their order');
    });
  }
});
