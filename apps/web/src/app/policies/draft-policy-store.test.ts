import { describe, expect, it } from 'vitest';
import type { PolicyRow } from '../api-types';
import { withDraft } from './draft-policy-store';

const everywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };
const published: PolicyRow[] = [
  { ...everywhere, id: 1, name: 'loanPeriod', value: 21 },
  { ...everywhere, id: 2, name: 'loanPeriod', itemTypeId: 4, value: 7 },
];

describe('a draft laid over the published values', () => {
  it('replaces a value at exactly its scope', () => {
    const rows = withDraft(published, [{ ...everywhere, name: 'loanPeriod', value: 14 }]);
    expect(rows.map(({ itemTypeId, value }) => [itemTypeId, value])).toEqual([
      [4, 7],
      [null, 14],
    ]);
    expect(rows.at(-1)!.id).toBeLessThan(0);
  });

  it('adds a value where none is set', () => {
    const rows = withDraft(published, [{ ...everywhere, branchId: 2, name: 'maxLoans', value: 0 }]);
    expect(rows).toHaveLength(3);
  });

  it('takes a value away', () => {
    const rows = withDraft(published, [
      { ...everywhere, itemTypeId: 4, name: 'loanPeriod', value: null, isUnset: true },
    ]);
    expect(rows.map(({ id }) => id)).toEqual([1]);
  });

  it('leaves the published values as they are', () => {
    expect(withDraft(published, [])).toEqual(published);
  });
});
