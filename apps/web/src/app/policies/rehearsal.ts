import type { RehearsalDraft } from '../api-types';

export type DraftPolicy = RehearsalDraft['policies'][number];
export type DraftClosure = RehearsalDraft['closures']['added'][number];

export const EMPTY_DRAFT: RehearsalDraft = { policies: [], closures: { added: [], removed: [] }, hours: [] };

/** How many things a draft changes. */
export function countChanges({ policies, closures, hours }: RehearsalDraft): number {
  return policies.length + closures.added.length + closures.removed.length + hours.length;
}
