import { describe, expect, it } from 'vitest';
import { changedFields, mergeEdits } from './merge';

const base = { title: 'A', year: '1999', authors: ['x'] };

describe('mergeEdits', () => {
  it('takes what only they changed and keeps what only I changed', () => {
    const { merged, conflicts } = mergeEdits(base, { ...base, title: 'Mine' }, { ...base, year: '2000' });
    expect(merged).toEqual({ title: 'Mine', year: '2000', authors: ['x'] });
    expect(conflicts).toEqual([]);
  });
  it('keeps mine and names the conflict when both changed a field', () => {
    const { merged, conflicts } = mergeEdits(base, { ...base, authors: ['x', 'y'] }, { ...base, authors: ['z'] });
    expect(merged.authors).toEqual(['x', 'y']);
    expect(conflicts).toEqual([{ name: 'authors', mine: ['x', 'y'], theirs: ['z'], choice: 'mine' }]);
  });
  it('sees no conflict when both made the same change', () => {
    expect(mergeEdits(base, { ...base, title: 'B' }, { ...base, title: 'B' }).conflicts).toEqual([]);
  });
});

describe('changedFields', () => {
  it('keeps only what changed', () => {
    expect(changedFields(base, { ...base, authors: [], year: '' })).toEqual({ authors: [], year: '' });
    expect(changedFields(base, { ...base, authors: ['x'] })).toEqual({});
  });
});
