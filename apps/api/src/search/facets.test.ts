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

/** What each filter asks of a record, in the plainest way. */
const CHECKS: Record<string, (document: SearchDocument, filters: SearchFilters) => boolean> = {
  kind: ({ kind }, { kind: chosen }) => chosen === undefined || chosen.includes(kind),
  language: ({ language }, { language: chosen }) => chosen === undefined || chosen.includes(language ?? ''),
  author: ({ authors }, { author }) => author === undefined || authors.some((one) => author.includes(one)),
  subject: ({ subjects }, { subject }) => subject === undefined || subjects.some((one) => subject.includes(one)),
  year: ({ year }, { yearFrom, yearTo }) =>
    (yearFrom === undefined || (year !== null && year >= yearFrom)) &&
    (yearTo === undefined || (year !== null && year <= yearTo)),
};

/** Counts one facet over the records that pass all filters but its own. */
function plainly(
  documents: readonly SearchDocument[],
  own: string,
  filters: SearchFilters,
  valuesOf: (document: SearchDocument) => string[],
): [string, number][] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    const others = Object.entries(CHECKS).filter(([name]) => name !== own);
    if (!others.every(([, check]) => check(document, filters))) continue;
    for (const value of new Set(valuesOf(document))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

test('facets are those of a plain count of any library, whatever the filters', () => {
  const names = (of: string) =>
    fc.uniqueArray(
      fc.nat({ max: 8 }).map((number) => `${of} ${number}`),
      { maxLength: 3 },
    );
  const one = fc.record({
    kind: fc.constantFrom('book', 'film', 'music'),
    language: fc.constantFrom('fre', 'eng', null),
    year: fc.option(fc.integer({ min: 1895, max: 1925 })),
    authors: names('author'),
    subjects: names('subject'),
  });
  const filters = fc.record(
    {
      kind: fc.uniqueArray(fc.constantFrom('book', 'film'), { minLength: 1 }),
      language: fc.uniqueArray(fc.constantFrom('fre', 'eng'), { minLength: 1 }),
      author: names('author').filter((chosen) => chosen.length > 0),
      subject: names('subject').filter((chosen) => chosen.length > 0),
      yearFrom: fc.integer({ min: 1890, max: 1920 }),
      yearTo: fc.integer({ min: 1900, max: 1930 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), fc.array(filters, { maxLength: 8 }), (library, all) => {
      const documents = library.map((fields, i) => ({ ...TITLES[0]!, ...fields, id: i + 1, isbns: [], barcodes: [] }));
      const engine = build(documents);
      for (const chosen of [{}, ...all]) {
        const query = {
          text: '',
          filters: chosen,
          sort: 'newest',
          limit: 100,
          after: null,
          includeSuppressed: false,
        } as const;
        const { total, facets } = engine.search(query);
        const found = documents.filter((document) => Object.values(CHECKS).every((check) => check(document, chosen)));
        assert.equal(total, found.length);
        const period =
          (length: number) =>
          ({ year }: SearchDocument) =>
            year === null ? [] : [String(Math.floor(year / length) * length)];
        for (const [facet, own, valuesOf] of [
          ['kind', 'kind', ({ kind }) => [kind]],
          ['language', 'language', ({ language }) => (language === null ? [] : [language])],
          ['author', 'author', ({ authors }) => authors],
          ['subject', 'subject', ({ subjects }) => subjects],
          ['century', 'year', period(100)],
          ['decade', 'year', period(10)],
        ] as const satisfies [keyof typeof facets, string, (document: SearchDocument) => string[]][]) {
          const counted = facets[facet].filter(({ count }) => count > 0).map(({ value, count }) => [value, count]);
          assert.deepEqual(
            counted.sort(([a], [b]) => (a! < b! ? -1 : 1)),
            plainly(documents, own, chosen, valuesOf),
            facet,
          );
        }
      }
      engine.close();
    }),
    { numRuns: 60 },
  );
});
