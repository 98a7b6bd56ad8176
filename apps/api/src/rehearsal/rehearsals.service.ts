import { findFaultsInClosure, findFaultsInExceptionalDays, findFaultsInHours } from '../branches/calendar-rules.ts';
import * as calendars from '../branches/calendars.queries.ts';
import { createClosure, removeClosure, replaceCalendar } from '../branches/calendars.service.ts';
import { findExceptionalDays } from '../branches/exceptional-days.queries.ts';
import { createExceptionalDays, removeExceptionalDays } from '../branches/exceptional-days.service.ts';
import { findPolicyRowAt } from '../circulation/policies.queries.ts';
import { setPolicyValue, unsetPolicyValue } from '../circulation/policies.service.ts';
import { faultOfPolicyValue } from '../circulation/policy-definitions.ts';
import { scopeKey } from '../circulation/policy-resolution.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import { problem, type FieldError } from '../platform/errors.ts';
import type { NewRehearsal, Rehearsal, RehearsalDraft } from './rehearsal.schema.ts';
import * as queries from './rehearsals.queries.ts';
import type { StoredRehearsal } from './rehearsals.queries.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;
type RequireVersion = (version: number) => void;

/**
 * Begins a draft of changes to policies and calendars. Nothing that is published changes.
 *
 * @throws Problem `invalid_request`, `policy_unknown`, `policy_scope_invalid`, `policy_value_invalid`.
 */
export async function createRehearsal(context: Context, actor: Actor, input: NewRehearsal): Promise<Rehearsal> {
  requireSound(input.draft);
  return inTransaction(context.db, async (trx) => {
    const id = await queries.insertRehearsal(trx, {
      name: input.name.trim(),
      draft: input.draft,
      base: await readBase(trx, input.draft),
      staffId: actor.kind === 'staff' ? actor.id : null,
      createdAt: toTimestamp(context.clock()),
    });
    await context.audit(trx, actor, { action: 'rehearsal.create', entity: 'rehearsal', entityId: id, after: input });
    return requireRehearsal(trx, id);
  });
}

/** Changes a draft; what was found with the old one is forgotten. @throws as `createRehearsal`, `rehearsal_closed`. */
export async function changeRehearsal(
  context: Context,
  actor: Actor,
  { id, input, requireVersion }: { id: number; input: NewRehearsal; requireVersion: RequireVersion },
): Promise<Rehearsal> {
  requireSound(input.draft);
  return inTransaction(context.db, async (trx) => {
    const before = await findOpen(trx, id, requireVersion);
    const changes = { name: input.name.trim(), draft: input.draft, base: await readBase(trx, input.draft) };
    await save(trx, before, { ...changes, status: 'draft', report: null });
    const entry = { action: 'rehearsal.change', entity: 'rehearsal', entityId: id };
    await context.audit(trx, actor, { ...entry, before: { name: before.name, draft: before.draft }, after: input });
    return requireRehearsal(trx, id);
  });
}

/** Puts a draft in line, to be rehearsed in the background. @throws `not_found`, `rehearsal_closed`, `rehearsal_empty`. */
export function queueRehearsal(context: Context, id: number): Promise<Rehearsal> {
  return inTransaction(context.db, async (trx) => {
    const rehearsal = await findOpen(trx, id, () => undefined);
    requireChange(rehearsal.draft);
    await save(trx, rehearsal, { status: 'queued', report: null });
    return requireRehearsal(trx, id);
  });
}

/**
 * Makes the draft's changes the published rules, all of them or none.
 *
 * @throws Problem `not_found`, `rehearsal_closed`, `rehearsal_empty`, `forbidden` without the permission for calendars,
 * `rehearsal_outdated` when what it changes is no longer what it was.
 */
export function publishRehearsal(
  context: Context,
  actor: Actor,
  { id, requireVersion }: { id: number; requireVersion: RequireVersion },
): Promise<Rehearsal> {
  return inTransaction(context.db, async (trx) => {
    // What the draft is held against must not change before it is published.
    await lockName(trx, 'calendars');
    await lockName(trx, 'policies');
    const rehearsal = await findOpen(trx, id, requireVersion);
    const { draft } = rehearsal;
    requireChange(draft);
    if (countCalendarChanges(draft) > 0 && !actor.permissions.has('calendars.edit')) {
      throw problem('forbidden', { permission: 'calendars.edit' });
    }
    if ((await readBase(trx, draft)) !== rehearsal.base) throw problem('rehearsal_outdated');
    const inside = { ...context, db: trx };
    await publishPolicies(inside, actor, draft);
    await publishCalendars(inside, actor, draft);
    await save(trx, rehearsal, { status: 'published', publishedAt: toTimestamp(context.clock()) });
    await context.audit(trx, actor, { action: 'rehearsal.publish', entity: 'rehearsal', entityId: id, after: draft });
    return requireRehearsal(trx, id);
  });
}

async function publishPolicies(context: Context & { db: Trx }, actor: Actor, draft: RehearsalDraft): Promise<void> {
  for (const { isUnset, ...input } of draft.policies) {
    if (isUnset !== true) {
      await setPolicyValue(context, actor, input);
      continue;
    }
    const row = await findPolicyRowAt(context.db, input.name, input);
    if (row !== undefined) await unsetPolicyValue(context, actor, row.id);
  }
}

