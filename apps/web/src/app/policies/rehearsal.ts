import type { PolicyScope, PolicyValue } from './policy-scope';

export interface DraftPolicy extends PolicyScope {
  readonly name: string;
  readonly value: PolicyValue;
  /** The value at this scope is taken away. */
  readonly isUnset?: boolean;
}

export interface DraftClosure {
  readonly branchId: number | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly reason: string;
  readonly isYearly: boolean;
}

export interface RehearsalDraft {
  readonly policies: readonly DraftPolicy[];
  readonly closures: { readonly added: readonly DraftClosure[]; readonly removed: readonly number[] };
  readonly hours: readonly { readonly branchId: number; readonly hours: readonly unknown[] }[];
}

export interface RehearsalExample {
  readonly kind: 'due_date' | 'refusal' | 'charge' | 'suspension';
  readonly action: 'checkout' | 'renewal' | 'return';
  readonly loanId: number | null;
  readonly title: string | null;
  readonly at: string;
  readonly branchId: number;
  readonly patronCategoryId: number;
  readonly itemTypeId: number;
  readonly dueBefore: string | null;
  readonly dueAfter: string | null;
  readonly reasonsBefore: readonly string[];
  readonly reasonsAfter: readonly string[];
  readonly amountBefore: number | null;
  readonly amountAfter: number | null;
}

export interface RehearsalGroup {
  readonly patronCategoryId: number;
  readonly itemTypeId: number;
  readonly loans: number;
  readonly dueEarlier: number;
  readonly dueLater: number;
  readonly refusalsAdded: number;
  readonly refusalsRemoved: number;
  readonly chargesBefore: number;
  readonly chargesAfter: number;
}

export interface RehearsalReport {
  readonly from: string;
  readonly to: string;
  readonly loans: number;
  readonly renewals: number;
  readonly returns: number;
  readonly refusedAttempts: number;
  readonly dueDates: { readonly earlier: number; readonly later: number; readonly daysSum: number };
  readonly refusals: readonly {
    readonly action: 'checkout' | 'renewal';
    readonly code: string;
    readonly added: number;
    readonly removed: number;
  }[];
  readonly refusalsAdded: number;
  readonly refusalsRemoved: number;
  readonly charges: { readonly changed: number; readonly before: number; readonly after: number };
  readonly suspensions: { readonly changed: number; readonly daysBefore: number; readonly daysAfter: number };
  readonly groups: readonly RehearsalGroup[];
  readonly examples: readonly RehearsalExample[];
}

export interface Rehearsal {
  readonly id: number;
  readonly name: string;
  readonly status: 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'published';
  readonly draft: RehearsalDraft;
  readonly progress: { readonly done: number; readonly total: number };
  readonly report: RehearsalReport | null;
  readonly isOutdated: boolean;
  readonly error: string | null;
  readonly staffName: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly publishedAt: string | null;
  readonly version: number;
}

export const EMPTY_DRAFT: RehearsalDraft = { policies: [], closures: { added: [], removed: [] }, hours: [] };

/** How many things a draft changes. */
export function countChanges({ policies, closures, hours }: RehearsalDraft): number {
  return policies.length + closures.added.length + closures.removed.length + hours.length;
}
