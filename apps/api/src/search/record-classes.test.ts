import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecordClasses, type ClassValues } from './record-classes.ts';

const small = fc.nat({ max: 2 });
const values: fc.Arbitrary<ClassValues> = fc.record({
  kind: small,
  language: small,
  decade: small,
  branches: small,
  availableBranches: small,
  isSuppressed: fc.constantFrom(0, 1),
});

test('every record is of the class of its values, and each class counts its records', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 9 }), fc.option(values)), { maxLength: 60 }), (steps) => {
      const classes = new RecordClasses();
      const members = new Map<number, { number: number; values: ClassValues }>();
      for (const [id, next] of steps) {
        const before = members.get(id);
        if (before !== undefined) classes.leave(before.number);
        if (next === null) members.delete(id);
        else members.set(id, { number: classes.join(next), values: next });
      }
      for (const { number, values: own } of members.values()) {
        const kept = Object.fromEntries(
          Object.keys(own).map((name) => [name, classes[name as keyof ClassValues].get(number)]),
        );
        assert.deepEqual(kept, { ...own });
        const alike = [...members.values()].filter((other) => other.number === number).length;
        assert.equal(classes.totals.counts[number], alike);
      }
      const used = new Set([...members.values()].map(({ number }) => number)).size;
      assert.equal(classes.totals.counts.filter((count) => count > 0).length, used);
      assert.ok(classes.end <= 10, 'numbers of classes without records are given again');
    }),
  );
});
