import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { isDamage, openIndexFile } from './index-file.queries.ts';
import { SearchEngine } from './search-engine.ts';
import { SEARCH_SORTS, type SearchQuery, type SearchResult } from './search-index.ts';
import { TITLES } from './titles.test-data.ts';

describe('search', () => {
  let engine: SearchEngine;
  before(() => {
    engine = new SearchEngine(openIndexFile(':memory:'));
    engine.apply({ upserts: TITLES, removals: [], position: 1 });
  });
  after(() => engine.close());

  const search = (text: string, more: Partial<SearchQuery> = {}): SearchResult =>
    engine.search({ text, filters: {}, sort: 'relevance', limit: 20, after: null, includeSuppressed: false, ...more });
  const titleOf = (id: number) => TITLES[id - 1]!.title;
  const titles = (text: string, more: Partial<SearchQuery> = {}) => search(text, more).ids.map(titleOf);

  describe('known items come first', () => {
    const first: [query: string, title: string][] = [
      ['L’Étranger', 'L’Étranger'],
      ["l'etranger", 'L’Étranger'],
      ['letranger', 'L’Étranger'],
      ['l etranger', 'L’Étranger'],
      ['ETRANGER', 'L’Étranger'],
      ['étranger', 'L’Étranger'],
      ['etranger camus', 'L’Étranger'],
      ['camus l’étranger', 'L’Étranger'],
      ['the stranger', 'The Stranger'],
      ['stranger', 'The Stranger'],
      ['stranger the', 'The Stranger'],
      ['les miserables', 'Les Misérables'],
      ['miserables', 'Les Misérables'],
      ['hugo victor', 'Victor Hugo'],
      ['hugo misérables', 'Les Misérables'],
      ['prince le petit', 'Le Petit Prince'],
      ['petit pri', 'Le Petit Prince'],
      ['saint exupery nuit', 'Vol de nuit'],
      ['saintexupéry nuit', 'Vol de nuit'],
      ['notre dame de paris', 'Notre-Dame de Paris'],
      ['notredame', 'Notre-Dame de Paris'],
      ['20000 leagues', '20,000 Leagues Under the Sea'],
      ['20 000 leagues', '20,000 Leagues Under the Sea'],
      ['handmaids tale', 'The Handmaid’s Tale'],
      ["handmaid's tale", 'The Handmaid’s Tale'],
      ['handmaid tale', 'The Handmaid’s Tale'],
      ['it', 'It'],
      ['to be or not to be', 'To Be or Not to Be'],
      ['the stand', 'The Stand'],
      ['jrr tolkien hobbit', 'The Hobbit'],
      ['j.r.r. tolkien hobbit', 'The Hobbit'],
      ['l’oeuvre', 'L’Œuvre'],
      ['l’œuvre', 'L’Œuvre'],
      ['a la recherche', 'À la recherche du temps perdu'],
      ['temps perdu proust', 'À la recherche du temps perdu'],
      ['cien anos', 'Cien años de soledad'],
      ['schuld suhne', 'Schuld und Sühne'],
      ['c++', 'The C++ Programming Language'],
      ['aujourdhui', 'Aujourd’hui'],
      ['война', 'Война и мир'],
      ['shakespeare', 'Shakespeare: The Biography'],
      ['emma', 'Emma'],
      ['2070360024', 'L’Étranger'],
      ['2-07-036002-4', 'L’Étranger'],
      ['978-2-07-036002-4', 'L’Étranger'],
      ['9782070360024', 'L’Étranger'],
      ['bib-00017', 'Victor Hugo'],
      ['BIB00017', 'Victor Hugo'],
      ['ctl46', 'Germinal'],
    ];
    for (const [query, title] of first) test(`${query} → ${title}`, () => assert.equal(titles(query)[0], title));
  });

  describe('typing errors', () => {
    const corrected: [query: string, title: string, suggestion: string][] = [
      ['etrangr', 'L’Étranger', 'Étranger'],
      ['miserbles', 'Les Misérables', 'Misérables'],
      ['shakespaere hamlet', 'Hamlet', 'Shakespeare hamlet'],
      ['madame bovery', 'Madame Bovary', 'madame Bovary'],
      ['zaratustra', 'Also sprach Zarathustra', 'Zarathustra'],
      ['nitzsche', 'Also sprach Zarathustra', 'Nietzsche'],
      ['karamasof freres', 'Les Frères Karamazov', 'Karamazov freres'],
      ['spider man', 'Spiderman', 'Spiderman'],
      ['petitprince', 'Le Petit Prince', 'Petit Prince'],
    ];
    for (const [query, title, suggestion] of corrected) {
      test(`${query} → ${suggestion}`, () => {
        const found = search(query);
        assert.equal(titleOf(found.ids[0]!), title);
        assert.deepEqual([found.match, found.suggestion], ['corrected', suggestion]);
      });
    }

    test('every transliteration finds all spellings of a name', () => {
      for (const name of ['Dostoïevski', 'Dostoievsky', 'Dostoyevski', 'Dostoyevsky', 'Dostoevskij', 'Достоевский']) {
        assert.deepEqual(
          new Set(titles(name)),
          new Set(['Crime et Châtiment', 'The Idiot', 'Schuld und Sühne', 'Les Frères Karamazov']),
          name,
        );
      }
      assert.ok(titles('Chekhov').includes('La Cerisaie'));
      assert.ok(titles('Tchekhov').includes('Three Sisters'));
      assert.ok(titles('Tolstoï').includes('Anna Karenina'));
    });
  });

  test('words that no record has together lead to those with most of them', () => {
    const found = search('hamlet metropolis tragedies');
    assert.deepEqual([found.match, titleOf(found.ids[0]!)], ['some', 'Hamlet']);
  });

  test('where nothing is near, the answer says so', () => {
    const found = search('qqqxxzzy');
    assert.deepEqual([found.match, found.total, found.suggestion], ['none', 0, null]);
  });

  test('no words find everything, the newest first', () => {
    const found = search('', { limit: 1 });
    assert.deepEqual([found.total, found.ids], [TITLES.length, [TITLES.length]]);
  });

  describe('facets', () => {
    const count = (found: SearchResult, facet: keyof SearchResult['facets'], value: string) =>
      found.facets[facet].find((one) => one.value === value)?.count ?? 0;

    test('count what each value would find', () => {
      const found = search('camus');
      assert.deepEqual([count(found, 'language', 'fre'), count(found, 'language', 'eng')], [4, 1]);
      assert.equal(count(found, 'author', 'Camus, Albert'), 4);
      assert.equal(count(found, 'century', '1900'), 5);
      assert.equal(count(found, 'decade', '1940'), 4);
    });

    test('values are alternatives, filters hold together, a facet ignores its own filter', () => {
      const found = search('', { filters: { kind: ['comic', 'film'], language: ['fre'] } });
      assert.equal(found.total, 4);
      assert.equal(count(found, 'kind', 'music'), 1, 'kinds in French');
      assert.equal(count(found, 'language', 'ger'), 1, 'languages of comics and films');
    });

    test('years, availability and branches', () => {
      const early = search('', { filters: { yearTo: 1700 } });
      assert.deepEqual(new Set(early.ids.map(titleOf)), new Set(['Hamlet', 'Macbeth', 'Romeo and Juliet']));
      const available = search('camus', { filters: { available: true } });
      assert.ok(available.ids.every((id) => id % 3 !== 0));
      const here = search('', { filters: { available: true, branchId: [1] }, limit: 100 });
      assert.ok(here.ids.every((id) => id % 3 !== 0 && id % 2 === 1));
      assert.equal(
        count(here, 'availability', 'unavailable'),
        TITLES.filter(({ id }) => id % 3 === 0 && (id % 2 === 1 || id % 5 === 0)).length,
      );
    });

    test('a chosen value without matches stays listed with zero', () => {
      assert.equal(search('camus', { filters: { kind: ['music'] } }).facets.kind.at(-1)?.count, 0);
    });

    test('counts agree with searching for each value, whatever the filters', () => {
      const kinds = ['book', 'comic', 'film', 'music'];
      const filters = fc.record(
        {
          kind: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 }),
          language: fc.uniqueArray(fc.constantFrom('fre', 'eng', 'ger'), { minLength: 1 }),
          yearFrom: fc.integer({ min: 1800, max: 2000 }),
          branchId: fc.uniqueArray(fc.constantFrom(1, 2), { minLength: 1 }),
          available: fc.boolean(),
        },
        { requiredKeys: [] },
      );
      const total = (chosen: SearchQuery['filters']) => search('', { filters: chosen }).total;
      fc.assert(
        fc.property(filters, fc.constantFrom(...kinds), fc.constantFrom(1, 2), (chosen, kind, branch) => {
          const found = search('', { filters: chosen });
          assert.equal(count(found, 'kind', kind), total({ ...chosen, kind: [kind] }));
          assert.equal(count(found, 'branch', String(branch)), total({ ...chosen, branchId: [branch] }));
          assert.equal(count(found, 'availability', 'available'), total({ ...chosen, available: true }));
          assert.equal(count(found, 'availability', 'unavailable'), total({ ...chosen, available: false }));
        }),
        { numRuns: 500 },
      );
    });
  });

  describe('order and pages', () => {
    test('titles go by their first real word, numbers by their value', () => {
      const sorted = titles('', { sort: 'title', limit: 100 });
      const place = (title: string) => sorted.indexOf(title);
      assert.ok(place('Emma') < place('L’Étranger') && place('L’Étranger') < place('Ficciones'));
      assert.ok(place('1984') < place('20,000 Leagues Under the Sea'));
    });

    test('years both ways', () => {
      assert.equal(titles('', { sort: 'year_asc' })[0], 'Romeo and Juliet');
      assert.equal(titles('', { sort: 'year_desc' })[0], 'To Be or Not to Be');
    });

    test('pages are complete and without repeats in every order', () => {
      for (const sort of SEARCH_SORTS) {
        for (const text of ['', 'roman', 'a']) {
          const seen: number[] = [];
          let after: SearchQuery['after'] = null;
          let total: number;
          do {
            const page: SearchResult = search(text, { sort, limit: 7, after });
            ({ next: after, total } = page);
            seen.push(...page.ids);
          } while (after !== null);
          assert.equal(new Set(seen).size, total, `${sort} ${text}`);
          assert.equal(seen.length, total, `${sort} ${text}`);
        }
      }
    });
  });

  test('suggestions while typing: titles, authors, subjects', () => {
    const suggestions = engine.suggest('cam', 10);
    assert.deepEqual(suggestions[0], { text: 'Camus, Albert', kind: 'author', recordId: null });
    assert.ok(engine.suggest('les mis', 10).some(({ text, recordId }) => text === 'Les Misérables' && recordId === 14));
    assert.ok(engine.suggest('dysto', 10).some(({ text, kind }) => text === 'Dystopias' && kind === 'subject'));
    assert.deepEqual(engine.suggest('', 10), []);
  });

  test('related titles share authors or subjects, the closest first', () => {
    const related = engine.related(1, 5).map(titleOf);
    assert.deepEqual(new Set(related.slice(0, 2)), new Set(['La Peste', 'Le Mythe de Sisyphe']));
    assert.ok(!related.includes('L’Étranger'));
    assert.deepEqual(engine.related(9999, 5), []);
  });

  test('any text at all is answered', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.string({ maxLength: 60 }),
      fc.mixedCase(
        fc.constantFrom('a NEAR b', 'title:hugo', '"hugo', 'hugo*', 'a AND (b', "'; drop table words; --", '\0hugo\0'),
      ),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...SEARCH_SORTS), (query, sort) => {
        const found = search(query, { sort });
        assert.ok(found.ids.length <= 20 && found.total >= found.ids.length);
        engine.suggest(query, 5);
      }),
    );
  });
});

