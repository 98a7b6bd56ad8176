import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openIndexFile } from './index-file.queries.ts';
import { SearchEngine } from './search-engine.ts';
import type { FacetValue, SearchDocument, SearchFilters } from './search-index.ts';
import { TITLES } from './titles.test-data.ts';

const build = (documents: SearchDocument[]) => {
  const engine = new SearchEngine(openIndexFile(':memory:'));
  engine.apply({ upserts: documents, removals: [] });
  return engine;
};
const ask = (engine: SearchEngine, text: string, filters: SearchFilters, includeSuppressed: boolean) => {
  const query = { text, filters, sort: 'newest', limit: 100, after: null, includeSuppressed } as const;
  const { ids, total, facets } = engine.search(query);
  return { ids, total, facets: Object.entries(facets).map(([name, values]) => [name, values.map(beforeTheCut)]) };
};
/** Where a list is full, which of several values with the least count stand in it is anybody's choice. */
const beforeTheCut = ({ value, count }: FacetValue, _place: number, all: FacetValue[]) =>
  all.length >= 20 && count === all.at(-1)!.count ? count : `${value}: ${count}`;

test('facets of an index that was changed are those of one made of what is left', () => {
  const change = fc.record({
    place: fc.nat({ max: TITLES.length - 1 }),
    kind: fc.constantFrom('book', 'film'),
    language: fc.constantFrom('fre', 'eng', null),
    year: fc.option(fc.integer({ min: 1890, max: 1930 })),
    subjects: fc.array(fc.constantFrom('Love', 'Sea', 'War', 'Travel')),
    branches: fc.uniqueArray(fc.constantFrom(1, 2, 3)),
    isSuppressed: fc.boolean(),
    isRemoved: fc.boolean(),
  });
  const filters = fc.record(
    {
      kind: fc.constant(['book'] as string[]),
      language: fc.constant(['fre'] as string[]),
      yearFrom: fc.constant(1900),
      available: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 40 }),
      fc.constantFrom('', 'the ', 'l'),
      filters,
      fc.boolean(),
      (changes, text, chosen, includeSuppressed) => {
        const documents = new Map(TITLES.map((document) => [document.id, document]));
        const changed = build(TITLES);
        for (const { place, isRemoved, ...fields } of changes) {
          const { id } = TITLES[place]!;
          const document = { ...TITLES[place]!, ...fields, availableBranches: fields.branches.slice(1) };
          changed.apply(isRemoved ? { upserts: [], removals: [id] } : { upserts: [document], removals: [] });
          if (isRemoved) documents.delete(id);
          else documents.set(id, document);
        }
        const fresh = build([...documents.values()]);
        assert.deepEqual(ask(changed, text, chosen, includeSuppressed), ask(fresh, text, chosen, includeSuppressed));
        changed.close();
        fresh.close();
      },
    ),
    { numRuns: 40 },
  );
});
