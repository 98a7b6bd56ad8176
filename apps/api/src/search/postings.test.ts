import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FIELD, haveCommon, masksOf, union, WEAK, withSound, type Postings } from './postings.ts';

const END = 400;
const postings = (mask: fc.Arbitrary<number> = fc.constantFrom(1, 2, 3, 4, 9, 32)): fc.Arbitrary<Postings> =>
  fc
    .tuple(
      fc.uniqueArray(fc.nat({ max: END - 1 }), { maxLength: 120 }),
      fc.array(mask, { minLength: 120, maxLength: 120 }),
    )
    .map(([ids, masks]) => ({
      ids: Uint32Array.from(ids.sort((a, b) => a - b)),
      masks: Uint8Array.from(masks),
      length: ids.length,
    }));
const idsOf = ({ ids, length }: Postings): number[] => [...ids.subarray(0, length)];
const maskAt = (list: Postings, id: number): number => {
  const at = idsOf(list).indexOf(id);
  return at === -1 ? 0 : list.masks[at]!;
};

describe('postings', () => {
  test('masks are found alike in lists that are longer and shorter than the ids sought', () => {
    const spread = new Uint8Array(END);
    fc.assert(
      fc.property(postings(), fc.uniqueArray(fc.nat({ max: END - 1 }), { maxLength: 40 }), (list, sought) => {
        const ids = Uint32Array.from(sought.sort((a, b) => a - b));
        const into = new Uint8Array(ids.length).fill(255);
        masksOf(list, ids, ids.length, into, spread);
        assert.deepEqual(
          [...into],
          [...ids].map((id) => maskAt(list, id)),
        );
        assert.ok(spread.every((mask) => mask === 0));
      }),
    );
  });

  test('lists have a record in common when the sets of their ids have', () => {
    fc.assert(
      fc.property(fc.array(postings(), { minLength: 1, maxLength: 4 }), (lists) => {
        const common = lists.map(idsOf).reduce((left, ids) => left.filter((id) => ids.includes(id)));
        assert.equal(haveCommon(lists), common.length > 0);
      }),
    );
  });

  test('a sound adds records, and nothing where the word itself stands in the author’s name', () => {
    const bySound = FIELD.author << WEAK;
    fc.assert(
      fc.property(postings(), postings(fc.constant(bySound)), (word, sound) => {
        const found = withSound(word, sound);
        assert.deepEqual(idsOf(found), idsOf(union(word, sound)));
        for (const id of idsOf(found)) {
          const own = maskAt(word, id);
          const expected = own | (idsOf(sound).includes(id) && (own & FIELD.author) === 0 ? bySound : 0);
          assert.equal(maskAt(found, id) & ~(own & FIELD.author ? bySound : 0), expected);
        }
      }),
    );
  });
});
