import { isRefundable, isVoidable } from './payment-state';

const payment = { kind: 'payment', amount: 500, givenBack: 0, bookedOn: '2026-03-02' } as const;

describe('isRefundable', () => {
  it.each([
    [payment, true],
    [{ ...payment, givenBack: 499 }, true],
    [{ ...payment, givenBack: 500 }, false],
    [{ ...payment, kind: 'refund' as const }, false],
    [{ ...payment, kind: 'void' as const }, false],
  ])('of %j is %s', (state, expected) => {
    expect(isRefundable(state)).toBe(expected);
  });
});

describe('isVoidable', () => {
  it.each([
    [payment, '2026-03-02', true],
    [payment, '2026-03-03', false],
    [{ ...payment, bookedOn: '2026-03-03' }, '2026-03-02', true],
    [{ ...payment, givenBack: 1 }, '2026-03-02', false],
    [{ ...payment, bookedOn: null }, '2026-03-02', false],
    [{ ...payment, kind: 'refund' as const }, '2026-03-02', false],
  ])('of %j on %s is %s', (state, today, expected) => {
    expect(isVoidable(state, today)).toBe(expected);
  });
});
