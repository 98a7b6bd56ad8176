import { sql } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { StaffMember } from './staff.schema.ts';

interface StaffRow {
  id: number;
  username: string;
  display_name: string;
  email: string | null;
  language: string;
  branch_id: number | null;
  is_active: number;
  version: number;
}

const COLUMNS = ['id', 'username', 'display_name', 'email', 'language', 'branch_id', 'is_active', 'version'] as const;

/** Lists all staff by name, with the roles of each. */
export async function listStaff(db: Db): Promise<StaffMember[]> {
  const rows = await db.selectFrom('staff').select(COLUMNS).orderBy('display_name').orderBy('id').execute();
  const roles = await rolesHeld(db).execute();
  return rows.map((row) =>
    toStaffMember(
      row,
      roles.filter((role) => role.staff_id === row.id),
    ),
  );
}

export async function findStaff(db: Db, id: number): Promise<StaffMember | undefined> {
  const row = await db.selectFrom('staff').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  return toStaffMember(row, await rolesHeld(db).where('staff_roles.staff_id', '=', id).execute());
}

export function insertStaff(
  db: Db,
  staff: {
    username: string;
    displayName: string;
    email: string | null;
    language: 'fr' | 'en';
    branchId: number | null;
    passwordHash: string;
    now: string;
  },
): Promise<number> {
  return insertAndGetId(db, 'staff', {
    username: staff.username,
    display_name: staff.displayName,
    email: staff.email,
    language: staff.language,
    branch_id: staff.branchId,
    password_hash: staff.passwordHash,
    created_at: staff.now,
    updated_at: staff.now,
  });
}

/** Writes the fields that are given and raises the version. */
export async function updateStaff(
  db: Db,
  id: number,
  changes: {
    displayName?: string | undefined;
    email?: string | null | undefined;
    language?: 'fr' | 'en' | undefined;
    branchId?: number | null | undefined;
    isActive?: boolean | undefined;
    passwordHash?: string | undefined;
    now: string;
  },
): Promise<void> {
  await db
    .updateTable('staff')
    .set({
      display_name: changes.displayName,
      email: changes.email,
      language: changes.language,
      branch_id: changes.branchId,
      is_active: changes.isActive === undefined ? undefined : Number(changes.isActive),
      password_hash: changes.passwordHash,
      updated_at: changes.now,
      version: sql`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertStaffRole(
  db: Db,
  role: { staffId: number; roleId: number; branchId: number | null },
): Promise<void> {
  await db
    .insertInto('staff_roles')
    .values({ staff_id: role.staffId, role_id: role.roleId, branch_id: role.branchId })
    .execute();
}

export async function deleteStaffRoles(db: Db, staffId: number): Promise<void> {
  await db.deleteFrom('staff_roles').where('staff_id', '=', staffId).execute();
}

export async function deleteSessionsOfStaff(db: Db, staffId: number): Promise<void> {
  await db.deleteFrom('sessions').where('staff_id', '=', staffId).execute();
}

export async function findAdministratorRoleId(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('roles')
    .select('id')
    .where('code', '=', 'administrator')
    .executeTakeFirstOrThrow();
  return id;
}

/** Counts who can still manage staff: staff are the whole library's, so the role must hold everywhere. */
export async function countActiveAdministrators(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('staff')
    .innerJoin('staff_roles', 'staff_roles.staff_id', 'staff.id')
    .innerJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select('staff.id')
    .distinct()
    .where('staff.is_active', '=', 1)
    .where('roles.code', '=', 'administrator')
    .where('staff_roles.branch_id', 'is', null)
    .execute();
  return rows.length;
}

export function listRoles(db: Db) {
  return db.selectFrom('roles').selectAll().orderBy('id').execute();
}

function rolesHeld(db: Db) {
  return db
    .selectFrom('staff_roles')
    .innerJoin('roles', 'roles.id', 'staff_roles.role_id')
    .select(['staff_roles.staff_id', 'roles.code', 'staff_roles.branch_id'])
    .orderBy('staff_roles.id');
}

function toStaffMember(row: StaffRow, roles: { code: string; branch_id: number | null }[]): StaffMember {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    email: row.email,
    language: row.language as StaffMember['language'],
    branchId: row.branch_id,
    isActive: row.is_active === 1,
    roles: roles.map((role) => ({ roleCode: role.code, branchId: role.branch_id })),
    version: row.version,
  };
}
