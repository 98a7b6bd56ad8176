import type { Selectable, Updateable } from 'kysely';
import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { PatronsTable } from '../platform/database/tables/patrons.ts';
import type { OwnPatron, Patron, PatronChanges } from './patrons.schema.ts';
import { toSearchName } from './search-name.ts';

/** Everything but the password. */
const COLUMNS = [
  'id',
  'category_id',
  'branch_id',
  'family_name',
  'given_name',
  'birth_date',
  'email',
  'phone',
  'street',
  'postal_code',
  'city',
  'language',
  'notes',
  'expires_on',
  'restricted_until',
  'restriction_reason',
  'history_choice',
  'notice_choice',
  'created_at',
  'version',
] as const;

/** Finds a reader as staff see one. Who was erased is not found. */
export async function findPatron(db: Db, id: number): Promise<Patron | undefined> {
  const row = await db
    .selectFrom('patrons')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('search_name', '<>', '')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const cards = await db
    .selectFrom('patron_cards')
    .select(['id', 'number', 'status', 'issued_at as issuedAt'])
    .where('patron_id', '=', id)
    .orderBy('id', 'desc')
    .execute();
  return toPatron(row, cards);
}

/** The home branch of a reader; nothing for who does not exist. */
export async function listHomeBranch(db: Db, patronId: number): Promise<number[]> {
  const rows = await db.selectFrom('patrons').select('branch_id').where('id', '=', patronId).execute();
  return rows.map((row) => row.branch_id);
}

export interface PatronValues extends Omit<PatronChanges, 'categoryId' | 'branchId' | 'familyName' | 'givenName'> {
  categoryId: number;
  branchId: number;
  familyName: string;
  givenName: string;
  language: 'fr' | 'en';
  expiresOn: string;
  passwordHash: string | null;
}

export function insertPatron(db: Db, values: PatronValues, now: string): Promise<number> {
  return insertAndGetId(db, 'patrons', {
    category_id: values.categoryId,
    branch_id: values.branchId,
    family_name: values.familyName,
    given_name: values.givenName,
    search_name: toSearchName(values.familyName, values.givenName),
    birth_date: values.birthDate ?? null,
    email: values.email ?? null,
    phone: values.phone ?? null,
    street: values.street ?? null,
    postal_code: values.postalCode ?? null,
    city: values.city ?? null,
    language: values.language,
    notes: values.notes ?? null,
    expires_on: values.expiresOn,
    restricted_until: values.restrictedUntil ?? null,
    restriction_reason: values.restrictionReason ?? null,
    history_choice: values.historyChoice ?? 'library',
    notice_choice: values.noticeChoice ?? 'library',
    password_hash: values.passwordHash,
    created_at: now,
    updated_at: now,
  });
}

/** Changes some fields, leaves the others (`undefined`), and counts the version up. */
export async function updatePatron(db: Db, before: Patron, changes: PatronChanges, now: string): Promise<void> {
  const isRenamed = changes.familyName !== undefined || changes.givenName !== undefined;
  const values: Updateable<PatronsTable> = {
    category_id: changes.categoryId,
    branch_id: changes.branchId,
    family_name: changes.familyName,
    given_name: changes.givenName,
    search_name: isRenamed
      ? toSearchName(changes.familyName ?? before.familyName, changes.givenName ?? before.givenName)
      : undefined,
    birth_date: changes.birthDate,
    email: changes.email,
    phone: changes.phone,
    street: changes.street,
    postal_code: changes.postalCode,
    city: changes.city,
    language: changes.language,
    notes: changes.notes,
    expires_on: changes.expiresOn,
    restricted_until: changes.restrictedUntil,
    restriction_reason: changes.restrictionReason,
    history_choice: changes.historyChoice,
    notice_choice: changes.noticeChoice,
    updated_at: now,
    version: before.version + 1,
  };
  await db.updateTable('patrons').set(values).where('id', '=', before.id).execute();
}

/** Finds readers with the same name, however it is written, and the same birth date. */
export async function findDuplicates(
  db: Db,
  person: { familyName: string; givenName: string; birthDate: string },
): Promise<number[]> {
  const rows = await db
    .selectFrom('patrons')
    .select('id')
    .where('search_name', '=', toSearchName(person.familyName, person.givenName))
    .where('birth_date', '=', person.birthDate)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Lists readers whose stored row cannot be right, for `biblio doctor`: names as searched, and days. */
export function listPatronsToCheck(db: Db, afterId: number, limit: number) {
  return db
    .selectFrom('patrons')
    .select(['id', 'family_name as familyName', 'given_name as givenName', 'search_name as searchName'])
    .select(['expires_on as expiresOn', 'restricted_until as restrictedUntil', 'birth_date as birthDate'])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** What a reader may see of the own data. */
export function toOwnPatron({ notes: _, ...patron }: Patron): OwnPatron {
  return patron;
}

function toPatron(row: Pick<Selectable<PatronsTable>, (typeof COLUMNS)[number]>, cards: Patron['cards']): Patron {
  return {
    id: row.id,
    categoryId: row.category_id,
    branchId: row.branch_id,
    familyName: row.family_name,
    givenName: row.given_name,
    birthDate: row.birth_date,
    email: row.email,
    phone: row.phone,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    language: row.language === 'en' ? 'en' : 'fr',
    notes: row.notes,
    expiresOn: row.expires_on,
    restrictedUntil: row.restricted_until,
    restrictionReason: row.restriction_reason,
    historyChoice: row.history_choice,
    noticeChoice: row.notice_choice,
    cards,
    version: row.version,
    createdAt: row.created_at,
  };
}
