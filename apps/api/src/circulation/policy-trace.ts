import { step, type PolicyUse, type Step } from './explanation.ts';
import type { PolicyName } from './policy-definitions.ts';
import type { ResolvedPolicies } from './policy-resolution.ts';

/** The branch whose policies apply, and the setting that chose it. */
export interface PolicyBranch {
  id: number;
  by: 'desk' | 'patron_home' | 'item_home';
}

/** Resolved policies that remember which of their values a decision looked at. */
export interface TracedPolicies extends ResolvedPolicies {
  branch: PolicyBranch;
  /** What was looked at so far, in the order in which it was first looked at. */
  uses: () => PolicyUse[];
  /** The same policies with nothing looked at yet, to tell apart what two computations use. */
  anew: () => TracedPolicies;
}

/**
 * Wraps resolved policies so that each value that is read is noted with its source. An explanation can then name no other
 * policies than those that the decision really used.
 */
export function tracePolicies({ values, sources }: ResolvedPolicies, branch: PolicyBranch): TracedPolicies {
  const names = new Set<PolicyName>();
  const traced = new Proxy(values, {
    get(target, name: PolicyName) {
      names.add(name);
      return target[name];
    },
  });
  return {
    values: traced,
    sources,
    branch,
    uses: () => [...names].map((name) => ({ name, value: values[name], source: sources[name] })),
    anew: () => tracePolicies({ values, sources }, branch),
  };
}

/** The step that says whose branch's policies applied. */
export function branchStep({ branch }: Pick<TracedPolicies, 'branch'>): Step {
  return step('policies_of_branch', { branchId: branch.id, by: branch.by });
}

/** What several computations used, each value once. */
export function mergeUses(...uses: readonly PolicyUse[][]): PolicyUse[] {
  return [...new Map(uses.flat().map((use) => [use.name, use])).values()];
}
