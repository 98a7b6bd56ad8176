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
    ['a line of no amount', [['manual', 0]], {}],
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
      'a refund takes credit back before the oldest charge does',
      [
        ['manual', 100],
        ['payment', -80],
        ['refund', 50],
      ],
      { 1: 70, 3: 0 },
    ],
    [
      'a refund of a charge’s payment opens it again',
      [
        ['lost', 500],
        ['payment', -500, 1],
        ['refund', 200, 1],
      ],
      { 1: 200 },
    ],
    [
      'a refund of a charge’s payment leaves the other charges alone',
      [
        ['lost', 500],
        ['manual', 100],
        ['payment', -500, 1],
        ['payment', -100, 2],
        ['refund', 100, 2],
      ],
      { 1: 0, 2: 100 },
    ],
    [
      'a refund for what is no charge is owed',
      [
        ['payment', -100],
        ['refund', 150, 1],
        ['refund', 20, 2],
      ],
      { 2: 50, 3: 20 },
    ],
    [
      'credit pays in the order of the lines’ numbers, whatever order they come in',
      [
        ['manual', 100],
        ['overdue', 150],
        ['payment', -120],
      ],
      { 1: 0, 2: 130 },
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
    it(name, () => {
      assert.deepEqual(Object.fromEntries(outstandingByLine(account(...lines))), expected);
      assert.deepEqual(Object.fromEntries(outstandingByLine(account(...lines).reverse())), expected);
    });
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

  it('has no part for a charge that is paid or that the money does not reach', () => {
    const paidFirst = account(['overdue', 150], ['manual', 100], ['lost', 2000], ['payment', -150, 1]);
    assert.deepEqual(allocatePayment(paidFirst, 100), { isAllowed: true, parts: [{ lineId: 2, amount: 100 }] });
    assert.deepEqual(allocatePayment(lines, 40, [1, 2]), { isAllowed: true, parts: [{ lineId: 1, amount: 40 }] });
  });

  it('pays all that is owed', () => {
    const decision = allocatePayment(lines, 2200);
    assert.deepEqual(decision.isAllowed && decision.parts.map(({ amount }) => amount), [100, 100, 2000]);
  });

  it('pays only the chosen charges', () => {
    const parts = [
      { lineId: 2, amount: 100 },
      { lineId: 4, amount: 400 },
    ];
    assert.deepEqual(allocatePayment(lines, 500, [4, 2, 2]), { isAllowed: true, parts });
  });

  type Refusal = Extract<ReturnType<typeof allocatePayment>, { isAllowed: false }>;
  const refusals: [name: string, amount: number, chosen: number[] | undefined, Omit<Refusal, 'isAllowed'>][] = [
    [
      'more than is owed',
      2201,
      undefined,
      { code: 'payment_exceeds_balance', params: { amount: 2201, payable: 2200 } },
    ],
    [
      'more than is owed of the chosen charge',
      101,
      [2],
      { code: 'payment_exceeds_balance', params: { amount: 101, payable: 100 } },
    ],
    ['a line that is no charge', 10, [3], { code: 'line_not_payable', params: { lineId: 3 } }],
    ['a line of nobody', 10, [2, 99], { code: 'line_not_payable', params: { lineId: 99 } }],
    ['no charges at all', 10, [], { code: 'payment_exceeds_balance', params: { amount: 10, payable: 0 } }],
  ];
  for (const [name, amount, chosen, refusal] of refusals) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(allocatePayment(lines, amount, chosen), { isAllowed: false, ...refusal });
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
    const notPayable = { isAllowed: false, code: 'line_not_payable' };
    assert.deepEqual(allocateWaiver(lines, 2, 1), { ...notPayable, params: { lineId: 2 } });
    assert.deepEqual(allocateWaiver([...lines, ...account(['lost', 1])], 99, 1), {
      ...notPayable,
      params: { lineId: 99 },
    });
    assert.deepEqual(allocateWaiver(account(['lost', 5], ['payment', -5, 1]), 1, 1), {
      ...notPayable,
      params: { lineId: 1 },
    });
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
          appliesToId: isCredit || kind === 'refund' ? appliesToId : null,
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
