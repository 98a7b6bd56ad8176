import { queueMoves } from '../circulation/late-closures.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { findFaultsInExceptionalDays } from './calendar-rules.ts';
import { countVersionUp } from './calendars.queries.ts';
import { refuse, requireBranch } from './calendars.service.ts';
import { completed } from './exceptional-days.ts';
import * as queries from './exceptional-days.queries.ts';
import type { ExceptionalDays, NewExceptionalDays } from './exceptional-days.schema.ts';

type Context = Pick<AppContext, 'db' | 'audit' | 'clock'>;

/**
 * Adds exceptional days of one branch, or of every branch. Due dates on weekdays that they close are moved by a job (rule 7).
 *
 * @throws Problem `invalid_request` for a branch that does not exist, days in the wrong order, or hours that cannot be.
 */
export function createExceptionalDays(
  { db, audit, clock }: Context,
  actor: Actor,
  input: NewExceptionalDays,
): Promise<ExceptionalDays> {
  refuse(findFaultsInExceptionalDays(input, ''));
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    if (input.branchId !== null) await requireBranch(trx, input.branchId);
    const id = await queries.insertExceptionalDays(trx, completed(input));
    if (input.branchId !== null) await countVersionUp(trx, input.branchId);
    const after = (await queries.findExceptionalDays(trx, id))!;
    await audit(trx, actor, { action: 'exceptional_days.create', entity: 'exceptional_days', entityId: id, after });
    await queueMoves(trx, actor, { branchId: input.branchId, now: clock() });
    return after;
  });
}

/**
 * Removes exceptional days. Due dates that fall on days which are closed without them are moved by a job (rule 7).
 *
 * @throws Problem `not_found`.
 */
export function removeExceptionalDays({ db, audit, clock }: Context, actor: Actor, id: number): Promise<void> {
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    const before = await queries.findExceptionalDays(trx, id);
    if (before === undefined) throw problem('not_found');
    await queries.deleteExceptionalDays(trx, id);
    if (before.branchId !== null) await countVersionUp(trx, before.branchId);
    await audit(trx, actor, { action: 'exceptional_days.delete', entity: 'exceptional_days', entityId: id, before });
    await queueMoves(trx, actor, { branchId: before.branchId, now: clock() });
  });
}
