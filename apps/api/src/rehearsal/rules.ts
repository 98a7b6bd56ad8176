import { completed, toExceptionalHours } from '../branches/exceptional-days.ts';
import type { ExceptionalDays } from '../branches/exceptional-days.schema.ts';
import type { Calendar, OpeningHours } from '../circulation/calendar.ts';
import {
  policyBranch,
  resolvePolicies,
  scopeKey,
  type PolicyRow,
  type ResolvedPolicies,
} from '../circulation/policy-resolution.ts';
import type { Settings } from '../platform/settings.queries.ts';
import type { RehearsalDraft } from './rehearsal.schema.ts';

/** A closure with what a draft names it by. `branchId` is `null` for a closure of every branch. */
export interface RuleClosure {
  id: number;
  branchId: number | null;
  firstDay: string;
  lastDay: string;
  isYearly: boolean;
}

/** All that decides about loans, apart from their facts: what is published, or what a draft would make of it. */
export interface Rules {
  settings: Pick<Settings, 'policyBranchSource' | 'renewalCountsFrom'>;
  policies: readonly PolicyRow[];
  branches: readonly { id: number; timeZone: string; hours: readonly OpeningHours[] }[];
  closures: readonly RuleClosure[];
  exceptionalDays: readonly ExceptionalDays[];
}

/** What the published rules become with a draft's changes. Pure; changes nothing that is stored. */
export function applyDraft(rules: Rules, draft: RehearsalDraft): Rules {
  const policies = new Map(rules.policies.map((row) => [scopeKey(row.name, row), row]));
  // Rows of a draft have no id yet: below zero, so that none is taken for a stored one.
  let draftId = 0;
  for (const { name, value, isUnset, ...scope } of draft.policies) {
    const key = scopeKey(name, scope);
    if (isUnset === true) policies.delete(key);
    else policies.set(key, { id: (draftId -= 1), name, value, ...scope });
  }
  const removed = new Set(draft.closures.removed);
  const exceptions = draft.exceptionalDays ?? { added: [], removed: [] };
  const removedDays = new Set(exceptions.removed);
  const hours = new Map(draft.hours.map((one) => [one.branchId, one.hours]));
  return {
    settings: rules.settings,
    policies: [...policies.values()],
    branches: rules.branches.map((branch) => ({ ...branch, hours: hours.get(branch.id) ?? branch.hours })),
    closures: [
      ...rules.closures.filter(({ id }) => !removed.has(id)),
      ...draft.closures.added.map((closure) => ({ ...closure, id: (draftId -= 1) })),
    ],
    exceptionalDays: [
      ...rules.exceptionalDays.filter(({ id }) => !removedDays.has(id)),
      ...exceptions.added.map((days) => ({ ...completed(days), id: (draftId -= 1) })),
    ],
  };
}

/** Who borrows what where, as far as policies are concerned. */
export interface Parties {
  deskBranchId: number;
  patronBranchId: number;
  patronCategoryId: number;
  itemTypeId: number;
  homeBranchId: number;
}

/** Rules made ready to be asked many times. */
export interface RuleBook {
  countsFrom: Settings['renewalCountsFrom'];
  policiesOf: (parties: Parties) => ResolvedPolicies;
  policyBranchOf: (parties: Pick<Parties, 'deskBranchId' | 'patronBranchId' | 'homeBranchId'>) => number;
  calendarOf: (branchId: number) => Calendar;
}

/** Opens rules for a replay, which asks for the same values again and again. */
export function openRuleBook(rules: Rules): RuleBook {
  const resolved = new Map<string, ResolvedPolicies>();
  const calendars = new Map(
    rules.branches.map(({ id, timeZone, hours }): [number, Calendar] => {
      const isHere = ({ branchId }: { branchId: number | null }) => branchId === null || branchId === id;
      const exceptions = toExceptionalHours(rules.exceptionalDays.filter(isHere));
      return [id, { timeZone, hours, closures: rules.closures.filter(isHere), exceptions }];
    }),
  );
  const policyBranchOf: RuleBook['policyBranchOf'] = ({ deskBranchId, patronBranchId, homeBranchId }) =>
    policyBranch(rules.settings.policyBranchSource, {
      desk: deskBranchId,
      patronHome: patronBranchId,
      itemHome: homeBranchId,
    });
  return {
    countsFrom: rules.settings.renewalCountsFrom,
    policyBranchOf,
    policiesOf: (parties) => {
      const { patronCategoryId, itemTypeId } = parties;
      const subject = { branchId: policyBranchOf(parties), patronCategoryId, itemTypeId };
      const key = `${subject.branchId}|${patronCategoryId}|${itemTypeId}`;
      let found = resolved.get(key);
      if (found === undefined) resolved.set(key, (found = resolvePolicies(rules.policies, subject)));
      return found;
    },
    calendarOf: (branchId) => calendars.get(branchId)!,
  };
}