async function publishCalendars(context: Context & { db: Trx }, actor: Actor, draft: RehearsalDraft): Promise<void> {
  for (const id of draft.closures.removed) await removeClosure(context, actor, id);
  for (const closure of draft.closures.added) await createClosure(context, actor, closure);
  const { added = [], removed = [] } = draft.exceptionalDays ?? {};
  for (const id of removed) await removeExceptionalDays(context, actor, id);
  for (const days of added) await createExceptionalDays(context, actor, days);
  for (const { branchId, hours } of draft.hours) {
    const calendar = await calendars.findCalendar(context.db, branchId);
    const closures = calendar?.closures ?? [];
    await replaceCalendar(context, actor, branchId, { hours, closures }, () => undefined);
  }
}

/** Deletes a rehearsal. What it published stays. @throws Problem `not_found`. */
export function deleteRehearsal(context: Context, actor: Actor, id: number): Promise<void> {
  return inTransaction(context.db, async (trx) => {
    const { name, draft, status } = await requireStored(trx, id);
    await queries.deleteRehearsal(trx, id);
    const entry = { action: 'rehearsal.delete', entity: 'rehearsal', entityId: id };
    await context.audit(trx, actor, { ...entry, before: { name, draft, status } });
  });
}

/** Reads a rehearsal. @throws Problem `not_found`. */
export async function requireRehearsal(db: Db, id: number): Promise<Rehearsal> {
  return present(db, await requireStored(db, id));
}

/** A rehearsal as the API shows it. */
export async function present(db: Db, { done, total, base, ...rehearsal }: StoredRehearsal): Promise<Rehearsal> {
  const isOpen = rehearsal.status !== 'published';
  const isOutdated = isOpen && (await readBase(db, rehearsal.draft)) !== base;
  return { ...rehearsal, progress: { done, total: Math.max(done, total) }, isOutdated };
}

async function requireStored(db: Db, id: number): Promise<StoredRehearsal> {
  const rehearsal = await queries.findRehearsal(db, id);
  if (rehearsal === undefined) throw problem('not_found');
  return rehearsal;
}

async function findOpen(trx: Trx, id: number, requireVersion: RequireVersion): Promise<StoredRehearsal> {
  const rehearsal = await requireStored(trx, id);
  requireVersion(rehearsal.version);
  if (['queued', 'running', 'published'].includes(rehearsal.status)) {
    throw problem('rehearsal_closed', { status: rehearsal.status });
  }
  return rehearsal;
}

async function save(
  trx: Trx,
  rehearsal: StoredRehearsal,
  changes: Parameters<typeof queries.updateRehearsal>[2],
): Promise<void> {
  if (!(await queries.updateRehearsal(trx, rehearsal, changes))) throw problem('conflict');
}

/** What is published where a draft changes something, as one text that tells whether it has changed since. */
async function readBase(db: Db, draft: RehearsalDraft): Promise<string> {
  const policies = await Promise.all(
    draft.policies.map(async ({ name, ...scope }) => [
      scopeKey(name, scope),
      (await findPolicyRowAt(db, name, scope))?.value,
    ]),
  );
  const removed = await Promise.all(draft.closures.removed.map((id) => calendars.findClosure(db, id)));
  const hours = await Promise.all(
    draft.hours.map(async ({ branchId }) => [branchId, (await calendars.findCalendar(db, branchId))?.hours]),
  );
  const removedDays = await Promise.all(
    (draft.exceptionalDays?.removed ?? []).map(async (id) => (await findExceptionalDays(db, id)) ?? null),
  );
  const base = { policies, removed: removed.map((closure) => closure ?? null), hours };
  return JSON.stringify(removedDays.length === 0 ? base : { ...base, removedDays });
}

function requireChange(draft: RehearsalDraft): void {
  if (draft.policies.length + countCalendarChanges(draft) > 0) return;
  throw problem('rehearsal_empty');
}

function countCalendarChanges({ closures, hours, exceptionalDays }: RehearsalDraft): number {
  const { added = [], removed = [] } = exceptionalDays ?? {};
  return closures.added.length + closures.removed.length + hours.length + added.length + removed.length;
}

function requireSound({ policies, closures, hours, exceptionalDays }: RehearsalDraft): void {
  const errors: FieldError[] = [
    ...closures.added.flatMap((closure, index) => findFaultsInClosure(closure, `/draft/closures/added/${index}`)),
    ...hours.flatMap((one) => findFaultsInHours(one.hours)),
    ...(exceptionalDays?.added ?? []).flatMap((days, index) =>
      findFaultsInExceptionalDays(days, `/draft/exceptionalDays/added/${index}`),
    ),
  ];
  const keys = policies.map((policy) => scopeKey(policy.name, policy));
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) === index) continue;
    errors.push({ path: `/draft/policies/${index}`, code: 'duplicate', message: 'changes the same value twice' });
  }
  if (errors.length > 0) throw problem('invalid_request', {}, { errors });
  for (const { name, value, isUnset, ...scope } of policies) {
    const fault = isUnset === true ? null : faultOfPolicyValue(name, scope, value);
    if (fault !== null) throw problem(fault, { name });
  }
}
