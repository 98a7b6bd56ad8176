import type { PolicyDefinition, PolicyRow } from '../api-types';

/** Where a value is set: an id, or `null` for every branch, category or item type. */
export interface PolicyScope {
  readonly branchId: number | null;
  readonly patronCategoryId: number | null;
  readonly itemTypeId: number | null;
}

export type PolicyValue = PolicyRow['value'];

/** What holds for one policy at one scope. */
export interface PolicyLine {
  readonly definition: PolicyDefinition;
  /** The definition's unit, where that is days or hours as chosen at this scope: which of them. */
  readonly unit: string | null;
  /** False when the scope names a dimension that this policy may not depend on. */
  readonly isSettable: boolean;
  /** The row set exactly here, if any. */
  readonly own: PolicyRow | null;
  /** What would hold here without `own`: a wider row, or the built-in default when `source` is null. */
  readonly inherited: { readonly value: PolicyValue; readonly source: PolicyRow | null };
  /** Narrower rows that set another value for part of this scope. */
  readonly exceptions: number;
}

/** Lists what holds for every policy at a scope, what is set there and what is inherited from where. */
export function linesAt(
  definitions: readonly PolicyDefinition[],
  rows: readonly PolicyRow[],
  scope: PolicyScope,
): PolicyLine[] {
  const lines = definitions.map((definition) => {
    const ofName = rows.filter((row) => row.name === definition.name);
    const wider = ofName.filter((row) => !isSameScope(row, scope) && contains(row, scope));
    const source = wider.reduce<PolicyRow | null>((best, row) => {
      return best === null || specificity(row) > specificity(best) ? row : best;
    }, null);
    return {
      definition,
      unit: definition.unit,
      isSettable: isSettableAt(definition, scope),
      own: ofName.find((row) => isSameScope(row, scope)) ?? null,
      inherited: { value: source === null ? definition.default : source.value, source },
      exceptions: ofName.filter((row) => !isSameScope(row, scope) && contains(scope, row)).length,
    };
  });
  const values = Object.fromEntries(lines.map((line) => [line.definition.name, valueOf(line)]));
  return lines.map((line) => ({ ...line, unit: unitIn(values, line.definition.unit) }));
}

/** What holds at the line's scope. */
export function valueOf({ own, inherited }: Pick<PolicyLine, 'own' | 'inherited'>): PolicyValue {
  return own === null ? inherited.value : own.value;
}

/** Periods are counted in the days or hours that another policy chooses: `loanUnit` for loans, `overdueUnit` for lateness. */
export function unitIn(values: Readonly<Record<string, PolicyValue>>, unit: string | null): string | null {
  const chosen = unit === 'loan_unit' ? values['loanUnit'] : unit === 'charge_unit' ? values['overdueUnit'] : undefined;
  return typeof chosen === 'string' ? chosen : unit;
}

/** Whether a policy may be set at a scope: only the dimensions it declares may be named. */
export function isSettableAt(definition: PolicyDefinition, scope: PolicyScope): boolean {
  const { scope: dimensions } = definition;
  return (
    (scope.branchId === null || dimensions.includes('branch')) &&
    (scope.patronCategoryId === null || dimensions.includes('category')) &&
    (scope.itemTypeId === null || dimensions.includes('type'))
  );
}

export function isSameScope(a: PolicyScope, b: PolicyScope): boolean {
  return a.branchId === b.branchId && a.patronCategoryId === b.patronCategoryId && a.itemTypeId === b.itemTypeId;
}

/** A branch outweighs a category, which outweighs an item type; the API resolves in the same order. */
export function specificity(scope: PolicyScope): number {
  return (
    (scope.branchId === null ? 0 : 4) + (scope.patronCategoryId === null ? 0 : 2) + (scope.itemTypeId === null ? 0 : 1)
  );
}

/** Every scope at which something is set, the widest first, with how many values. */
export function scopesInUse(rows: readonly PolicyRow[]): (PolicyScope & { readonly count: number })[] {
  const counts = new Map<string, PolicyScope & { count: number }>();
  for (const { branchId, patronCategoryId, itemTypeId } of rows) {
    const key = [branchId, patronCategoryId, itemTypeId].join('|');
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { branchId, patronCategoryId, itemTypeId, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].sort((a, b) => specificity(a) - specificity(b));
}

function contains(wide: PolicyScope, narrow: PolicyScope): boolean {
  return (
    (wide.branchId === null || wide.branchId === narrow.branchId) &&
    (wide.patronCategoryId === null || wide.patronCategoryId === narrow.patronCategoryId) &&
    (wide.itemTypeId === null || wide.itemTypeId === narrow.itemTypeId)
  );
}
