import { toTimestamp } from '../clock.ts';
import type { Db } from '../database/database.ts';
import type { Temporal } from 'temporal-polyfill';
import type { Actor, Language } from './actor.ts';
import { combineRoles } from './branch-limits.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

const isPermission = (value: string): value is Permission => (PERMISSIONS as readonly string[]).includes(value);

/** Finds who a session belongs to, if it has not expired and its owner may still sign in. */
export async function findActorBySession(db: Db, tokenHash: string, now: Temporal.Instant): Promise<Actor | undefined> {
  const session = await db
    .selectFrom('sessions')
    .select(['staff_id', 'patron_id'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', toTimestamp(now))
    .executeTakeFirst();
  if (session === undefined) return undefined;
  return session.staff_id !== null ? findStaffActor(db, session.staff_id) : findPatronActor(db, session.patron_id!);
}

/** Finds who an API token acts for: its owner, with no more permissions than both have. */
export async function findActorByApiToken(
  db: Db,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<Actor | undefined> {
  const token = await db
    .selectFrom('api_tokens')
    .select(['staff_id', 'permissions', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (token === undefined || (token.expires_at !== null && token.expires_at <= toTimestamp(now))) return undefined;
  const owner = await findStaffActor(db, token.staff_id);
  if (owner === undefined) return undefined;
  const granted = new Set<string>(JSON.parse(token.permissions));
  return { ...owner, permissions: new Set([...owner.permissions].filter((permission) => granted.has(permission))) };
}

/** Finds an active member of staff with the permissions of all roles held. */
export async function findStaffActor(db: Db, id: number): Promise<Actor | undefined> {
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'display_name', 'branch_id', 'language'])
    .where('id', '=', id)
    .where('is_active', '=', 1)
    .executeTakeFirst();
  if (staff === undefined) return undefined;
  const roles = await db
    .selectFrom('staff_roles')
    .innerJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select(['roles.permissions', 'staff_roles.branch_id as branchId'])
    .where('staff_roles.staff_id', '=', id)
    .execute();
  const held = roles.map(({ permissions, branchId }) => ({
    permissions: (JSON.parse(permissions) as string[]).filter(isPermission),
    branchId,
  }));
  const branches = new Set(held.map(({ branchId }) => branchId));
  const [only = null] = branches;
  return {
    kind: 'staff',
    id: staff.id,
    name: staff.display_name,
    // Whose roles all hold at one branch works there, whether or not that was said.
    branchId: staff.branch_id ?? (branches.size === 1 ? only : null),
    ...combineRoles(held),
    language: staff.language as Language,
  };
}

/** Finds a reader as an actor: no permissions beyond one's own account. */
export async function findPatronActor(db: Db, id: number): Promise<Actor | undefined> {
  const patron = await db
    .selectFrom('patrons')
    .select(['id', 'given_name', 'family_name', 'branch_id', 'language'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (patron === undefined) return undefined;
  return {
    kind: 'patron',
    id: patron.id,
    name: `${patron.given_name} ${patron.family_name}`.trim(),
    branchId: patron.branch_id,
    permissions: new Set(),
    limits: new Map(),
    language: patron.language as Language,
  };
}
