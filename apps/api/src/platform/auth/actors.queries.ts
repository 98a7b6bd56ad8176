import { toTimestamp } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { frequentQuery } from '../database/frequent-query.ts';
import type { Temporal } from 'temporal-polyfill';
import type { Actor, Language } from './actor.ts';
import { combineRoles } from './branch-limits.ts';
import type { FoundActor } from './known-actors.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);
const isPermission = (value: string): value is Permission => KNOWN.has(value);

// Every request of a person who is signed in asks one of these. One row a role; one without permissions for who has no role.
const selectSession = frequentQuery((db, tokenHash: string, now: string) =>
  db
    .selectFrom('sessions')
    .leftJoin('staff', (join) => join.onRef('staff.id', '=', 'sessions.staff_id').on('staff.is_active', '=', 1))
    .leftJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .leftJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select(['sessions.patron_id as patronId', 'sessions.expires_at as expiresAt', ...STAFF_COLUMNS])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', now),
);
const selectApiToken = frequentQuery((db, tokenHash: string) =>
  db
    .selectFrom('api_tokens')
    .leftJoin('staff', (join) => join.onRef('staff.id', '=', 'api_tokens.staff_id').on('staff.is_active', '=', 1))
    .leftJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .leftJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select(['api_tokens.permissions as granted', 'api_tokens.expires_at as expiresAt', ...STAFF_COLUMNS])
    .where('api_tokens.token_hash', '=', tokenHash)
    .where('api_tokens.revoked_at', 'is', null),
);
const selectStaffWithRoles = frequentQuery((db, id: number) =>
  db
    .selectFrom('staff')
    .leftJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .leftJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select(STAFF_COLUMNS)
    .where('staff.id', '=', id)
    .where('staff.is_active', '=', 1),
);
const STAFF_COLUMNS = [
  'staff.id as staffId',
  'staff.display_name as displayName',
  'staff.branch_id as branchId',
  'staff.language',
  'roles.permissions',
  'staff_roles.branch_id as roleBranchId',
] as const;
const selectPatron = frequentQuery((db, id: number) =>
  db.selectFrom('patrons').select(['id', 'given_name', 'family_name', 'branch_id', 'language']).where('id', '=', id),
);

/** Finds who a session belongs to, if it has not expired and its owner may still sign in. */
export async function findActorBySession(
  db: Db,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<FoundActor | undefined> {
  const rows = await selectSession(db, tokenHash, toTimestamp(now));
  const [session] = rows;
  if (session === undefined) return undefined;
  const { patronId, expiresAt } = session;
  const actor = patronId === null ? toStaffActor(rows) : await findPatronActor(db, patronId);
  return actor && { actor, expiresAt };
}

/** Finds who an API token acts for: its owner, with no more permissions than both have. */
export async function findActorByApiToken(
  db: Db,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<FoundActor | undefined> {
  const rows = await selectApiToken(db, tokenHash);
  const [token] = rows;
  if (token === undefined || (token.expiresAt !== null && token.expiresAt <= toTimestamp(now))) return undefined;
  const owner = toStaffActor(rows);
  if (owner === undefined) return undefined;
  const granted = new Set<string>(JSON.parse(token.granted));
  const permissions = new Set([...owner.permissions].filter((permission) => granted.has(permission)));
  return { actor: { ...owner, permissions }, expiresAt: token.expiresAt };
}

/** Finds an active member of staff with the permissions of all roles held. */
export async function findStaffActor(db: Db, id: number): Promise<Actor | undefined> {
  return toStaffActor(await selectStaffWithRoles(db, id));
}

interface StaffRow {
  /** Null where the owner may not sign in any more. */
  staffId: number | null;
  displayName: string | null;
  branchId: number | null;
  language: string | null;
  permissions: string | null;
  roleBranchId: number | null;
}

/** A member of staff of the rows of all roles held. */
function toStaffActor(rows: readonly StaffRow[]): Actor | undefined {
  const [staff] = rows;
  if (staff === undefined || staff.staffId === null) return undefined;
  const held = rows.flatMap(({ permissions, roleBranchId }) =>
    permissions === null
      ? []
      : [{ permissions: (JSON.parse(permissions) as string[]).filter(isPermission), branchId: roleBranchId }],
  );
  const branches = new Set(held.map(({ branchId }) => branchId));
  const [only = null] = branches;
  return {
    kind: 'staff',
    id: staff.staffId,
    name: staff.displayName!,
    // Whose roles all hold at one branch works there, whether or not that was said.
    branchId: staff.branchId ?? (branches.size === 1 ? only : null),
    ...combineRoles(held),
    language: staff.language as Language,
  };
}

/** Finds a reader as an actor: no permissions beyond one's own account. */
export async function findPatronActor(db: Db, id: number): Promise<Actor | undefined> {
  const [patron] = await selectPatron(db, id);
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
