import { describe, expect, it } from 'vitest';
import type { PolicyDefinition, PolicyRow } from '../api-types';
import { isSettableAt, linesAt, scopesInUse } from './policy-scope';

const period: PolicyDefinition = {
  name: 'loanPeriod',
  type: 'integer',
  unit: 'loan_unit',
  scope: ['branch', 'category', 'type'],
  default: 21,
  isNullable: false,
  options: [],
};
const closedDays: PolicyDefinition = {
  name: 'closedDays',
  type: 'choice',
  unit: null,
  scope: ['branch'],
  default: 'ignore',
  isNullable: false,
  options: [],
};

let nextId = 1;
function row(
  value: number | null,
  branchId: number | null,
  patronCategoryId: number | null,
  itemTypeId: number | null,
): PolicyRow {
  return { id: nextId++, name: 'loanPeriod', value, branchId, patronCategoryId, itemTypeId };
}
const everywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };

describe('linesAt', () => {
  it('inherits the built-in default where nothing is set', () => {
    expect(linesAt([period], [], everywhere)[0]).toMatchObject({
      own: null,
      inherited: { value: 21, source: null },
      exceptions: 0,
    });
  });

  it('keeps zero and "no limit" apart from nothing set', () => {
    const zero = row(0, null, null, null);
    expect(linesAt([period], [zero], everywhere)[0]?.own?.value).toBe(0);
    const none = row(null, null, null, null);
    expect(linesAt([period], [none], everywhere)[0]?.own).toEqual(none);
  });

  it('inherits from the most specific wider row: branch before category before type', () => {
    const rows = [row(1, null, null, 9), row(2, null, 5, null), row(4, 3, null, null), row(7, 8, 5, 9)];
    const scope = { branchId: 3, patronCategoryId: 5, itemTypeId: 9 };
    expect(linesAt([period], rows, scope)[0]?.inherited.value).toBe(4);
    expect(linesAt([period], rows.slice(0, 2), scope)[0]?.inherited.value).toBe(2);
  });

  it('does not let a narrower row leak into a wider scope, but counts it as an exception', () => {
    const line = linesAt([period], [row(7, 3, null, null)], everywhere)[0];
    expect(line?.inherited.value).toBe(21);
    expect(line?.exceptions).toBe(1);
  });
});

describe('isSettableAt', () => {
  it('refuses dimensions that a policy does not declare', () => {
    expect(isSettableAt(closedDays, { ...everywhere, branchId: 1 })).toBe(true);
    expect(isSettableAt(closedDays, { ...everywhere, itemTypeId: 1 })).toBe(false);
  });
});

describe('scopesInUse', () => {
  it('counts values by scope, the widest first', () => {
    const scopes = scopesInUse([row(1, 3, null, null), row(2, null, null, null), row(3, 3, null, null)]);
    expect(scopes.map((scope) => [scope.branchId, scope.count])).toEqual([
      [null, 1],
      [3, 2],
    ]);
  });
});
