import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keysOf } from './document-terms.ts';
import { FirstEntries } from './first-entries.ts';
import { NO_MATCHES, passing, type Matches } from './matches.ts';
import { RecordColumns } from './record-columns.ts';
import { isByAuthor, WEIGHTS, WordRelevance } from './relevance.ts';
import { Scratch } from './scratch.ts';
import { TitleBonus } from './title-bonus.ts';
import { TITLES } from './titles.test-data.ts';

const title = fc
  .array(fc.constantFrom('amber', 'river', 'amulet', 'the', 'a', ':'), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '));
const record = fc.record({ title, mask: fc.constantFrom(1, 2, 3, 4, 8, 16, 17, 18, 32), isKept: fc.boolean() });

test('the first of many by one word are those whose relevance is the highest, page after page', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 120 }),
      fc.constantFrom(['amber'], ['the'], ['amber', 'river']),
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
      (records, plain, limit, isFiltered) => {
        const columns = new RecordColumns();
        for (const [i, { title: text }] of records.entries()) {
          const document = { ...TITLES[0]!, id: i + 1, title: text };
          columns.set(document, keysOf(document));
        }
        const ids = Uint32Array.from(records, (_, i) => i + 1);
        const masks = Uint8Array.from(records, ({ mask }) => mask);
        const bonus = new TitleBonus(columns, plain, 1, 20);
        const relevance = new WordRelevance({ ids, masks, length: ids.length }, 2, bonus, columns);
        const all: Matches = { ...NO_MATCHES, ids, length: ids.length, relevance };
        const failing = Uint8Array.from(records, ({ isKept }) => (isFiltered && !isKept ? 1 : 0));
        const matches = isFiltered ? passing(all, failing, new Scratch()) : all;

        const weights = WEIGHTS.map((weight) => weight * 2);
        const expected = records
          .map(({ mask }, i) => ({
            id: i + 1,
            key: Math.fround(weights[mask]! + bonus.of(i + 1, mask & 1, isByAuthor(mask))),
          }))
          .filter((_, i) => failing[i] === 0)
          .sort((a, b) => b.key - a.key || a.id - b.id);

        const first = new FirstEntries(limit, () => true);
        relevance.offer(matches, first);
        assert.deepEqual(
          first.entries,
          expected.slice(0, limit).map(({ id, key }) => ({ key, id })),
        );
        const end = first.entries.at(-1);
        if (end === undefined) return;
        const isBehind = (entry: { key: number; id: number }) =>
          entry.key < end.key || (entry.key === end.key && entry.id > end.id);
        const next = new FirstEntries(limit, isBehind);
        relevance.offer(matches, next);
        assert.deepEqual(
          next.entries,
          expected.slice(limit, limit * 2).map(({ id, key }) => ({ key, id })),
        );
      },
    ),
    { numRuns: 300 },
  );
});
