import {
  POLICY_DEFINITIONS,
  POLICY_NAMES,
  type PolicyName,
  type PolicyScope,
  type PolicyValues,
} from './policy-definitions.ts';

/** One value that a library has set. */
export interface PolicyRow extends PolicyScope {
  id: number;
  name: string;
  value: string | number | boolean | null;
}

/** Where a value comes from: the row that gave it, or `null` when it is the built-in default. */
export type PolicySource = (PolicyScope & { id: number }) | null;

/** What a loan or hold is about, as far as policies are concerned. */
export interface PolicySubject {
  branchId: number;
  patronCategoryId: number;
  itemTypeId: number;
}

export interface ResolvedPolicies {
  values: PolicyValues;
  sources: Record<PolicyName, PolicySource>;
}

/** The branch whose policies apply, by the library's setting. */
export function policyBranch(
  setting: 'desk' | 'patron_home' | 'item_home',
  branches: { desk: number; patronHome: number; itemHome: number },
): number {
  if (setting === 'patron_home') return branches.patronHome;
  return setting === 'item_home' ? branches.itemHome : branches.desk;
}

/**
 * Resolves every policy on its own: the row that matches the subject and is the most specific wins, where a branch
 * weighs more than a category and a category more than an item type. Without a row the default holds.
 */
export function resolvePolicies(rows: readonly PolicyRow[], subject: PolicySubject): ResolvedPolicies {
  const winners = new Map<string, PolicyRow>();
  for (const row of rows) {
    if (!matches(row, subject)) continue;
    const winner = winners.get(row.name);
    // Stryker disable next-line EqualityOperator: no two rows of a value have the same place
    if (winner === undefined || specificity(row) > specificity(winner)) winners.set(row.name, row);
  }
  const values: Record<string, unknown> = {};
  const sources: Record<string, PolicySource> = {};
  for (const name of POLICY_NAMES) {
    const winner = winners.get(name);
    values[name] = winner === undefined ? POLICY_DEFINITIONS[name].default : winner.value;
    sources[name] = winner === undefined ? null : sourceOf(winner);
  }
  return { values: values as PolicyValues, sources: sources as Record<PolicyName, PolicySource> };
}

/** The unique key of a value's place, so that the database holds one value at each scope. */
export function scopeKey(name: string, scope: PolicyScope): string {
  return [name, scope.branchId ?? '*', scope.patronCategoryId ?? '*', scope.itemTypeId ?? '*'].join('|');
}

function matches(row: PolicyScope, subject: PolicySubject): boolean {
  return (
    (row.branchId === null || row.branchId === subject.branchId) &&
    (row.patronCategoryId === null || row.patronCategoryId === subject.patronCategoryId) &&
    (row.itemTypeId === null || row.itemTypeId === subject.itemTypeId)
  );
}

function specificity(scope: PolicyScope): number {
  return (
    (scope.branchId === null ? 0 : 4) + (scope.patronCategoryId === null ? 0 : 2) + (scope.itemTypeId === null ? 0 : 1)
  );
}

function sourceOf({ id, branchId, patronCategoryId, itemTypeId }: PolicyRow): PolicySource {
  return { id, branchId, patronCategoryId, itemTypeId };
}
