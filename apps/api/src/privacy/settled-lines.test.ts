import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  allocateCreditRefund,
  allocatePayment,
  allocatePaymentRefund,
  allocateWaiver,
  balanceOf,
  outstandingByLine,
  type AllocationDecision,
  type LedgerLine,
} from '../accounts/accounts.ledger.ts';
import { countSettledLines, type BookedLine } from './settled-lines.ts';

const line = (id: number, amount: number, more: Partial<BookedLine> = {}): BookedLine => ({
  id,
  amount,
  appliesToId: null,
  paymentId: null,
  reversesId: null,
  createdAt: `2015-01-${String(id).padStart(2, '0')}T09:00:00.000Z`,
  ...more,
});
const before = '2016-01-01T00:00:00.000Z';

describe('countSettledLines', () => {
  const cases: [what: string, lines: BookedLine[], settled: number][] = [
    ['an empty account', [], 0],
    ['a charge that is paid', [line(1, 300), line(2, -300, { appliesToId: 1, paymentId: 1 })], 2],
    ['a charge that is not', [line(1, 300)], 0],
    ['a charge paid in part', [line(1, 300), line(2, -200, { appliesToId: 1, paymentId: 1 })], 0],
    [
      'a settled charge and one that is open',
      [line(1, 300), line(2, -300, { appliesToId: 1, paymentId: 1 }), line(3, 100)],
      2,
    ],
    ['a charge paid too late', [line(1, 300), line(2, -300, { appliesToId: 1, createdAt: '2017-01-01' })], 0],
    [
      'a payment that was given back later',
      [
        line(1, 300),
        line(2, -300, { appliesToId: 1, paymentId: 1 }),
        line(3, 300, { appliesToId: 1, paymentId: 2, reversesId: 1, createdAt: '2017-01-01' }),
      ],
      0,
    ],
    ['two charges crossing', [line(1, 100), line(2, 200), line(3, -200, { appliesToId: 2 })], 0],
  ];
  for (const [what, lines, settled] of cases) {
    it(`leaves ${what} with ${lines.length - settled} lines`, () =>
      assert.equal(countSettledLines(lines, before), settled));
  }

  it('never changes the balance, nor what is left to pay of any charge', () => {
    const step = fc.record({
      kind: fc.constantFrom('charge', 'settle', 'pay', 'settle', 'waive', 'refund', 'credit' as const),
      amount: fc.integer({ min: 1, max: 300 }),
      which: fc.nat(20),
    });
    let settledSomewhere = 0;
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
        fc.integer({ min: 5, max: 45 }),
        (steps, age) => {
          const lines = book(steps);
          const oldest = `2015-01-01T00:${String(age).padStart(2, '0')}:00.000Z`;
          const settled = countSettledLines(lines, oldest);
          settledSomewhere += settled;
          const left = lines.slice(settled);
          assert.equal(balanceOf(left), balanceOf(lines));
          const open = outstandingByLine(lines);
          for (const [id, amount] of outstandingByLine(left)) assert.equal(amount, open.get(id), `line ${id}`);
          for (const { id } of lines.slice(0, settled)) assert.equal(open.get(id) ?? 0, 0, `line ${id} was open`);
        },
      ),
    );
    assert.ok(settledSomewhere > 100, `only ${settledSomewhere}`);
  });
});

type Step = { kind: 'charge' | 'settle' | 'pay' | 'waive' | 'refund' | 'credit'; amount: number; which: number };

/** Books what the ledger allows of some wishes, a minute apart. */
function book(steps: readonly Step[]): (BookedLine & LedgerLine)[] {
  const lines: (BookedLine & LedgerLine)[] = [];
  let payment = 0;
  for (const [minute, { kind, amount, which }] of steps.entries()) {
    const createdAt = `2015-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
    const add = (more: Pick<LedgerLine, 'kind' | 'amount' | 'appliesToId'> & Partial<BookedLine>) =>
      lines.push({ id: lines.length + 1, paymentId: null, reversesId: null, createdAt, ...more });
    const addAll = (type: LedgerLine['kind'], decision: AllocationDecision, more: Partial<BookedLine> = {}) => {
      if (!decision.isAllowed) return;
      const sign = type === 'refund' ? 1 : -1;
      for (const part of decision.parts)
        add({ kind: type, amount: sign * part.amount, appliesToId: part.lineId, ...more });
    };
    if (kind === 'charge') add({ kind: 'manual', amount, appliesToId: null });
    if (kind === 'pay' || kind === 'settle') {
      const owed = Math.max(0, balanceOf(lines));
      if (owed > 0)
        addAll('payment', allocatePayment(lines, kind === 'settle' ? owed : Math.min(amount, owed)), {
          paymentId: (payment += 1),
        });
    }
    if (kind === 'waive') {
      const [id, open] = [...outstandingByLine(lines)].filter(([, left]) => left > 0)[which] ?? [];
      if (id !== undefined) addAll('waiver', allocateWaiver(lines, id, Math.min(amount, open!)));
    }
    if (kind === 'refund' && payment > 0) {
      const reversesId = (which % payment) + 1;
      const paid = lines.filter(({ paymentId }) => paymentId === reversesId);
      const back = lines.filter((one) => one.reversesId === reversesId);
      if (paid.length > 0 && paid[0]!.kind === 'payment') {
        const given = { paymentId: (payment += 1), reversesId };
        addAll('refund', allocatePaymentRefund(lines, paid, back, amount), given);
      }
    }
    if (kind === 'credit') addAll('refund', allocateCreditRefund(lines, amount), { paymentId: (payment += 1) });
  }
  return lines;
}
