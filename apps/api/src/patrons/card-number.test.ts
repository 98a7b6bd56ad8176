import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CARD_NUMBER_PATTERN, hasValidCheckDigit, makeCardNumber } from './card-number.ts';

describe('makeCardNumber', () => {
  it('ends in the Luhn digit', () => {
    assert.equal(hasValidCheckDigit('79927398713'), true);
    assert.equal(makeCardNumber(1), '20000000016');
  });

  it('is told from any number with one digit wrong', () => {
    const wrong = fc.tuple(fc.nat(999_999_999), fc.nat(10), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(wrong, ([sequence, place, by]) => {
        const number = makeCardNumber(sequence);
        assert.match(number, new RegExp(CARD_NUMBER_PATTERN));
        assert.ok(hasValidCheckDigit(number));
        const digits = [...number];
        digits[place] = String((Number(digits[place]) + by) % 10);
        assert.ok(!hasValidCheckDigit(digits.join('')));
      }),
    );
  });
});
