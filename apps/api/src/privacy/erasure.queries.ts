import { hashToken } from '../platform/auth/tokens.ts';
import { EFFECT_COMMITTED, type Db } from '../platform/database/database.ts';

/** What there is of a reader, and what stands against erasing it. Amounts are minor units. */
export async function readInventory(db: Db, patronId: number) {
  const { loans, openLoans } = await db
    .selectFrom('loans')
    .select((eb) => [eb.fn.countAll<number>().as('loans'), eb.fn.count<number>('open_item_id').as('openLoans')])
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  const { holds, openHolds } = await db
    .selectFrom('holds')
    .select((eb) => [eb.fn.countAll<number>().as('holds'), eb.fn.count<number>('active_key').as('openHolds')])
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  const { readyHolds } = await db
    .selectFrom('holds')
    .select((eb) => eb.fn.countAll<number>().as('readyHolds'))
    .where('patron_id', '=', patronId)
    .where('status', '=', 'ready')
    .executeTakeFirstOrThrow();
  const { lines, balance } = await db
    .selectFrom('account_lines')
    .select((eb) => [eb.fn.countAll<number>().as('lines'), eb.fn.sum<number | null>('amount').as('balance')])
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  const countIn = async (
    table: 'patron_cards' | 'sessions' | 'notices' | 'payments' | 'erasure_requests' | 'calendar_feeds',
  ) => {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('patron_id', '=', patronId)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const { entries, details } = await db
    .selectFrom('audit_log')
    .select((eb) => [
      eb.fn.countAll<number>().as('entries'),
      eb.fn.count<number>(eb.fn.coalesce('before', 'after')).as('details'),
    ])
    .where('entity', '=', 'patron')
    .where('entity_id', '=', patronId)
    .executeTakeFirstOrThrow();
  return {
    loans: Number(loans),
    openLoans: Number(openLoans),
    holds: Number(holds),
    openHolds: Number(openHolds),
    readyHolds: Number(readyHolds),
    lines: Number(lines),
    balance: Number(balance ?? 0),
    cards: await countIn('patron_cards'),
    sessions: await countIn('sessions'),
    notices: await countIn('notices'),
    payments: await countIn('payments'),
    requests: await countIn('erasure_requests'),
    calendarFeeds: await countIn('calendar_feeds'),
    auditEntries: Number(entries),
    auditDetails: Number(details),
  };
}
export type Inventory = Awaited<ReturnType<typeof readInventory>>;

/** Removes a reader whom nothing refers to any more; cards, sessions, mails, a calendar feed and a request to be erased go with the row. */
export async function deletePatron(db: Db, patronId: number): Promise<void> {
  const cards = await db.selectFrom('patron_cards').select('number').where('patron_id', '=', patronId).execute();
  const logins = cards.map(({ number }) => hashToken(number.toLowerCase()));
  if (logins.length > 0) await db.deleteFrom('login_attempts').where('login_hash', 'in', logins).execute();
  await db.deleteFrom('patrons').where('id', '=', patronId).execute();
}

/**
 * Forgets the answers that are kept so that a desk may send a request again: any of them may tell of the reader, and nothing
 * says which. What was done stays marked as done; what was refused may be asked again.
 */
export async function forgetStoredAnswers(db: Db): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status: EFFECT_COMMITTED, body: null })
    .where('status', '>=', 200)
    .where('status', '<', 300)
    .execute();
  await db.deleteFrom('idempotency_keys').where('status', '>=', 300).execute();
}
