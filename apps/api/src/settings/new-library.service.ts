import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { writeSettings } from '../platform/settings.queries.ts';
import { insertStaff, insertStaffRole } from '../staff/staff.queries.ts';
import { insertBuiltInRoles, insertFirstBranch, insertItemType, insertPatronCategory } from './new-library.queries.ts';

/** What somebody must say to open a library. */
export interface NewLibrary {
  libraryName: string;
  branchName: string;
  displayName: string;
  username: string;
  passwordHash: string;
  language: 'fr' | 'en';
  timeZone: string;
  currency: string;
}

/**
 * Fills an empty database with what a library needs on its first day: roles, a branch, categories, item types, settings and
 * its administrator. Runs in the caller's transaction.
 *
 * @returns the administrator's id.
 */
export async function createLibrary(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: NewLibrary,
): Promise<number> {
  const roles = await insertBuiltInRoles(db);
  const branchId = await insertFirstBranch(db, { code: 'MAIN', name: input.branchName, timeZone: input.timeZone });
  await insertPatronCategory(db, { code: 'ADULT', nameFr: 'Adulte', nameEn: 'Adult' });
  await insertPatronCategory(db, { code: 'CHILD', nameFr: 'Enfant', nameEn: 'Child' });
  await insertItemType(db, { code: 'BOOK', nameFr: 'Livre', nameEn: 'Book' });
  await insertItemType(db, { code: 'PERIODICAL', nameFr: 'Périodique', nameEn: 'Periodical' });
  await insertItemType(db, { code: 'MEDIA', nameFr: 'Disque ou film', nameEn: 'Music or film' });
  await writeSettings(db, {
    libraryName: input.libraryName,
    currency: input.currency,
    defaultLanguage: input.language,
  });
  const now = toTimestamp(clock());
  const staffId = await insertStaff(db, {
    username: input.username,
    displayName: input.displayName,
    email: null,
    language: input.language,
    branchId,
    passwordHash: input.passwordHash,
    now,
  });
  await insertStaffRole(db, { staffId, roleId: roles.get('administrator')!, branchId: null });
  return staffId;
}
