import { toTimestamp } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { frequentQuery } from '../database/frequent-query.ts';
import { referenceData, selectRevision } from '../database/reference-data.ts';
import type { Temporal } from 'temporal-polyfill';
import type { Actor, Language } from './actor.ts';
import { combineRoles } from './branch-limits.ts';
import type { FoundActor } from './known-actors.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS);
const isPermission = (value: string): value is Permission => KNOWN.has(value);

// Every request of a person who is signed in asks one of these.
const selectSession = frequentQuery((db, tokenHash: string, now: string) =>
  db
    .selectFrom('sessions')
    .select(['patron_id as patronId', 'staff_id as staffId', 'expires_at as expiresAt'])
    .select(selectRevision(db).as('revision'))
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now),
);
const selectApiToken = frequentQuery((db, tokenHash: string) =>
  db
    .selectFrom('api_tokens')
    .select(['staff_id as staffId', 'permissions as granted', 'expires_at as expiresAt'])
    .select(selectRevision(db).as('revision'))
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null),
);
const selectPatron = frequentQuery((db, id: number) =>
  db.selectFrom('patrons').select(['id', 'given_name', 'family_name', 'branch_id', 'language']).where('id', '=', id),
);

/** Finds who a session belongs to, if it has not expired and its owner may still sign in. */
export async function findActorBySession(
  db: Db,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<FoundActor | undefined> {
  const [session] = await selectSession(db, tokenHash, toTimestamp(now));
  if (session === undefined) return undefined;
  const { patronId, staffId, expiresAt, revision } = session;
  const actor =
    patronId === null ? (await staffActors(db, revision)).get(staffId!) : await findPatronActor(db, patronId);
  return actor && { actor, expiresAt };
}

/** Finds who an API token acts for: its owner, with no more permissions than both have. */
export async function findActorByApiToken(
  db: Db,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<FoundActor | undefined> {
  const [token] = await selectApiToken(db, tokenHash);
  if (token === undefined || (token.expiresAt !== null && token.expiresAt <= toTimestamp(now))) return undefined;
  const owner = (await staffActors(db, token.revision)).get(token.staffId);
  if (owner === undefined) return undefined;
  const granted = new Set<string>(JSON.parse(token.granted));
  const permissions = new Set([...owner.permissions].filter((permission) => granted.has(permission)));
  return { actor: { ...owner, permissions }, expiresAt: token.expiresAt };
}

/** Finds an active member of staff with the permissions of all roles held. */
export async function findStaffActor(db: Db, id: number): Promise<Actor | undefined> {
  return (await staffActors(db)).get(id);
}

/** All who may sign in, by id; one row a role, and one without permissions for who has none. */
const staffActors = referenceData(async (db) => {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .leftJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select([
      'staff.id as staffId',
      'staff.display_name as displayName',
      'staff.branch_id as branchId',
      'staff.language',
      'roles.permissions',
      'staff_roles.branch_id as roleBranchId',
    ])
    .where('staff.is_active', '=', 1)
    .execute();
  const byId = Map.groupBy(rows, ({ staffId }) => staffId);
  return new Map([...byId].map(([id, ofOne]) => [id, toStaffActor(ofOne as [StaffRow])]));
});

interface StaffRow {
  staffId: number;
  displayName: string;
  branchId: number | null;
  language: string;
  permissions: string | null;
  roleBranchId: number | null;
}

/** A member of staff of the rows of all roles held. */
function toStaffActor(rows: readonly [StaffRow, ...StaffRow[]]): Actor {
  const [staff] = rows;
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
    name: staff.displayName,
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
