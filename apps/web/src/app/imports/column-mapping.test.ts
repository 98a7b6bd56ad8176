import { describe, expect, it } from 'vitest';
import { doubledFields, mapColumn } from './column-mapping';

describe('mapColumn', () => {
  it('gives a column another field and leaves the others', () => {
    expect(mapColumn({ Titre: 'title', Date: 'year' }, 'Titre', 'subtitle')).toEqual({
      Titre: 'subtitle',
      Date: 'year',
    });
  });
  it('leaves a column out when no field is chosen', () => {
    expect(mapColumn({ Titre: 'title', Date: 'year' }, 'Date', '')).toEqual({ Titre: 'title' });
  });
});

describe('doubledFields', () => {
  it('finds fields claimed by two columns, ISBN excepted', () => {
    expect(doubledFields({ a: 'title', b: 'year', c: 'title' })).toEqual(['title']);
    expect(doubledFields({ isbn: 'isbns', isbn13: 'isbns' })).toEqual([]);
  });
});
