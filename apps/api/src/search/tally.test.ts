import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Highest } from './tally.ts';

test('the highest counts are those of the whole list in order', () => {
  const counts = fc.uniqueArray(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 5 })), { selector: ([number]) => number });
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 6 }), (offered, limit) => {
      const highest = new Highest(limit);
      for (const [number, count] of offered) highest.offer(number, count);
      const sorted = offered.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      assert.deepEqual(highest.entries, sorted.slice(0, limit));
      assert.equal(highest.least, sorted[limit - 1]?.[1] ?? 1);
    }),
  );
});
