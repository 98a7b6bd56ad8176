import type { Actor } from '../platform/auth/actor.ts';
import { hashPassword, requireAcceptablePassword } from '../platform/auth/passwords.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isForeignKeyViolation, isUniqueViolation, type Db } from '../platform/database/database.ts';
import { lockRow } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './staff.queries.ts';
import type { NewStaffMember, StaffMember, StaffMemberChanges } from './staff.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/**
 * Adds a member of staff.
 *
 * @throws Problem `username_taken`, `role_unknown`, `weak_password`.
 */
export async function createStaffMember(context: Context, actor: Actor, input: NewStaffMember): Promise<StaffMember> {
  requireAcceptablePassword(input.password);
  const passwordHash = await hashPassword(input.password);
  return translateViolations(() =>
    inTransaction(context.db, async (trx) => {
      const id = await queries.insertStaff(trx, { ...input, passwordHash, now: toTimestamp(context.clock()) });
      await giveRoles(trx, id, input.roles);
      const created = (await queries.findStaff(trx, id))!;
      await context.audit(trx, actor, { action: 'staff.create', entity: 'staff', entityId: id, after: created });
      return created;
    }),
  );
}

/**
 * Changes a member of staff. A new password or a deactivation ends that person's sessions.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `last_administrator`, `role_unknown`, `weak_password`.
 */
export async function changeStaffMember(
  context: Context,
  actor: Actor,
  id: number,
  changes: StaffMemberChanges,
  requireCurrent: (version: number) => void,
): Promise<StaffMember> {
  const { password, roles, ...fields } = changes;
  if (password !== undefined) requireAcceptablePassword(password);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return translateViolations(() =>
    inTransaction(context.db, async (trx) => {
      await lockRow(trx, 'staff', id);
      // Of two administrators who put each other out, the second one stays.
      if (roles !== undefined || fields.isActive === false)
        await lockRow(trx, 'roles', await queries.findAdministratorRoleId(trx));
      const before = await queries.findStaff(trx, id);
      if (before === undefined) throw problem('not_found');
      requireCurrent(before.version);
      await queries.updateStaff(trx, id, { ...fields, passwordHash, now: toTimestamp(context.clock()) });
      if (roles !== undefined) {
        await queries.deleteStaffRoles(trx, id);
        await giveRoles(trx, id, roles);
      }
      if ((await queries.countActiveAdministrators(trx)) === 0) throw problem('last_administrator');
      if (password !== undefined || fields.isActive === false) await queries.deleteSessionsOfStaff(trx, id);
      const after = (await queries.findStaff(trx, id))!;
      await context.audit(trx, actor, { action: 'staff.change', entity: 'staff', entityId: id, before, after });
      return after;
    }),
  );
}

async function giveRoles(db: Db, staffId: number, roles: StaffMember['roles']): Promise<void> {
  const known = new Map((await queries.listRoles(db)).map((role) => [role.code, role.id]));
  for (const { roleCode, branchId } of roles) {
    const roleId = known.get(roleCode);
    if (roleId === undefined) throw problem('role_unknown', { role: roleCode });
    await queries.insertStaffRole(db, { staffId, roleId, branchId });
  }
}

async function translateViolations<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only the database can see a name or a branch that another request takes or removes at the same moment.
    if (isUniqueViolation(error)) throw problem('username_taken');
    if (isForeignKeyViolation(error)) {
      throw problem(
        'invalid_request',
        {},
        { errors: [{ path: '/branchId', code: 'unknown', message: 'is no branch' }] },
      );
    }
    throw error;
  }
}
