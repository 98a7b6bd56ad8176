import type { Db } from '../platform/database/database.ts';
import { forgetDecisions } from './history.queries.ts';

/** Counts what stands against erasing a reader. */
export async function readObstacles(db: Db, patronId: number) {
  const { loans } = await db
    .selectFrom('loans')
    .select((eb) => eb.fn.countAll<number>().as('loans'))
    .where('patron_id', '=', patronId)
    .where('returned_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { holds } = await db
    .selectFrom('holds')
    .select((eb) => eb.fn.countAll<number>().as('holds'))
    .where('patron_id', '=', patronId)
    .where('active_key', 'is not', null)
    .executeTakeFirstOrThrow();
  const { lines, balance } = await db
    .selectFrom('account_lines')
    .select((eb) => [eb.fn.countAll<number>().as('lines'), eb.fn.sum<number | null>('amount').as('balance')])
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  return { loans: Number(loans), holds: Number(holds), lines: Number(lines), balance: Number(balance ?? 0) };
}

/** Takes the reader's id from past loans and holds. Answers how many of each. */
export async function detachHistory(db: Db, patronId: number): Promise<{ loans: number; holds: number }> {
  const loans = await db
    .updateTable('loans')
    .set({ patron_id: null })
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  await forgetDecisions(db);
  const holds = await db
    .updateTable('holds')
    .set({ patron_id: null })
    .where('patron_id', '=', patronId)
    .executeTakeFirstOrThrow();
  return { loans: Number(loans.numUpdatedRows), holds: Number(holds.numUpdatedRows) };
}

/** Removes a reader whom no account line refers to, with cards and sessions. */
export async function deletePatron(db: Db, patronId: number): Promise<void> {
  await db.deleteFrom('patrons').where('id', '=', patronId).execute();
}

/**
 * Empties the row of a reader whose account lines stay for the books: no name, no address, no cards, no mails, no way to sign in. An
 * empty `search_name` marks it; no list shows it.
 */
export async function emptyPatron(db: Db, patronId: number, now: string): Promise<void> {
  await db.deleteFrom('patron_cards').where('patron_id', '=', patronId).execute();
  await db.deleteFrom('sessions').where('patron_id', '=', patronId).execute();
  await db.deleteFrom('notices').where('patron_id', '=', patronId).execute();
  await db
    .updateTable('patrons')
    .set((eb) => ({
      family_name: '',
      given_name: '',
      search_name: '',
      birth_date: null,
      email: null,
      phone: null,
      street: null,
      postal_code: null,
      city: null,
      notes: null,
      restricted_until: null,
      restriction_reason: null,
      is_history_kept: 0,
      password_hash: null,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', patronId)
    .execute();
}

/** Takes the notes that staff wrote on account lines away: they may name the reader. */
export async function clearLineNotes(db: Db, patronId: number): Promise<void> {
  await db.updateTable('account_lines').set({ note: null }).where('patron_id', '=', patronId).execute();
  await db.updateTable('payments').set({ reference: null }).where('patron_id', '=', patronId).execute();
}

/**
 * Takes the person out of the audit log: who did what when stays, what the reader's data was goes. The one exception to
 * "append only", for the right to erasure comes first.
 */
export async function scrubAuditLog(db: Db, patronId: number): Promise<void> {
  await db
    .updateTable('audit_log')
    .set({ before: null, after: null })
    .where('entity', '=', 'patron')
    .where('entity_id', '=', patronId)
    .execute();
  await db
    .updateTable('audit_log')
    .set({ actor_name: '' })
    .where('actor_kind', '=', 'patron')
    .where('actor_id', '=', patronId)
    .execute();
}
