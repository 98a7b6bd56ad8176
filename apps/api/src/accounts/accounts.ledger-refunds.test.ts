import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allocateCreditRefund, allocatePaymentRefund, netPaid, type LedgerLine } from './accounts.ledger.ts';

type Short = [kind: LedgerLine['kind'], amount: number, appliesToId?: number];
const account = (...lines: Short[]): LedgerLine[] =>
  lines.map(
    ([kind, amount, appliesToId = null], index) => ({ id: index + 1, kind, amount, appliesToId }) as LedgerLine,
  );

describe('refunds', () => {
  it('know what was paid and not given back', () => {
    const lines = account(
      ['lost', 500],
      ['payment', -300, 1],
      ['waiver', -200, 1],
      ['refund', 50, 1],
      ['payment', -20],
    );
    assert.equal(netPaid(lines), 270);
  });

  const credits: [name: string, lines: Short[], amount: number, refundable: number][] = [
    ['what the library owes', [['payment', -300]], 300, 300],
    ['part of it', [['payment', -300]], 1, 300],
    ['no more than it', [['payment', -300]], 301, 300],
    [
      'no more than was paid, though more was waived',
      [
        ['lost', 500],
        ['payment', -100],
        ['waiver', -500, 1],
      ],
      101,
      100,
    ],
    [
      'no more than is left when charges came after',
      [
        ['payment', -300],
        ['manual', 200],
      ],
      101,
      100,
    ],
    [
      'nothing of a debt',
      [
        ['payment', -300],
        ['manual', 400],
      ],
      1,
      0,
    ],
    [
      'nothing of what was given back',
      [
        ['payment', -300],
        ['refund', 300],
      ],
      1,
      0,
    ],
  ];
  for (const [name, lines, amount, refundable] of credits) {
    it(`of credit give back ${name}`, () => {
      const expected =
        amount <= refundable
          ? { isAllowed: true, parts: [{ lineId: null, amount }] }
          : { isAllowed: false, code: 'refund_exceeds_paid', params: { amount, refundable } };
      assert.deepEqual(allocateCreditRefund(account(...lines), amount), expected);
    });
  }

  /** A payment of 350: all of two charges and some credit. The reader has paid 30 more since. */
  const lines = account(
    ['overdue', 100],
    ['lost', 200],
    ['payment', -100, 1],
    ['payment', -200, 2],
    ['payment', -50],
    ['payment', -30],
  );
  const paid = lines.slice(2, 5);
  type Part = [lineId: number | null, amount: number];
  const cases: [name: string, givenBack: Short[], amount: number, expected: Part[] | number][] = [
    ['the newest charge first', [], 150, [[2, 150]]],
    [
      'then the older ones, and credit last',
      [],
      310,
      [
        [2, 200],
        [1, 100],
        [null, 10],
      ],
    ],
    [
      'all of it',
      [],
      350,
      [
        [2, 200],
        [1, 100],
        [null, 50],
      ],
    ],
    ['no more than all of it', [], 351, 350],
    [
      'what is left after another refund',
      [['refund', 180, 2]],
      40,
      [
        [2, 20],
        [1, 20],
      ],
    ],
    ['nothing of a charge that was given back whole', [['refund', 200, 2]], 40, [[1, 40]]],
    [
      'no more than is left',
      [
        ['refund', 200, 2],
        ['refund', 100, 1],
      ],
      51,
      50,
    ],
    [
      'nothing twice',
      [
        ['refund', 200, 2],
        ['refund', 100, 1],
        ['refund', 50],
      ],
      1,
      0,
    ],
  ];
  for (const [name, givenBack, amount, expected] of cases) {
    it(`of a payment give back ${name}`, () => {
      const earlier = account(...givenBack).map((line) => ({ ...line, id: line.id + 100 }));
      const decision = allocatePaymentRefund([...lines, ...earlier], paid, earlier, amount);
      const reversed = allocatePaymentRefund([...lines, ...earlier], paid.toReversed(), earlier, amount);
      assert.deepEqual(reversed, decision, 'in whatever order the lines come');
      assert.deepEqual(
        decision,
        typeof expected === 'number'
          ? { isAllowed: false, code: 'refund_exceeds_paid', params: { amount, refundable: expected } }
          : { isAllowed: true, parts: expected.map(([lineId, part]) => ({ lineId, amount: part })) },
      );
    });
  }

  it('of a payment give back no more than the reader has paid in all', () => {
    const spent = [...lines, ...account(['refund', 50]).map((line) => ({ ...line, id: 101 }))];
    const decision = allocatePaymentRefund(spent, paid, [], 331);
    assert.deepEqual(decision, {
      isAllowed: false,
      code: 'refund_exceeds_paid',
      params: { amount: 331, refundable: 330 },
    });
  });

  it('of a payment give back nothing when more was given back already', () => {
    const over = [...lines, ...account(['refund', 500]).map((line) => ({ ...line, id: 101 }))];
    const decision = allocatePaymentRefund(over, paid, [], 1);
    assert.deepEqual(decision.isAllowed ? null : decision.params, { amount: 1, refundable: 0 });
  });
});
