import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  allocateCreditRefund,
  allocatePayment,
  allocatePaymentRefund,
  allocateWaiver,
  balanceOf,
  netPaid,
  outstandingByLine,
  type AllocationDecision,
  type LedgerLine,
} from './accounts.ledger.ts';

/** An account that is played through as the use cases do it, with every payment's lines remembered. */
class PlayedAccount {
  readonly lines: LedgerLine[] = [];
  readonly payments: { amount: number; paid: LedgerLine[]; givenBack: LedgerLine[] }[] = [];

  charge(amount: number): void {
    this.#add('manual', amount, null);
  }

  pay(amount: number): void {
    const paid = this.#follow('payment', allocatePayment(this.lines, amount));
    if (paid.length > 0) this.payments.push({ amount, paid, givenBack: [] });
  }

  waive(which: number, amount: number): void {
    const charges = this.lines.filter((line) => line.kind === 'manual');
    const charge = charges[which % Math.max(1, charges.length)];
    if (charge !== undefined) this.#follow('waiver', allocateWaiver(this.lines, charge.id, amount));
  }

  /** Waives a whole charge although it may be paid, as the return of a lost item does. */
  forgive(which: number): void {
    const charges = this.lines.filter((line) => line.kind === 'manual');
    const charge = charges[which % Math.max(1, charges.length)];
    if (charge !== undefined) this.#add('waiver', -charge.amount, charge.id);
  }

  refundCredit(amount: number): void {
    this.#follow('refund', allocateCreditRefund(this.lines, amount));
  }

  refundPayment(which: number, amount: number): void {
    const payment = this.payments[which % Math.max(1, this.payments.length)];
    if (payment === undefined) return;
    const decision = allocatePaymentRefund(this.lines, payment.paid, payment.givenBack, amount);
    payment.givenBack.push(...this.#follow('refund', decision));
  }

  #follow(kind: 'payment' | 'waiver' | 'refund', decision: AllocationDecision): LedgerLine[] {
    if (!decision.isAllowed) return [];
    const sign = kind === 'refund' ? 1 : -1;
    return decision.parts.map(({ lineId, amount }) => this.#add(kind, sign * amount, lineId));
  }

  #add(kind: LedgerLine['kind'], amount: number, appliesToId: number | null): LedgerLine {
    const line = { id: this.lines.length + 1, kind, amount, appliesToId };
    this.lines.push(line);
    return line;
  }
}

const amount = fc.integer({ min: 1, max: 500 });
const which = fc.nat(20);
const step = fc.oneof(
  amount.map((size) => (account: PlayedAccount) => account.charge(size)),
  amount.map((size) => (account: PlayedAccount) => account.pay(size)),
  fc.tuple(which, amount).map(
    ([index, size]) =>
      (account: PlayedAccount) =>
        account.waive(index, size),
  ),
  which.map((index) => (account: PlayedAccount) => account.forgive(index)),
  amount.map((size) => (account: PlayedAccount) => account.refundCredit(size)),
  fc.tuple(which, amount).map(
    ([index, size]) =>
      (account: PlayedAccount) =>
        account.refundPayment(index, size),
  ),
  which.map((index) => (account: PlayedAccount) => {
    const payment = account.payments[index % Math.max(1, account.payments.length)];
    if (payment !== undefined) account.refundPayment(index, payment.amount);
  }),
);

describe('any sequence of charges, payments, waivers, refunds and voids', () => {
  it('leaves parts to pay that are never negative and add up to the balance', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const account = new PlayedAccount();
        for (const play of steps) {
          play(account);
          const left = outstandingByLine(account.lines);
          for (const line of account.lines) {
            const part = left.get(line.id) ?? 0;
            assert.ok(part >= 0 && part <= Math.max(0, line.amount), `line ${line.id} has ${part} left`);
          }
          const sum = [...left.values()].reduce((total, part) => total + part, 0);
          assert.equal(sum, Math.max(0, balanceOf(account.lines)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never gives back more than was paid, in all or of one payment', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const account = new PlayedAccount();
        for (const play of steps) {
          play(account);
          assert.ok(netPaid(account.lines) >= 0);
          for (const payment of account.payments) assert.ok(balanceOf(payment.givenBack) <= payment.amount);
        }
      }),
      { numRuns: 500 },
    );
  });
});
