import type { RehearsalDraft } from '../api-types';

export type DraftPolicy = RehearsalDraft['policies'][number];
export type DraftExceptionalDays = NonNullable<RehearsalDraft['exceptionalDays']>['added'][number];
export type DraftClosure = RehearsalDraft['closures']['added'][number];

export const EMPTY_DRAFT: RehearsalDraft = { policies: [], closures: { added: [], removed: [] }, hours: [] };

/** How many things a draft changes. */
export function countChanges({ policies, closures, hours, exceptionalDays }: RehearsalDraft): number {
  const { added = [], removed = [] } = exceptionalDays ?? {};
  const lists = [policies, closures.added, closures.removed, hours, added, removed];
  return lists.reduce((sum, { length }) => sum + length, 0);
}
