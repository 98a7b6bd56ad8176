import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openIndexFile } from './index-file.queries.ts';
import { SearchEngine } from './search-engine.ts';
import type { SearchDocument, SearchQuery } from './search-index.ts';
import { TITLES } from './titles.test-data.ts';

const QUERIES = ['a', 'am', 'amber', 'river ', 'r', 'the ', 'amber river'];
const queryOf = (text: string): SearchQuery => ({
  text,
  filters: {},
  sort: 'relevance',
  limit: 100,
  after: null,
  includeSuppressed: false,
});
const document = (id: number, title: string): SearchDocument => ({ ...TITLES[id % TITLES.length]!, id, title });
const word = fc.constantFrom('amber', 'amulet', 'river', 'rivers', 'the');
const step = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  title: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  isRemoved: fc.boolean(),
});

test('changes between the steps in which lists are read are in the answers', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), fc.array(step, { maxLength: 40 }), (before, between) => {
      const engine = new SearchEngine(openIndexFile(':memory:'), { long: 1, veryLong: 1000 });
      const present = new Map<number, string>();
      const take = ({ id, title, isRemoved }: (typeof before)[0]) => {
        if (isRemoved) present.delete(id);
        else present.set(id, title);
        engine.apply({ upserts: isRemoved ? [] : [document(id, title)], removals: isRemoved ? [id] : [] });
      };
      before.forEach(take);
      // Two readers of each list, so that one finds what the other has begun.
      const readings = [...QUERIES, ...QUERIES].map((text) => engine.prepare(text));
      let left = readings;
      while (left.length > 0) {
        left = left.filter((reading) => reading.next().done !== true);
        const change = between.pop();
        if (change !== undefined) take(change);
      }
      const anew = new SearchEngine(openIndexFile(':memory:'));
      anew.apply({ upserts: [...present].map(([id, title]) => document(id, title)), removals: [] });
      for (const text of QUERIES) {
        const [a, b] = [engine, anew].map((one) => one.search(queryOf(text)));
        assert.deepEqual([new Set(a!.ids), a!.total, a!.match], [new Set(b!.ids), b!.total, b!.match], text);
      }
      engine.close();
      anew.close();
    }),
    { numRuns: 40 },
  );
});

test('an index whose lists were read when it was opened answers as any other', () => {
  const file = openIndexFile(':memory:');
  new SearchEngine(file).apply({ upserts: TITLES, removals: [] });
  const warm = new SearchEngine(file, { long: 2, veryLong: 2 });
  const cold = new SearchEngine(file);
  for (const text of ['l', 'camus', 'the ', 'de la', 'roman', 'shakspere', '']) {
    assert.deepEqual(warm.search(queryOf(text)), cold.search(queryOf(text)));
  }
  file.close();
});
