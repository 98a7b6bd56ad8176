import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allocatePayment, allocateWaiver, balanceOf, outstandingByLine, type LedgerLine } from './accounts.ledger.ts';

type Short = [kind: LedgerLine['kind'], amount: number, appliesToId?: number];
const account = (...lines: Short[]): LedgerLine[] =>
  lines.map(
    ([kind, amount, appliesToId = null], index) => ({ id: index + 1, kind, amount, appliesToId }) as LedgerLine,
  );

describe('outstandingByLine', () => {
  const cases: [name: string, lines: Short[], expected: Record<number, number>][] = [
    ['an empty account', [], {}],
    [
      'charges that nobody paid',
      [
        ['overdue', 150],
        ['lost', 2000],
      ],
      { 1: 150, 2: 2000 },
    ],
    [
      'a payment for one charge',
      [
        ['overdue', 150],
        ['manual', 100],
        ['payment', -100, 2],
      ],
      { 1: 150, 2: 0 },
    ],
    [
      'a payment for nothing in particular pays the oldest',
      [
        ['overdue', 150],
        ['manual', 100],
        ['payment', -200],
      ],
      { 1: 0, 2: 50 },
    ],
    [
      'a waiver and a payment on one charge',
      [
        ['lost', 2000],
        ['waiver', -500, 1],
        ['payment', -1500, 1],
      ],
      { 1: 0 },
    ],
    [
      'a waiver of what was paid already goes to the next charge',
      [
        ['lost', 500],
        ['payment', -500, 1],
        ['waiver', -500, 1],
        ['manual', 300],
      ],
      { 1: 0, 4: 0 },
    ],
    [
      'a refund gives credit back',
      [
        ['lost', 500],
        ['payment', -500, 1],
        ['waiver', -500, 1],
        ['refund', 500],
      ],
      { 1: 0, 4: 0 },
    ],
    [
      'a refund of more than the credit is owed',
      [
        ['payment', -100],
        ['refund', 150],
      ],
      { 2: 50 },
    ],
  ];
  for (const [name, lines, expected] of cases) {
    it(name, () => assert.deepEqual(Object.fromEntries(outstandingByLine(account(...lines))), expected));
  }
});

describe('allocatePayment', () => {
  const lines = account(['overdue', 150], ['manual', 100], ['payment', -50, 1], ['lost', 2000]);

  it('pays the oldest charge first', () => {
    const parts = [
      { lineId: 1, amount: 100 },
      { lineId: 2, amount: 100 },
      { lineId: 4, amount: 1 },
    ];
    assert.deepEqual(allocatePayment(lines, 201), { isAllowed: true, parts });
  });

  it('pays only the chosen charges', () => {
    const parts = [
      { lineId: 2, amount: 100 },
      { lineId: 4, amount: 400 },
    ];
    assert.deepEqual(allocatePayment(lines, 500, [4, 2, 2]), { isAllowed: true, parts });
  });

  const refusals: [name: string, amount: number, chosen: number[] | undefined, code: string][] = [
    ['more than is owed', 2201, undefined, 'payment_exceeds_balance'],
    ['more than is owed of the chosen charge', 101, [2], 'payment_exceeds_balance'],
    ['a line that is no charge', 10, [3], 'line_not_payable'],
    ['a line of nobody', 10, [99], 'line_not_payable'],
    ['no charges at all', 10, [], 'payment_exceeds_balance'],
  ];
  for (const [name, amount, chosen, code] of refusals) {
    it(`refuses ${name}`, () => {
      const decision = allocatePayment(lines, amount, chosen);
      assert.equal(decision.isAllowed ? 'allowed' : decision.code, code);
    });
  }

  it('refuses to pay a paid charge again', () => {
    const decision = allocatePayment(account(['manual', 100], ['payment', -100, 1]), 100, [1]);
    assert.equal(decision.isAllowed ? 'allowed' : decision.code, 'line_not_payable');
  });
});

describe('allocateWaiver', () => {
  const lines = account(['lost', 2000], ['payment', -1500, 1]);

  it('waives what is left', () => {
    assert.deepEqual(allocateWaiver(lines, 1, 500), { isAllowed: true, parts: [{ lineId: 1, amount: 500 }] });
  });
  it('refuses more than what is left', () => {
    assert.deepEqual(allocateWaiver(lines, 1, 501), {
      isAllowed: false,
      code: 'waiver_exceeds_outstanding',
      params: { amount: 501, outstanding: 500 },
    });
  });
  it('refuses a line that is no charge', () => {
    assert.equal(allocateWaiver(lines, 2, 1).isAllowed, false);
  });
});

describe('any account', () => {
  const amount = fc.integer({ min: 1, max: 10_000 });
  const lines = fc
    .array(
      fc.tuple(
        fc.constantFrom('overdue', 'lost', 'manual', 'payment', 'waiver', 'refund'),
        amount,
        fc.option(fc.nat(30)),
      ),
      { maxLength: 30 },
    )
    .map((rows) =>
      rows.map(([kind, size, appliesToId], index): LedgerLine => {
        const isCredit = kind === 'payment' || kind === 'waiver';
        return {
          id: index + 1,
          kind,
          amount: isCredit ? -size : size,
          appliesToId: isCredit ? appliesToId : null,
        } as LedgerLine;
      }),
    );

  it('has parts left to pay that are never negative and add up to the balance', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const parts = [...outstandingByLine(all).values()];
        assert.ok(parts.every((part) => part >= 0));
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          Math.max(0, balanceOf(all)),
        );
      }),
    );
  });

  it('is settled exactly, or refused: a payment never makes the balance negative', () => {
    fc.assert(
      fc.property(lines, amount, (all, paid) => {
        const decision = allocatePayment(all, paid);
        const before = balanceOf(all);
        assert.equal(decision.isAllowed, paid <= before);
        if (!decision.isAllowed) return;
        const after = [
          ...all,
          ...decision.parts.map((part, index): LedgerLine => ({
            id: 1000 + index,
            kind: 'payment',
            amount: -part.amount,
            appliesToId: part.lineId,
          })),
        ];
        assert.equal(balanceOf(after), before - paid);
        assert.ok(balanceOf(after) >= 0);
      }),
    );
  });
});
