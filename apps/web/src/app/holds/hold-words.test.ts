import { describe, expect, it } from 'vitest';
import { bodyOfWish, moved, volumesOf } from './hold-words';

describe('the volumes of a title', () => {
  const copy = (volume: string | null, status = 'available') => ({ volume, status }) as never;

  it('are listed once each, in the order of their numbers, without those that nobody can have', () => {
    const copies = [
      copy('T. 10'),
      copy('T. 2'),
      copy('T. 2'),
      copy(null),
      copy('T. 3', 'lost'),
      copy('T. 4', 'withdrawn'),
    ];
    expect(volumesOf(copies)).toEqual(['T. 2', 'T. 10']);
  });
});

it('a wish says what the request asks for', () => {
  expect(bodyOfWish({ kind: 'any' })).toEqual({});
  expect(bodyOfWish({ kind: 'volume', volume: 'T. 2' })).toEqual({ volume: 'T. 2' });
  expect(bodyOfWish({ kind: 'item', itemId: 7 })).toEqual({ itemId: 7 });
});

describe('moving an entry', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [0, 9, 'bca'],
    [2, -1, 'cab'],
  ])('from %i to %i: %s', (from, to, expected) => {
    expect(moved([...'abc'], from, to).join('')).toBe(expected);
  });
});
