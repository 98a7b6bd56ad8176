import { describe, expect, it } from 'vitest';
import type { Loan } from '../api-types';
import type { DeskApi } from './desk-api';
import { runErrand, type Errand } from './desk-errands';

const loan = {
  id: 5,
  record: { title: 'Dune' },
  dueAt: '2026-12-15T22:59:00.000Z',
  isHourly: false,
} as unknown as Loan;
const task = { id: 'key', branchId: 2 };
const explanation = { steps: [], policies: [] };

/** An API that writes down what it is asked, and answers as the server does. */
function recordingApi() {
  const asked: unknown[][] = [];
  const answers: Record<string, unknown> = {
    renew: { loan, explanation },
    claim: { loan, charge: null, explanation },
    declareMissing: { loan, charge: null, explanation },
    declareLost: { loan, charge: { amount: 1700 }, explanation },
    withdrawClaim: { loan, charge: null, explanation },
    changeCondition: { id: 3, version: 5, status: 'damaged', note: 'Torn' },
    pay: { balance: 0, lines: [], payment: { number: '2026-000012' } },
    placeHold: { position: 2, explanation },
  };
  const api = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        async (...args: unknown[]) => {
          asked.push([name, ...args]);
          return answers[name];
        },
    },
  ) as DeskApi;
  return { api, asked };
}

describe('the errands of the desk', () => {
  const cases: [Errand, asked: unknown[], headline: string, undo: object | undefined][] = [
    [
      { kind: 'renew', loanId: 5, title: 'Dune' },
      ['renew', 5, { overrides: undefined, overrideComment: undefined }, 'key'],
      'outcome.renewed',
      { action: 'renew', loanId: 5 },
    ],
    [
      { kind: 'claim', loanId: 5, title: 'Dune' },
      ['claim', 5, {}, 'key'],
      'outcome.claim',
      { action: 'claim', loanId: 5 },
    ],
    [
      { kind: 'missing', loanId: 5, title: 'Dune', comment: 'Seen on the shelf' },
      ['declareMissing', 5, { comment: 'Seen on the shelf' }, 'key'],
      'outcome.missing',
      { action: 'missing', loanId: 5 },
    ],
    [{ kind: 'unclaim', loanId: 5, title: 'Dune' }, ['withdrawClaim', 5, 'key'], 'outcome.unclaim', undefined],
    [
      { kind: 'condition', itemId: 3, version: 4, status: 'damaged', note: 'Torn', title: 'Dune' },
      ['changeCondition', 3, 4, { status: 'damaged', note: 'Torn' }, 'key'],
      'outcome.damaged',
      undefined,
    ],
    [
      { kind: 'condition', itemId: 3, version: 4, note: null, title: 'Dune' },
      ['changeCondition', 3, 4, { note: null }, 'key'],
      'outcome.noted',
      undefined,
    ],
    [
      { kind: 'payment', patronId: 1, amount: 300, method: 'cash', reference: null, lineIds: null },
      ['pay', 1, { amount: 300, method: 'cash', branchId: 2 }, 'key'],
      'outcome.paid',
      undefined,
    ],
    [
      { kind: 'place-hold', patronId: 1, recordId: 2, pickupBranchId: 3, title: 'Dune' },
      ['placeHold', { patronId: 1, recordId: 2, pickupBranchId: 3 }, 'key'],
      'outcome.held',
      undefined,
    ],
    [{ kind: 'cancel-hold', holdId: 9, title: 'Dune' }, ['cancelHold', 9, 'key'], 'outcome.holdCancelled', undefined],
    [
      { kind: 'payment', patronId: 1, amount: 300, method: 'cheque', reference: '42', lineIds: [7] },
      ['pay', 1, { amount: 300, method: 'cheque', reference: '42', lineIds: [7], branchId: 2 }, 'key'],
      'outcome.paid',
      undefined,
    ],
  ];
  for (const [request, expected, headline, undo] of cases) {
    it(`${request.kind}: ${headline}`, async () => {
      const { api, asked } = recordingApi();
      const done = await runErrand(api, request, task);
      expect(asked).toEqual([expected]);
      expect(done.outcome.headline.key).toBe(headline);
      expect(done.undo).toEqual(undo);
    });
  }

  it('says what a loss costs the reader', async () => {
    const { outcome } = await runErrand(recordingApi().api, { kind: 'lost', loanId: 5, title: 'Dune' }, task);
    expect(outcome).toMatchObject({
      title: 'Dune',
      details: [{ key: 'outcome.lostCharged', params: { amount: 1700 } }],
    });
  });

  it('keeps the copy in hand after its condition was noted, at its new version', async () => {
    const request = { kind: 'condition', itemId: 3, version: 4, status: 'damaged', title: 'Dune' } as const;
    const { outcome } = await runErrand(recordingApi().api, request, task);
    expect(outcome.copy).toMatchObject({ id: 3, version: 5, status: 'damaged' });
  });
});
