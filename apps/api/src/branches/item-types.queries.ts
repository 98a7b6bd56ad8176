import type { Selectable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { ItemTypesTable } from '../platform/database/tables/library.ts';
import type { ItemType, ItemTypeChanges, NewItemType } from './item-types.schema.ts';

/** Lists all item types by code. */
export async function listItemTypes(db: Db): Promise<ItemType[]> {
  return (await db.selectFrom('item_types').selectAll().orderBy('code').execute()).map(toItemType);
}

export async function findItemType(db: Db, id: number): Promise<ItemType | undefined> {
  const row = await db.selectFrom('item_types').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toItemType(row);
}

export function insertItemType(db: Db, { code, name }: NewItemType): Promise<number> {
  return insertAndGetId(db, 'item_types', { code, name_fr: name.fr, name_en: name.en });
}

/** Changes some fields, leaves the others (`undefined`), and counts the version up. */
export async function updateItemType(db: Db, id: number, { code, name }: ItemTypeChanges): Promise<void> {
  await db
    .updateTable('item_types')
    .set((eb) => ({ code, name_fr: name?.fr, name_en: name?.en, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function toItemType(row: Selectable<ItemTypesTable>): ItemType {
  return { id: row.id, code: row.code, name: { fr: row.name_fr, en: row.name_en }, version: row.version };
}
