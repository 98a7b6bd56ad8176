import { BUILT_IN_ROLES } from '../platform/auth/permissions.ts';
import { insertAndGetId, type Db } from '../platform/database/database.ts';

/** Adds the built-in roles and answers their ids by code. */
export async function insertBuiltInRoles(db: Db): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const role of BUILT_IN_ROLES) {
    const id = await insertAndGetId(db, 'roles', {
      code: role.code,
      name_fr: role.nameFr,
      name_en: role.nameEn,
      permissions: JSON.stringify(role.permissions),
    });
    ids.set(role.code, id);
  }
  return ids;
}

/** Adds a branch that is open from Tuesday to Saturday. */
export async function insertFirstBranch(
  db: Db,
  branch: { code: string; name: string; timeZone: string },
): Promise<number> {
  const id = await insertAndGetId(db, 'branches', { code: branch.code, name: branch.name, time_zone: branch.timeZone });
  for (const weekday of [2, 3, 4, 5, 6]) {
    await db.insertInto('opening_hours').values({ branch_id: id, weekday, opens: '10:00', closes: '18:00' }).execute();
  }
  return id;
}

export function insertPatronCategory(
  db: Db,
  category: { code: string; nameFr: string; nameEn: string },
): Promise<number> {
  return insertAndGetId(db, 'patron_categories', {
    code: category.code,
    name_fr: category.nameFr,
    name_en: category.nameEn,
  });
}

export function insertItemType(db: Db, type: { code: string; nameFr: string; nameEn: string }): Promise<number> {
  return insertAndGetId(db, 'item_types', { code: type.code, name_fr: type.nameFr, name_en: type.nameEn });
}
