import { findPatronCategory, insertPatronCategory } from '../branches/patron-categories.queries.ts';
import { insertBranch } from '../branches/branches.queries.ts';
import { insertClosure, replaceHours } from '../branches/calendars.queries.ts';
import { insertItemType } from '../branches/item-types.queries.ts';
import { publicHolidays } from '../calendar-presets/public-holidays.ts';
import { entriesOfHolidays } from '../calendar-presets/preset-entries.ts';
import { setPolicyValue } from '../circulation/policies.service.ts';
import { SYSTEM, type Actor } from '../platform/auth/actor.ts';
import { BUILT_IN_ROLES } from '../platform/auth/permissions.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { writeSettings } from '../platform/settings.queries.ts';
import { insertBuiltInRoles } from '../settings/new-library.queries.ts';
import { insertStaff, insertStaffRole } from '../staff/staff.queries.ts';
import {
  BRANCHES,
  CATEGORIES,
  ITEM_TYPES,
  LIBRARY_NAME,
  POLICIES,
  STAFF,
  TIME_ZONE,
  type BranchCode,
  type CategoryCode,
  type ItemTypeCode,
} from './town.ts';

/** The ids of what the town has, by code. */
export interface Town {
  branches: Record<BranchCode, number>;
  categories: Record<CategoryCode, number>;
  membershipMonths: Record<CategoryCode, number>;
  itemTypes: Record<ItemTypeCode, number>;
  /** Who works at each branch's desk. */
  desk: Record<BranchCode, Actor[]>;
}

/** Opens the town's libraries: settings, branches with their calendars, categories, item types, policies and staff. */
export async function openTown(
  context: Pick<AppContext, 'db' | 'clock' | 'audit'>,
  { firstYear, lastYear, passwordHash }: { firstYear: number; lastYear: number; passwordHash: string },
): Promise<Town> {
  const { db, clock } = context;
  await writeSettings(db, { libraryName: LIBRARY_NAME, currency: 'EUR', defaultLanguage: 'fr' });
  await closeOnHolidays(db, firstYear, lastYear);
  const branches = await insertBranches(db, firstYear);
  const categories = {} as Town['categories'];
  const membershipMonths = {} as Town['membershipMonths'];
  for (const category of CATEGORIES) {
    const id = await insertPatronCategory(db, category);
    categories[category.code] = id;
    membershipMonths[category.code] = (await findPatronCategory(db, id))!.membershipMonths;
  }
  const itemTypes = {} as Town['itemTypes'];
  for (const type of ITEM_TYPES) itemTypes[type.code] = await insertItemType(db, type);
  for (const [name, value, scope = {}] of POLICIES) {
    await setPolicyValue(context, SYSTEM, {
      name,
      value,
      branchId: scope.branch === undefined ? null : branches[scope.branch],
      patronCategoryId: scope.category === undefined ? null : categories[scope.category],
      itemTypeId: scope.type === undefined ? null : itemTypes[scope.type],
    });
  }
  const desk = await insertTownStaff(db, { branches, passwordHash, now: toTimestamp(clock()) });
  return { branches, categories, membershipMonths, itemTypes, desk };
}

async function closeOnHolidays(db: Db, firstYear: number, lastYear: number): Promise<void> {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const france = { country: 'FR', region: null } as const;
  const holidays = years.map(async (year) => ({ year, holidays: await publicHolidays(france, year, 'fr') }));
  for (const { firstDay, lastDay, reason, isYearly } of entriesOfHolidays(await Promise.all(holidays))) {
    await insertClosure(db, { branchId: null, firstDay, lastDay, reason, isYearly });
  }
}

async function insertBranches(db: Db, firstYear: number): Promise<Town['branches']> {
  const ids = {} as Town['branches'];
  for (const { code, name, address, phone, email, hours, closures } of BRANCHES) {
    const id = await insertBranch(db, { code, name, address, phone, email, timeZone: TIME_ZONE });
    ids[code] = id;
    await replaceHours(
      db,
      id,
      hours.map(([weekday, opens, closes]) => ({ weekday, opens, closes })),
    );
    for (const [first, last, reason] of closures) {
      const days = { firstDay: `${firstYear}-${first}`, lastDay: `${firstYear}-${last}` };
      await insertClosure(db, { branchId: id, ...days, reason, isYearly: true });
    }
  }
  return ids;
}

async function insertTownStaff(
  db: Db,
  { branches, passwordHash, now }: { branches: Town['branches']; passwordHash: string; now: string },
): Promise<Town['desk']> {
  const roles = await insertBuiltInRoles(db);
  const desk: Town['desk'] = { COLETTE: [], TILLEULS: [], VERNE: [] };
  for (const { username, displayName, role, language, branch } of STAFF) {
    const branchId = branches[branch];
    const email = `${username}@example.org`;
    const id = await insertStaff(db, { username, displayName, email, language, branchId, passwordHash, now });
    await insertStaffRole(db, { staffId: id, roleId: roles.get(role)!, branchId: null });
    const permissions = new Set(BUILT_IN_ROLES.find(({ code }) => code === role)!.permissions);
    desk[branch].push({ kind: 'staff', id, name: displayName, branchId, permissions, limits: new Map(), language });
  }
  return desk;
}
