import { listPolicyRowsNamed } from '../circulation/policies.queries.ts';
import type { PolicyName, PolicyValues } from '../circulation/policy-definitions.ts';
import { policyBranch, resolvePolicies, type PolicyRow } from '../circulation/policy-resolution.ts';
import type { Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import type { NoticeChoice } from './notice-kinds.ts';
import { areDelaysIncreasing } from './notice-plan.ts';

const DELAYS = ['firstOverdueAfter', 'secondOverdueAfter', 'thirdOverdueAfter'] as const satisfies PolicyName[];

const NAMES = [
  ...DELAYS,
  'courtesyBefore',
  'overdueRestrictsFrom',
  'areRemindersGrouped',
  'cardExpiryMailedBefore',
  'canDeclineNotices',
] as const satisfies PolicyName[];

/** The policies that reminders go by, for one loan or reader. */
export type ReminderPolicies = Pick<PolicyValues, (typeof NAMES)[number]>;

/** Whose policies are asked for. */
export interface ReminderParties {
  deskBranchId: number;
  patronBranchId: number;
  patronCategoryId: number;
  itemHomeBranchId: number;
}

export interface ReminderPolicyReader {
  resolve: (parties: ReminderParties) => ReminderPolicies;
  /** The longest delays that any reader has, to know how far ahead to look. */
  longest: { courtesyBefore: number; cardExpiryMailedBefore: number };
}

/** Reads the policies of reminders once, to resolve them for many loans. */
export async function readReminderPolicies(db: Db): Promise<ReminderPolicyReader> {
  const { policyBranchSource } = await readSettings(db);
  const rows = await listPolicyRowsNamed(db, NAMES);
  const cache = new Map<string, ReminderPolicies>();
  const resolve = ({ deskBranchId, patronBranchId, patronCategoryId, itemHomeBranchId }: ReminderParties) => {
    const branches = { desk: deskBranchId, patronHome: patronBranchId, itemHome: itemHomeBranchId };
    const branchId = policyBranch(policyBranchSource, branches);
    const key = `${branchId}:${patronCategoryId}`;
    const known = cache.get(key) ?? resolvePolicies(rows, { branchId, patronCategoryId, itemTypeId: 0 }).values;
    cache.set(key, known);
    return known;
  };
  const longest = (name: 'courtesyBefore' | 'cardExpiryMailedBefore') => {
    const nowhere = resolvePolicies([], { branchId: 0, patronCategoryId: 0, itemTypeId: 0 }).values[name] ?? 0;
    return Math.max(nowhere, ...rows.filter((row) => row.name === name).map((row) => Number(row.value ?? 0)));
  };
  return {
    resolve,
    longest: {
      courtesyBefore: longest('courtesyBefore'),
      cardExpiryMailedBefore: longest('cardExpiryMailedBefore'),
    },
  };
}

/** Whether a reader gets what is due, overdue and ready in one mail a day. */
export function isGrouped(
  choice: NoticeChoice,
  { areRemindersGrouped }: Pick<PolicyValues, 'areRemindersGrouped'>,
): boolean {
  return choice === 'daily' || (choice !== 'each' && areRemindersGrouped);
}

/** Whether a reader has declined what may be declined. */
export function hasDeclined(choice: NoticeChoice, { canDeclineNotices }: ReminderPolicies): boolean {
  return choice === 'essential' && canDeclineNotices;
}

/** Whether the delays of overdue notices increase for every reader, when these values are set. */
export function areAllDelaysIncreasing(rows: readonly PolicyRow[]): boolean {
  const ofDelays = rows.filter(({ name }) => (DELAYS as readonly string[]).includes(name));
  // Who matches no row of a branch or category has what holds for id 0, which nobody has.
  const branches = new Set([0, ...ofDelays.map(({ branchId }) => branchId ?? 0)]);
  const categories = new Set([0, ...ofDelays.map(({ patronCategoryId }) => patronCategoryId ?? 0)]);
  return [...branches].every((branchId) =>
    [...categories].every((patronCategoryId) =>
      areDelaysIncreasing(resolvePolicies(ofDelays, { branchId, patronCategoryId, itemTypeId: 0 }).values),
    ),
  );
}

export function isDelay(name: string): boolean {
  return (DELAYS as readonly string[]).includes(name);
}
