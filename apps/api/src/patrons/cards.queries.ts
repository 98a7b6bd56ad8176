import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { Patron } from './patrons.schema.ts';

type CardStatus = Patron['cards'][number]['status'];

export function insertCard(db: Db, patronId: number, number: string, now: string): Promise<number> {
  return insertAndGetId(db, 'patron_cards', { patron_id: patronId, number, status: 'active', issued_at: now });
}

/** Marks the cards in use of a reader as replaced. */
export async function replaceActiveCards(db: Db, patronId: number): Promise<void> {
  await db
    .updateTable('patron_cards')
    .set({ status: 'replaced' })
    .where('patron_id', '=', patronId)
    .where('status', '=', 'active')
    .execute();
}

/** Answers whether the reader has that card. */
export async function updateCardStatus(db: Db, patronId: number, cardId: number, status: CardStatus): Promise<void> {
  await db
    .updateTable('patron_cards')
    .set({ status })
    .where('id', '=', cardId)
    .where('patron_id', '=', patronId)
    .execute();
}

export async function isCardNumberTaken(db: Db, number: string): Promise<boolean> {
  const row = await db.selectFrom('patron_cards').select('id').where('number', '=', number).executeTakeFirst();
  return row !== undefined;
}

/** The place in the sequence of card numbers that comes after every card there is. */
export async function nextCardSequence(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('patron_cards')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}
