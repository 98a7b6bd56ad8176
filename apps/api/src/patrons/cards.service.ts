import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation, type Db } from '../platform/database/database.ts';
import { OutdatedRead } from '../platform/database/database-errors.ts';
import { lockName, lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { makeCardNumber } from './card-number.ts';
import * as queries from './cards.queries.ts';
import { findPatron, updatePatron } from './patrons.queries.ts';
import type { Patron } from './patrons.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/** Gives a reader a card with a chosen number or the next of the sequence. @throws Problem `card_number_taken`. */
export async function giveCard(trx: Db, patronId: number, chosen: string | undefined, now: string): Promise<void> {
  try {
    await queries.insertCard(trx, patronId, chosen ?? (await nextFreeNumber(trx)), now);
  } catch (error) {
    // Only the database can see a number that another desk gives away at the same moment.
    if (!isUniqueViolation(error)) throw error;
    if (chosen !== undefined) throw problem('card_number_taken', { number: chosen });
    // A desk that chose its number took the next of the sequence; done over, this one takes the one after it.
    throw new OutdatedRead();
  }
}

/** Gives a new card; those in use count as replaced. @throws Problem `not_found`, `card_number_taken`. */
export function replaceCard(
  context: Context,
  actor: Actor,
  patronId: number,
  number: string | undefined,
): Promise<Patron> {
  return changeCards(context, actor, patronId, 'card.replace', async (trx, _patron, now) => {
    await queries.replaceActiveCards(trx, patronId);
    await giveCard(trx, patronId, number, now);
  });
}

/** Marks a card as lost, or as found and in use again. @throws Problem `not_found`. */
export function changeCard(
  context: Context,
  actor: Actor,
  patronId: number,
  cardId: number,
  status: Patron['cards'][number]['status'],
): Promise<Patron> {
  return changeCards(context, actor, patronId, 'card.change', async (trx, patron) => {
    if (!patron.cards.some((card) => card.id === cardId)) throw problem('not_found');
    await queries.updateCardStatus(trx, patronId, cardId, status);
  });
}

function changeCards(
  { db, clock, audit }: Context,
  actor: Actor,
  patronId: number,
  action: string,
  change: (trx: Db, patron: Patron, now: string) => Promise<void>,
): Promise<Patron> {
  return inTransaction(db, async (trx) => {
    await lockRows(trx, { patrons: [patronId] });
    const patron = await findPatron(trx, patronId);
    if (patron === undefined) throw problem('not_found');
    const now = toTimestamp(clock());
    await change(trx, patron, now);
    // The cards are part of what an editor read, so the reader's version moves on with them.
    await updatePatron(trx, patron, {}, now);
    const after = (await findPatron(trx, patronId))!;
    await audit(trx, actor, {
      action,
      entity: 'patron',
      entityId: patronId,
      before: { cards: patron.cards },
      after: { cards: after.cards },
    });
    return after;
  });
}

async function nextFreeNumber(trx: Db): Promise<string> {
  await lockName(trx, 'new_readers');
  for (let sequence = await queries.nextCardSequence(trx); ; sequence += 1) {
    const number = makeCardNumber(sequence);
    if (!(await queries.isCardNumberTaken(trx, number))) return number;
  }
}
