import type { Db } from '../platform/database/database.ts';

/** A patron as circulation sees one. */
export interface Borrower {
  id: number;
  categoryId: number;
  branchId: number;
  name: string;
  expiresOn: string;
  birthDate: string | null;
  restrictedUntil: string | null;
  restrictionReason: string | null;
  notes: string | null;
}

export type CardStatus = 'active' | 'lost' | 'replaced' | 'none';

export async function findBorrower(db: Db, id: number): Promise<Borrower | undefined> {
  const row = await db
    .selectFrom('patrons')
    .select([
      'id',
      'category_id as categoryId',
      'branch_id as branchId',
      'family_name as familyName',
      'given_name as givenName',
      'expires_on as expiresOn',
      'birth_date as birthDate',
      'restricted_until as restrictedUntil',
      'restriction_reason as restrictionReason',
      'notes',
    ])
    .where('id', '=', id)
    .where('search_name', '<>', '')
    .executeTakeFirst();
  return row === undefined ? undefined : toBorrower(row);
}

/** A patron of what a row says. */
export function toBorrower(row: Omit<Borrower, 'name'> & { familyName: string; givenName: string }): Borrower {
  return {
    id: row.id,
    categoryId: row.categoryId,
    branchId: row.branchId,
    expiresOn: row.expiresOn,
    birthDate: row.birthDate,
    restrictedUntil: row.restrictedUntil,
    restrictionReason: row.restrictionReason,
    notes: row.notes,
    name: `${row.givenName} ${row.familyName}`.trim(),
  };
}

export function findCard(db: Db, number: string): Promise<{ patronId: number; status: CardStatus } | undefined> {
  return db
    .selectFrom('patron_cards')
    .select(['patron_id as patronId', 'status'])
    .where('number', '=', number)
    .executeTakeFirst();
}

/** The status of a patron's cards together: active when one is; else that of the last; `none` without any. */
export async function readCardStatus(db: Db, patronId: number): Promise<CardStatus> {
  const cards = await db
    .selectFrom('patron_cards')
    .select('status')
    .where('patron_id', '=', patronId)
    .orderBy('id', 'desc')
    .execute();
  if (cards.some(({ status }) => status === 'active')) return 'active';
  return cards[0]?.status ?? 'none';
}

export async function updateRestriction(
  db: Db,
  patronId: number,
  until: string | null,
  reason: string | null,
): Promise<void> {
  await db
    .updateTable('patrons')
    .set({ restricted_until: until, restriction_reason: reason })
    .where('id', '=', patronId)
    .execute();
}
