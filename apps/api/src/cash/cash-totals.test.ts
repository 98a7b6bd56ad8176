import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { METHODS, toRanges, totalsByMethod, totalsOf } from './cash-totals.ts';

describe('totalsOf', () => {
  it('takes refunds and voids from what came in', () => {
    const totals = totalsOf([
      { kind: 'payment', count: 2, amount: 500 },
      { kind: 'payment', count: 1, amount: 100 },
      { kind: 'refund', count: 1, amount: 250 },
      { kind: 'void', count: 1, amount: 100 },
    ]);
    assert.deepEqual(totals, {
      payments: { count: 3, amount: 600 },
      refunds: { count: 1, amount: 250 },
      voids: { count: 1, amount: 100 },
      net: 250,
    });
  });

  it('is nothing of nothing, and below zero when more went out', () => {
    assert.equal(totalsOf([]).net, 0);
    assert.equal(totalsOf([{ kind: 'refund', count: 1, amount: 250 }]).net, -250);
  });
});

describe('totalsByMethod', () => {
  it('adds up to the whole, whatever moved', () => {
    const movement = fc.record({
      kind: fc.constantFrom('payment', 'refund', 'void'),
      method: fc.constantFrom(...METHODS),
      count: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(movement), (movements) => {
        const byMethod = totalsByMethod(movements);
        assert.deepEqual(
          byMethod.map(({ method }) => method),
          METHODS,
        );
        const net = byMethod.reduce((sum, one) => sum + one.net, 0);
        const count = byMethod.reduce((sum, one) => sum + one.refunds.count, 0);
        const whole = totalsOf(movements);
        assert.deepEqual([net, count], [whole.net, whole.refunds.count]);
      }),
    );
  });
});

describe('toRanges', () => {
  const at = (sequence: number, branchId = 1, bookedOn = '2026-03-02', year = 2026) => ({
    year,
    sequence,
    branchId,
    bookedOn,
  });

  it('gathers what follows one another at one place on one day', () => {
    assert.deepEqual(
      toRanges([at(3), at(4), at(5, 2), at(7, 2), at(8, 2, '2026-03-03'), at(9, 2, '2026-03-03', 2027)]),
      [
        { ...at(3), last: 4 },
        { ...at(5, 2), last: 5 },
        { ...at(7, 2), last: 7 },
        { ...at(8, 2, '2026-03-03'), last: 8 },
        { ...at(9, 2, '2026-03-03', 2027), last: 9 },
      ],
    );
    assert.deepEqual(toRanges([]), []);
  });
});
