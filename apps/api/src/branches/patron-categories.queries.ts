import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { PatronCategoriesTable } from '../platform/database/tables/library.ts';
import type { NewPatronCategory, PatronCategory, PatronCategoryChanges } from './patron-categories.schema.ts';

/** Lists all patron categories by code. */
export async function listPatronCategories(db: Db): Promise<PatronCategory[]> {
  return (await db.selectFrom('patron_categories').selectAll().orderBy('code').execute()).map(toPatronCategory);
}

export async function findPatronCategory(db: Db, id: number): Promise<PatronCategory | undefined> {
  const row = await db.selectFrom('patron_categories').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPatronCategory(row);
}

export function insertPatronCategory(db: Db, category: NewPatronCategory): Promise<number> {
  const { code, name, membershipMonths } = category;
  return insertAndGetId(db, 'patron_categories', {
    code,
    name_fr: name.fr,
    name_en: name.en,
    membership_months: membershipMonths ?? 12,
  });
}

/** Changes some fields, leaves the others (`undefined`), and counts the version up. */
export async function updatePatronCategory(db: Db, id: number, changes: PatronCategoryChanges): Promise<void> {
  const { code, name, membershipMonths } = changes;
  await db
    .updateTable('patron_categories')
    .set((eb) => ({
      code,
      name_fr: name?.fr,
      name_en: name?.en,
      membership_months: membershipMonths,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

function toPatronCategory(row: Selectable<PatronCategoriesTable>): PatronCategory {
  return {
    id: row.id,
    code: row.code,
    name: { fr: row.name_fr, en: row.name_en },
    membershipMonths: row.membership_months,
    version: row.version,
  };
}
