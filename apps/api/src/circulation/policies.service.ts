import { areAllDelaysIncreasing, isDelay } from '../notices/reminder-policies.ts';
import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isForeignKeyViolation, type Db } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import type { LibraryRules } from './library-rules.queries.ts';
import * as queries from './policies.queries.ts';
import type { NewPolicyValue, PolicyValue } from './policies.schema.ts';
import { faultOfPolicyValue } from './policy-definitions.ts';
import { policyBranch, resolvePolicies, type PolicyRow, type ResolvedPolicies } from './policy-resolution.ts';
import { tracePolicies, type TracedPolicies } from './policy-trace.ts';

type Context = Pick<AppContext, 'db' | 'audit'>;

/**
 * Sets a policy's value at a scope, in place of the one that is there.
 *
 * @throws Problem `policy_unknown`, `policy_scope_invalid`, `policy_value_invalid`, `delays_must_increase`.
 */
export async function setPolicyValue(context: Context, actor: Actor, input: NewPolicyValue): Promise<PolicyValue> {
  const { name, value, ...scope } = input;
  const fault = faultOfPolicyValue(name, scope, value);
  if (fault !== null) throw problem(fault, { name });
  try {
    return await inTransaction(context.db, async (trx) => {
      await lockName(trx, 'policies');
      const before = await queries.findPolicyRowAt(trx, name, scope);
      let id = before?.id;
      if (id === undefined) id = await queries.insertPolicyValue(trx, name, scope, value);
      else await queries.updatePolicyValue(trx, id, value);
      await requireIncreasingDelays(trx, name);
      const after = (await queries.findPolicyRow(trx, id))!;
      await context.audit(trx, actor, {
        action: 'policy.set',
        entity: 'policy',
        entityId: id,
        branchId: scope.branchId,
        before,
        after,
      });
      return after;
    });
  } catch (error) {
    // The database alone knows whether the branch, category and type exist at the moment of writing.
    if (isForeignKeyViolation(error)) throw problem('policy_scope_invalid', { name });
    throw error;
  }
}

/**
 * Takes a policy's value away at a scope.
 *
 * @throws Problem `not_found`, `delays_must_increase`.
 */
export async function unsetPolicyValue(context: Context, actor: Actor, id: number): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    await lockName(trx, 'policies');
    const before = await queries.findPolicyRow(trx, id);
    if (before === undefined) throw problem('not_found');
    await queries.deletePolicyRow(trx, id);
    await requireIncreasingDelays(trx, before.name);
    const { branchId } = before;
    await context.audit(trx, actor, { action: 'policy.unset', entity: 'policy', entityId: id, branchId, before });
  });
}

/** Each overdue notice comes after the one before, for every reader, whatever scopes the delays are set at. */
async function requireIncreasingDelays(trx: Db, name: string): Promise<void> {
  if (isDelay(name) && !areAllDelaysIncreasing(await queries.listPolicyRows(trx)))
    throw problem('delays_must_increase');
}

/** Who borrows what where, as far as policies are concerned. */
export interface PolicyParties {
  deskBranchId: number;
  patron: { categoryId: number; branchId: number };
  item: { itemTypeId: number; homeBranchId: number };
}

/**
 * Resolves every policy for a patron, an item and a desk, under the branch that the library's setting chooses. What is then
 * looked at is noted, for the explanation.
 */
export function policiesFor(rules: LibraryRules, parties: PolicyParties): TracedPolicies {
  const { policyBranchSource: by } = rules.settings;
  return tracePolicies(resolvePoliciesFor(rules, parties), { id: subjectOf(rules, parties).branchId, by });
}

/** What was resolved for each kind of subject, as long as the rules are the same. */
const resolved = new WeakMap<readonly PolicyRow[], Map<string, ResolvedPolicies>>();

/** Resolves every policy, without noting what is looked at. */
export function resolvePoliciesFor(rules: LibraryRules, parties: PolicyParties): ResolvedPolicies {
  const subject = subjectOf(rules, parties);
  const key = `${subject.branchId}:${subject.patronCategoryId}:${subject.itemTypeId}`;
  let ofRules = resolved.get(rules.policies);
  if (ofRules === undefined) resolved.set(rules.policies, (ofRules = new Map()));
  let policies = ofRules.get(key);
  if (policies === undefined) ofRules.set(key, (policies = resolvePolicies(rules.policies, subject)));
  return policies;
}

function subjectOf({ settings }: LibraryRules, { deskBranchId, patron, item }: PolicyParties) {
  const branches = { desk: deskBranchId, patronHome: patron.branchId, itemHome: item.homeBranchId };
  return {
    branchId: policyBranch(settings.policyBranchSource, branches),
    patronCategoryId: patron.categoryId,
    itemTypeId: item.itemTypeId,
  };
}
