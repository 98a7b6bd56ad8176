import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_COMPARED_LENGTH, TypingDistance } from './typing-distance.ts';

/** The textbook's table of optimal string alignment. */
function table(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i + j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = i === 0 || j === 0 ? i + j : least;
    }
  }
  return rows[a.length]![b.length]!;
}

test('the distance is that of the table, up to what is asked', () => {
  const distance = new TypingDistance();
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'é', '語'),
    minLength: 1,
    maxLength: MAX_COMPARED_LENGTH,
  });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 5 }), fc.integer({ min: 0, max: 6 }), (one, others, max) => {
      distance.begin(one);
      for (const other of others) assert.equal(distance.to(other, max), Math.min(table(one, other), max + 1), other);
    }),
    { numRuns: 500 },
  );
});

test('known words and their errors', () => {
  const distance = new TypingDistance();
  for (const [word, other, errors] of [
    ['shakespeare', 'shakespaere', 1],
    ['nietzsche', 'nitzsche', 1],
    ['england', 'englnad', 1],
    ['abcdefghijklmnopqrstuvwxyzabcde', 'abcdefghijklmnopqrstuvwxyzabced', 1],
    ['ca', 'abc', 3],
  ] as const) {
    distance.begin(word);
    assert.equal(distance.to(other, 3), errors, `${word} ${other}`);
  }
});
