import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation } from '../platform/database/database.ts';
import { lockRow } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import * as queries from './branches.queries.ts';
import type { Branch, BranchChanges, NewBranch } from './branches.schema.ts';

type Context = Pick<AppContext, 'db' | 'audit'>;

/**
 * Adds a branch.
 *
 * @throws Problem `branch_code_taken`, `invalid_request` for a time zone that does not exist.
 */
export function createBranch({ db, audit }: Context, actor: Actor, input: NewBranch): Promise<Branch> {
  requireTimeZone(input.timeZone);
  return translateViolations(input.code, () =>
    inTransaction(db, async (trx) => {
      const id = await queries.insertBranch(trx, input);
      const after = (await queries.findBranch(trx, id))!;
      await audit(trx, actor, { action: 'branch.create', entity: 'branch', entityId: id, branchId: id, after });
      return after;
    }),
  );
}

/**
 * Changes a branch.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `branch_code_taken`, `invalid_request` for a time zone that does not exist.
 */
export function changeBranch(
  { db, audit }: Context,
  actor: Actor,
  id: number,
  changes: BranchChanges,
  requireCurrent: (version: number) => void,
): Promise<Branch> {
  if (changes.timeZone !== undefined) requireTimeZone(changes.timeZone);
  return translateViolations(changes.code, () =>
    inTransaction(db, async (trx) => {
      await lockRow(trx, 'branches', id);
      const before = await queries.findBranch(trx, id);
      if (before === undefined) throw problem('not_found');
      requireCurrent(before.version);
      await queries.updateBranch(trx, id, changes);
      const after = (await queries.findBranch(trx, id))!;
      await audit(trx, actor, { action: 'branch.change', entity: 'branch', entityId: id, branchId: id, before, after });
      return after;
    }),
  );
}

function requireTimeZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  const errors = [{ path: '/timeZone', code: 'time_zone', message: 'is not a time zone' }];
  throw problem('invalid_request', {}, { errors });
}

async function translateViolations<T>(code: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only the database can see a code that another request takes at the same moment.
    if (isUniqueViolation(error)) throw problem('branch_code_taken', { code });
    throw error;
  }
}