describe('changes', () => {
  const search = (engine: SearchEngine, text: string, includeSuppressed = false) =>
    engine.search({ text, filters: {}, sort: 'relevance', limit: 20, after: null, includeSuppressed });

  test('what changes is found by its new words only, also where word lists are in memory', () => {
    const engine = new SearchEngine(openIndexFile(':memory:'));
    engine.apply({ upserts: TITLES, removals: [] });
    for (const warm of ['camus', 'e', 'et', 'peste', 'zazie']) search(engine, warm);
    engine.apply({ upserts: [{ ...TITLES[1]!, title: 'Zazie', authors: ['Queneau, Raymond'] }], removals: [1] });
    assert.equal(search(engine, 'peste camus').match, 'some');
    assert.deepEqual(search(engine, 'zazie').ids, [2]);
    assert.deepEqual(search(engine, '2070360024').ids, []);
    assert.ok(!search(engine, 'camus').ids.includes(1));
    engine.close();
  });

  test('an engine that followed changes answers as one built anew', () => {
    const document = (id: number, words: string[]) => ({ ...TITLES[id % TITLES.length]!, id, title: words.join(' ') });
    const words = fc.array(fc.constantFrom('amber', 'amulet', 'river', 'rivers', 'the'), {
      minLength: 1,
      maxLength: 3,
    });
    const step = fc.record({ id: fc.integer({ min: 1, max: 6 }), words, isRemoved: fc.boolean() });
    const queries = ['amber', 'am', 'a', 'river', 'r', 'the '];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const followed = new SearchEngine(openIndexFile(':memory:'));
        const present = new Map<number, string[]>();
        for (const { id, words: title, isRemoved } of steps) {
          for (const query of queries) search(followed, query);
          if (isRemoved) present.delete(id);
          else present.set(id, title);
          followed.apply({ upserts: isRemoved ? [] : [document(id, title)], removals: isRemoved ? [id] : [] });
        }
        const anew = new SearchEngine(openIndexFile(':memory:'));
        anew.apply({ upserts: [...present].map(([id, title]) => document(id, title)), removals: [] });
        for (const query of queries) {
          const [a, b] = [search(followed, query), search(anew, query)];
          assert.deepEqual([new Set(a.ids), a.total, a.match], [new Set(b.ids), b.total, b.match], query);
        }
        followed.close();
        anew.close();
      }),
      { numRuns: 30 },
    );
  });

  test('suppressed records are found by staff only', () => {
    const engine = new SearchEngine(openIndexFile(':memory:'));
    engine.apply({ upserts: [{ ...TITLES[0]!, isSuppressed: true }, TITLES[1]!], removals: [] });
    assert.deepEqual(search(engine, 'camus').ids, [2]);
    assert.deepEqual(new Set(search(engine, 'camus', true).ids), new Set([1, 2]));
    engine.close();
  });

  test('a rebuild forgets what is gone', () => {
    const engine = new SearchEngine(openIndexFile(':memory:'));
    engine.apply({ upserts: TITLES, removals: [], position: 3 });
    engine.beginRebuild();
    assert.equal(engine.state().position, null);
    assert.equal(search(engine, 'camus').total, 5, 'the old content answers meanwhile');
    engine.apply({ upserts: TITLES.slice(0, 10), removals: [] });
    engine.endRebuild(9);
    assert.deepEqual(engine.state(), { position: 9, documentCount: 10 });
    assert.equal(search(engine, 'hugo').match, 'none');
    engine.close();
  });

  test('an index that took the place of a broken one in the middle of a rebuild has to be begun anew', () => {
    const engine = new SearchEngine(openIndexFile(':memory:'));
    engine.apply({ upserts: TITLES.slice(10), removals: [] });
    assert.throws(() => engine.endRebuild(9), isDamage);
    assert.equal(engine.state().position, null);
    engine.close();
  });
});
