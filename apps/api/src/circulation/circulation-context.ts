import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import type { Calendar } from './calendar.ts';
import { standingReasons, type Reason } from './explanation.ts';
import type { LibraryRules } from './library-rules.queries.ts';
import type { Refusal } from './shapes.schema.ts';

/** What the desk's use cases need; the sample library hands in one with a moved clock. */
export type CirculationContext = Pick<AppContext, 'db' | 'clock' | 'audit' | 'recordChanged' | 'queueNotice'>;

const OVERRIDE = 'circulation.override';

/** Whether an actor may override refusals that can be overridden. The system may: it says why in the audit log. */
function mayOverride(actor: Actor): boolean {
  return actor.kind === 'system' || actor.permissions.has(OVERRIDE);
}

/** A reason as the API answers it: whether the actor may override it, and what it takes. */
export function toRefusal(reason: Reason, actor: Actor): Refusal {
  const canBeOverridden = reason.severity === 'override';
  return {
    ...reason,
    overridable: canBeOverridden && mayOverride(actor),
    permission: canBeOverridden ? OVERRIDE : null,
  };
}

export interface OverrideRequest {
  overrides?: string[];
  overrideComment?: string;
}

/**
 * Splits what a decision found: what still stands after the overrides that the actor asks for and may give, and the codes
 * overridden.
 *
 * @throws Problem `override_comment_required` when an override would take effect without a comment.
 */
export function applyOverrides(
  reasons: readonly Reason[],
  actor: Actor,
  { overrides = [], overrideComment = '' }: OverrideRequest,
): { standing: Reason[]; overridden: string[] } {
  const asked = new Set(mayOverride(actor) ? overrides : []);
  const standing = standingReasons(reasons, asked);
  const overridden = reasons
    .filter(({ code, severity }) => severity === 'override' && asked.has(code))
    .map(({ code }) => code);
  if (overridden.length > 0 && standing.length === 0 && overrideComment.trim() === '') {
    throw problem('override_comment_required');
  }
  return { standing, overridden };
}

/**
 * The branch where something happens and its calendar: the one that is named, else the actor's own.
 *
 * @throws Problem `branch_required`, `branch_unknown`.
 */
export function deskOf(
  { calendars }: LibraryRules,
  actor: Actor,
  branchId: number | undefined,
): { branchId: number; calendar: Calendar } {
  const id = branchId ?? actor.branchId;
  if (id === null) throw problem('branch_required');
  const calendar = calendars.get(id);
  if (calendar === undefined) throw problem('branch_unknown', { branchId: id });
  return { branchId: id, calendar };
}

/** The member of staff who acts, for account lines; `null` for readers and the system. */
export function staffIdOf(actor: Actor): number | null {
  return actor.kind === 'staff' ? actor.id : null;
}
