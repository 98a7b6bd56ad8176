import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayName, parseTitles } from './title-lines.ts';
import { sampleTitles } from './titles.ts';

const titles = sampleTitles();

test('there are at least 620 titles, half of them French', () => {
  assert.ok(titles.length >= 620, String(titles.length));
  const french = titles.filter(({ language }) => language === 'fre').length / titles.length;
  assert.ok(Math.abs(french - 0.5) <= 0.05, String(french));
});

test('no title is there twice', () => {
  const key = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  const keys = titles.map(({ title, authors, kind }) => `${key(title)}|${key(authors[0] ?? '')}|${kind}`);
  assert.deepEqual(
    keys.filter((one, index) => keys.indexOf(one) !== index),
    [],
  );
});

test('they come from the sixteenth to the twenty-first century and are of every kind, in both languages', () => {
  for (const language of ['fre', 'eng']) {
    const some = titles.filter((title) => title.language === language);
    assert.deepEqual(
      [...new Set(some.map(({ year }) => Math.ceil(year / 100)))].sort((a, b) => a - b),
      [16, 17, 18, 19, 20, 21],
    );
    assert.deepEqual([...new Set(some.map(({ kind }) => kind))].sort(), [
      'book',
      'comic',
      'film',
      'game',
      'map',
      'music',
      'periodical',
    ]);
  }
});

test('each has one to four subjects and a sensible year', () => {
  const odd = titles.filter(
    ({ subjects, year }) => subjects.length < 1 || subjects.length > 4 || year < 1500 || year > 2026,
  );
  assert.deepEqual(odd, []);
});

test('French typography is kept: no straight apostrophes', () => {
  assert.deepEqual(
    titles.filter(({ title, subtitle }) => `${title}${subtitle}`.includes("'")),
    [],
  );
});

test('a line gives all its fields', () => {
  const lines = `
L’Étranger // Roman | Camus, Albert; X | Paris: Gallimard | 1972 | Roman; Absurde | series=Folio, 2; isbn=9782070360024
Nature | | London | 1869 | Science
`;
  const [first, second] = parseTitles({ shelf: 'fiction', kind: 'book', language: 'fre', lines });
  assert.deepEqual(first, {
    shelf: 'fiction',
    kind: 'book',
    language: 'fre',
    title: 'L’Étranger',
    subtitle: 'Roman',
    authors: ['Camus, Albert', 'X'],
    place: 'Paris',
    publisher: 'Gallimard',
    year: 1972,
    subjects: ['Roman', 'Absurde'],
    series: 'Folio, 2',
    isbn: '9782070360024',
    extent: null,
  });
  assert.deepEqual([second!.authors, second!.place, second!.publisher], [[], 'London', null]);
});

test('a malformed line, an unknown extra and a wrong check digit are errors', () => {
  const parse = (lines: string) => () => parseTitles({ shelf: 'fiction', kind: 'book', language: 'fre', lines });
  assert.throws(parse('No fields'), /not a title: No fields/);
  assert.throws(parse('T | A | P | 19 | S'), /not a title/);
  assert.throws(parse('T | A | P | 1950 | S | isbn=9782070360025'), /last field/);
  assert.throws(parse('T | A | P | 1950 | S | colour=red'), /last field/);
});

test('names are turned for display', () => {
  assert.equal(displayName('Camus, Albert'), 'Albert Camus');
  assert.equal(displayName('Urfé, Honoré d’'), 'Honoré d’Urfé');
  assert.equal(displayName('Voltaire'), 'Voltaire');
});
