import type { Actor } from '../platform/auth/actor.ts';
import { queueMoves } from '../circulation/late-closures.service.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { lockName, lockRow } from '../platform/database/locks.ts';
import { problem, type FieldError } from '../platform/errors.ts';
import { findBranch } from './branches.queries.ts';
import { findFaultsInClosure, findFaultsInHours } from './calendar-rules.ts';
import * as queries from './calendars.queries.ts';
import type { Calendar, CalendarChanges, Closure, NewClosure } from './calendars.schema.ts';

type Context = Pick<AppContext, 'db' | 'audit' | 'clock'>;

/**
 * Puts a whole calendar in the place of a branch's present one. A closure with an id is kept and changed, one without is
 * made, and one that is not named goes. Due dates that come to fall on a closed day are moved by a job (rule 7).
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `invalid_request` naming the hours or closures that cannot be.
 */
export function replaceCalendar(
  { db, audit, clock }: Context,
  actor: Actor,
  branchId: number,
  input: CalendarChanges,
  requireCurrent: (version: number) => void,
): Promise<Calendar> {
  refuseFaults(input);
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    await lockRow(trx, 'branches', branchId);
    const before = await queries.findCalendar(trx, branchId);
    if (before === undefined) throw problem('not_found');
    requireCurrent(before.version);
    await queries.replaceHours(trx, branchId, input.hours);
    await replaceClosures(trx, branchId, before.closures, input.closures);
    await queries.countVersionUp(trx, branchId);
    const after = (await queries.findCalendar(trx, branchId))!;
    await audit(trx, actor, {
      action: 'calendar.change',
      entity: 'branch',
      entityId: branchId,
      branchId,
      before,
      after,
    });
    await queueMoves(trx, actor, { branchId, now: clock() });
    return after;
  });
}

/**
 * Adds a closure of one branch, or of every branch. Due dates that fall on it are moved by a job (rule 7).
 *
 * @throws Problem `invalid_request` for a branch that does not exist or days in the wrong order.
 */
export function createClosure({ db, audit, clock }: Context, actor: Actor, input: NewClosure): Promise<Closure> {
  refuse(findFaultsInClosure(input, ''));
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    if (input.branchId !== null) {
      await lockRow(trx, 'branches', input.branchId);
      await requireBranch(trx, input.branchId);
    }
    const id = await queries.insertClosure(trx, input);
    if (input.branchId !== null) await queries.countVersionUp(trx, input.branchId);
    const after = (await queries.findClosure(trx, id))!;
    await audit(trx, actor, { action: 'closure.create', entity: 'closure', entityId: id, after });
    await queueMoves(trx, actor, { branchId: input.branchId, now: clock() });
    return after;
  });
}

/** Removes a closure. Due dates that it has moved stay where they are. @throws Problem `not_found`. */
export function removeClosure({ db, audit }: Context, actor: Actor, id: number): Promise<void> {
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    const before = await queries.findClosure(trx, id);
    if (before === undefined) throw problem('not_found');
    if (before.branchId !== null) await lockRow(trx, 'branches', before.branchId);
    await queries.deleteClosure(trx, id);
    if (before.branchId !== null) await queries.countVersionUp(trx, before.branchId);
    await audit(trx, actor, { action: 'closure.delete', entity: 'closure', entityId: id, before });
  });
}

async function replaceClosures(
  trx: Db,
  branchId: number,
  present: readonly Closure[],
  wanted: CalendarChanges['closures'],
): Promise<void> {
  const kept = new Set(wanted.map((closure) => closure.id));
  const known = new Set(present.map((closure) => closure.id));
  refuse(
    wanted.flatMap(({ id }, index) =>
      id === undefined || known.has(id)
        ? []
        : [{ path: `/closures/${index}/id`, code: 'unknown', message: 'is no closure of this branch' }],
    ),
  );
  for (const { id } of present) if (!kept.has(id)) await queries.deleteClosure(trx, id);
  for (const { id, ...closure } of wanted) {
    if (id === undefined) await queries.insertClosure(trx, { ...closure, branchId });
    else await queries.updateClosure(trx, id, closure);
  }
}

/** @throws Problem `invalid_request` at `/branchId` for a branch that does not exist. */
export async function requireBranch(db: Db, branchId: number): Promise<void> {
  if ((await findBranch(db, branchId)) !== undefined) return;
  refuse([{ path: '/branchId', code: 'unknown', message: 'is no branch' }]);
}

/** @throws Problem `invalid_request` naming the hours or closures that cannot be. */
export function refuseFaults({ hours, closures }: CalendarChanges): void {
  refuse([
    ...findFaultsInHours(hours),
    ...closures.flatMap((closure, index) => findFaultsInClosure(closure, `/closures/${index}`)),
  ]);
}

/** @throws Problem `invalid_request` when there is anything to name. */
export function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw problem('invalid_request', {}, { errors });
}
