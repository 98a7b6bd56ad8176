import type { Insertable } from 'kysely';
import { insertAndGetId, type Db } from '../src/platform/database/database.ts';
import type { Database } from '../src/platform/database/schema.ts';

type Values<Table extends keyof Database> = Partial<Insertable<Database[Table]>>;

/** When the rows that factories make were made. */
export const MADE_AT = '2026-01-05T09:00:00.000Z';

let serial = 0;
const next = () => (serial += 1);

/** Makes a branch in Paris without opening hours (open at all times, as far as calendars go). */
export function makeBranch(db: Db, values: Values<'branches'> = {}): Promise<number> {
  const n = next();
  return insertAndGetId(db, 'branches', { code: `B${n}`, name: `Branch ${n}`, time_zone: 'Europe/Paris', ...values });
}

export function makeCategory(db: Db, values: Values<'patron_categories'> = {}): Promise<number> {
  const n = next();
  return insertAndGetId(db, 'patron_categories', {
    code: `C${n}`,
    name_fr: `Catégorie ${n}`,
    name_en: `Category ${n}`,
    ...values,
  });
}

export function makeItemType(db: Db, values: Values<'item_types'> = {}): Promise<number> {
  const n = next();
  return insertAndGetId(db, 'item_types', { code: `T${n}`, name_fr: `Type ${n}`, name_en: `Type ${n}`, ...values });
}

/** Makes a reader with one card. Missing branch and category are made too. */
export async function makePatron(
  db: Db,
  values: Values<'patrons'> = {},
  cardNumber = `29${String(next()).padStart(8, '0')}`,
): Promise<number> {
  const n = next();
  const id = await insertAndGetId(db, 'patrons', {
    category_id: values.category_id ?? (await makeCategory(db)),
    branch_id: values.branch_id ?? (await makeBranch(db)),
    family_name: `Reader${n}`,
    given_name: 'Ada',
    search_name: `reader${n} ada`,
    language: 'fr',
    expires_on: '2030-12-31',
    created_at: MADE_AT,
    updated_at: MADE_AT,
    ...values,
  });
  await insertAndGetId(db, 'patron_cards', { patron_id: id, number: cardNumber, status: 'active', issued_at: MADE_AT });
  return id;
}

export function makeRecord(db: Db, values: Values<'records'> = {}): Promise<number> {
  const n = next();
  return insertAndGetId(db, 'records', {
    match_key: `test:${n}`,
    kind: 'book',
    title: `Title ${n}`,
    authors: '[]',
    isbns: '[]',
    subjects: '[]',
    created_at: MADE_AT,
    updated_at: MADE_AT,
    ...values,
  });
}

/** Makes an item on the shelf. Missing record, branch and type are made too. */
export async function makeItem(db: Db, values: Values<'items'> = {}): Promise<number> {
  const homeBranchId = values.home_branch_id ?? (await makeBranch(db));
  return insertAndGetId(db, 'items', {
    record_id: values.record_id ?? (await makeRecord(db)),
    barcode: `39${String(next()).padStart(8, '0')}`,
    item_type_id: values.item_type_id ?? (await makeItemType(db)),
    home_branch_id: homeBranchId,
    current_branch_id: values.current_branch_id ?? homeBranchId,
    status: 'available',
    created_at: MADE_AT,
    updated_at: MADE_AT,
    ...values,
  });
}
