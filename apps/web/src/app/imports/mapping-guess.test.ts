import { describe, expect, it } from 'vitest';
import { doubledFields, guessMapping } from './mapping-guess';

describe('guessMapping', () => {
  it('reads French headers with accents, capitals and hyphens', () => {
    expect(guessMapping(['Titre', 'Auteur(s)', 'Éditeur', 'Année de publication', 'Code-barres', 'Cote'])).toEqual({
      Titre: 'title',
      'Auteur(s)': 'authors',
      Éditeur: 'publisher',
      'Année de publication': 'year',
      'Code-barres': 'barcode',
      Cote: 'callNumber',
    });
  });
  it('reads English headers with underscores', () => {
    expect(guessMapping(['book_id', 'title', 'authors', 'isbn13', 'language_code', 'num_pages'])).toEqual({
      book_id: 'controlNumber',
      title: 'title',
      authors: 'authors',
      isbn13: 'isbns',
      language_code: 'language',
      num_pages: 'extent',
    });
  });
  it('gives a field once and prefers the exact header', () => {
    expect(guessMapping(['Title of the original', 'Title', 'isbn', 'isbn13'])).toEqual({
      Title: 'title',
      isbn: 'isbns',
    });
  });
  it('leaves unknown columns out', () => {
    expect(guessMapping(['ratings_count', 'average_rating', ''])).toEqual({});
  });
});

describe('doubledFields', () => {
  it('finds fields claimed by two columns', () => {
    expect(doubledFields({ a: 'title', b: 'year', c: 'title' })).toEqual(['title']);
    expect(doubledFields({ isbn: 'isbns', isbn13: 'isbns' })).toEqual([]);
  });
});
