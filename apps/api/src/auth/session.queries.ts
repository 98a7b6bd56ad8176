import type { Db } from '../platform/database/database.ts';
import { upsertRow } from '../platform/database/upsert.ts';

/** Finds a member of staff's credentials by user name. */
export function findStaffCredentials(db: Db, username: string) {
  return db
    .selectFrom('staff')
    .select(['id', 'password_hash', 'is_active'])
    .where('username', '=', username)
    .executeTakeFirst();
}

/** Finds a reader's credentials by the number of a card in use. */
export function findPatronCredentials(db: Db, cardNumber: string) {
  return db
    .selectFrom('patron_cards')
    .innerJoin('patrons', 'patrons.id', 'patron_cards.patron_id')
    .select(['patrons.id', 'patrons.password_hash'])
    .where('patron_cards.number', '=', cardNumber)
    .where('patron_cards.status', '=', 'active')
    .executeTakeFirst();
}

/** Reads one actor's password hash. */
export async function findPasswordHash(db: Db, kind: 'staff' | 'patron', id: number): Promise<string | null> {
  const row =
    kind === 'staff'
      ? await db.selectFrom('staff').select('password_hash').where('id', '=', id).executeTakeFirst()
      : await db.selectFrom('patrons').select('password_hash').where('id', '=', id).executeTakeFirst();
  return row?.password_hash ?? null;
}

/** Sets one actor's password and ends all sessions but the one given. */
export async function replacePassword(
  db: Db,
  kind: 'staff' | 'patron',
  id: number,
  passwordHash: string,
  keptTokenHash: string | null,
): Promise<void> {
  const owner = kind === 'staff' ? 'staff_id' : 'patron_id';
  if (kind === 'staff')
    await db.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', id).execute();
  else await db.updateTable('patrons').set({ password_hash: passwordHash }).where('id', '=', id).execute();
  let sessions = db.deleteFrom('sessions').where(owner, '=', id);
  if (keptTokenHash !== null) sessions = sessions.where('token_hash', '<>', keptTokenHash);
  await sessions.execute();
}

export async function insertSession(
  db: Db,
  session: { tokenHash: string; staffId: number | null; patronId: number | null; now: string; expiresAt: string },
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      patron_id: session.patronId,
      created_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute();
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** Tells whether the library has any staff yet. */
export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export function findLoginAttempts(db: Db, loginHash: string) {
  return db.selectFrom('login_attempts').selectAll().where('login_hash', '=', loginHash).executeTakeFirst();
}

export async function deleteLoginAttempts(db: Db, loginHash: string): Promise<void> {
  await db.deleteFrom('login_attempts').where('login_hash', '=', loginHash).execute();
}

/** Counts one more failure to sign in, of however many at the same moment. Answers how many there are. */
export async function countLoginFailure(db: Db, loginHash: string, now: string): Promise<number> {
  await upsertRow(db, 'login_attempts', { login_hash: loginHash }, { failures: 1, last_failed_at: now }, (eb) => ({
    failures: eb('failures', '+', 1),
    last_failed_at: now,
  }));
  const { failures } = await db
    .selectFrom('login_attempts')
    .select('failures')
    .where('login_hash', '=', loginHash)
    .executeTakeFirstOrThrow();
  return failures;
}

/** Lets nobody sign in under a name until a moment. */
export async function blockLogin(db: Db, loginHash: string, until: string): Promise<void> {
  await db.updateTable('login_attempts').set({ blocked_until: until }).where('login_hash', '=', loginHash).execute();
}
