import { describe, expect, it } from 'vitest';
import { diffValues } from './diff';

describe('diffValues', () => {
  it('names what changed, came and went', () => {
    expect(diffValues({ title: 'A', year: 1999, place: 'Paris' }, { title: 'B', year: 1999, series: 'S' })).toEqual([
      { path: 'title', kind: 'changed', before: 'A', after: 'B' },
      { path: 'year', kind: 'same', before: '1999', after: '1999' },
      { path: 'place', kind: 'removed', before: 'Paris', after: null },
      { path: 'series', kind: 'added', before: null, after: 'S' },
    ]);
  });
  it('goes into nested objects and joins lists', () => {
    expect(diffValues({ a: { b: 1 }, list: ['x', 'y'] }, { a: { b: 2 }, list: ['x'] })).toEqual([
      { path: 'a.b', kind: 'changed', before: '1', after: '2' },
      { path: 'list', kind: 'changed', before: 'x, y', after: 'x' },
    ]);
  });
  it('treats a creation as all added and a deletion as all removed', () => {
    expect(diffValues(null, { name: 'n' })).toEqual([{ path: 'name', kind: 'added', before: null, after: 'n' }]);
    expect(diffValues({ name: 'n' }, null)).toEqual([{ path: 'name', kind: 'removed', before: 'n', after: null }]);
  });
  it('tells an empty text and zero from nothing', () => {
    expect(diffValues({ a: null }, { a: 0 })).toEqual([{ path: 'a', kind: 'added', before: null, after: '0' }]);
    expect(diffValues({ a: '' }, {})).toEqual([{ path: 'a', kind: 'removed', before: '', after: null }]);
  });
});
