import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import type { ItemStatus } from './item-state.ts';
import { computeLostCharge, forgivenOnReturn, isLongOverdue } from './lost-charge.ts';
import type { PolicyValues } from './policy-definitions.ts';
import { resolvePolicies } from './policy-resolution.ts';

const defaults = resolvePolicies([], { branchId: 1, patronCategoryId: 1, itemTypeId: 1 }).values;
const values = { ...defaults, lostFee: 500, replacementPrice: 2000, lostAfter: 30 };

describe('what a lost item costs (rule 21)', () => {
  const cases: [string, Partial<PolicyValues>, number | null, { price: number; fee: number; amount: number }][] = [
    ['its own price and the fee', {}, 1250, { price: 1250, fee: 500, amount: 1750 }],
    ['the policy’s price where it has none', {}, null, { price: 2000, fee: 500, amount: 2500 }],
    ['nothing but the fee for what was free', {}, 0, { price: 0, fee: 500, amount: 500 }],
    ['the fee where no price is known', { replacementPrice: null }, null, { price: 0, fee: 500, amount: 500 }],
    ['the fee alone where set', { isLostPriceCharged: false }, 1250, { price: 0, fee: 500, amount: 500 }],
    ['the price alone without a fee', { lostFee: 0 }, 1250, { price: 1250, fee: 0, amount: 1250 }],
  ];
  for (const [name, more, price, expected] of cases) {
    it(name, () => {
      const { amount, steps } = computeLostCharge({ ...values, ...more }, price);
      assert.equal(amount, expected.amount);
      assert.deepEqual(steps, [{ code: 'lost_charged', params: expected }]);
      assertWellFormed(steps);
    });
  }
});

describe('what is forgiven when it comes back (rule 21)', () => {
  const cases: [string, Partial<PolicyValues>, number, number][] = [
    ['what is still owed of it', {}, 700, 700],
    ['nothing when it is paid', {}, 0, 0],
    ['nothing when more than it was given back', {}, -100, 0],
    ['nothing where it is kept', { lostChargeOnReturn: 'keep' }, 700, 0],
  ];
  for (const [name, more, outstanding, expected] of cases) {
    it(name, () => assert.equal(forgivenOnReturn({ ...values, ...more }, outstanding), expected));
  }
});

describe('long overdue (rules 19 and 21)', () => {
  const cases: [string, string, Partial<PolicyValues>, ItemStatus, boolean][] = [
    ['not before the policy’s days', '2026-10-30T23:59:00Z', {}, 'available', false],
    ['not at their end', '2026-10-31T00:00:00Z', {}, 'available', false],
    ['after them', '2026-10-31T00:00:00.001Z', {}, 'available', true],
    ['at once where they are none', '2026-10-01T00:00:00.001Z', { lostAfter: 0 }, 'available', true],
    ['never where nothing is set', '2027-11-01T00:00:00Z', { lostAfter: null }, 'available', false],
    ['never when claimed returned (rule 19)', '2027-11-01T00:00:00Z', {}, 'claimed_returned', false],
    ['never twice', '2027-11-01T00:00:00Z', {}, 'lost', false],
  ];
  const dueAt = Temporal.Instant.from('2026-10-01T00:00:00Z');
  for (const [name, now, more, itemStatus, expected] of cases) {
    it(name, () => {
      const isLost = isLongOverdue({ ...values, ...more }, { dueAt, itemStatus }, Temporal.Instant.from(now));
      assert.equal(isLost, expected);
    });
  }
});
