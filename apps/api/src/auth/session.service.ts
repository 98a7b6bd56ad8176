import { Temporal } from 'temporal-polyfill';
import { SYSTEM, type Actor } from '../platform/auth/actor.ts';
import { findPatronActor, findStaffActor } from '../platform/auth/actors.queries.ts';
import { hashPassword, requireAcceptablePassword, verifyPassword } from '../platform/auth/passwords.ts';
import { hashToken, makeToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, isUniqueViolation } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { createLibrary } from '../settings/new-library.service.ts';
import type { FirstAdministrator, Session } from './session.schema.ts';
import * as queries from './session.queries.ts';

/** How long a session lasts. Staff sign in each working day; readers stay for a month. */
export const SESSION_SECONDS = { staff: 12 * 3600, patron: 30 * 24 * 3600 } as const;

/** Failures in a row that are free; after them each doubles the wait. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

export interface SignedIn {
  token: string;
  actor: Actor;
  maxAge: number;
}

/** Describes the session to the web app. */
export async function describeSession({ db }: Pick<AppContext, 'db'>, actor: Actor): Promise<Session> {
  const [settings, isOpen] = await Promise.all([readSettings(db), queries.hasStaff(db)]);
  const language = actor.kind === 'anonymous' ? settings.defaultLanguage : actor.language;
  return {
    actor: {
      kind: actor.kind === 'system' ? 'anonymous' : actor.kind,
      id: actor.id,
      name: actor.name,
      branchId: actor.branchId,
      permissions: [...actor.permissions],
      branchesOf: Object.fromEntries([...actor.limits].map(([permission, ids]) => [permission, [...ids]])),
      language,
    },
    needsFirstAdministrator: !isOpen,
    library: {
      name: settings.libraryName,
      currency: settings.currency,
      defaultLanguage: settings.defaultLanguage,
      isSample: settings.isSample,
    },
  };
}

/**
 * Signs in a member of staff by user name or a reader by card number.
 *
 * @throws Problem `invalid_credentials` whatever was wrong, `too_many_attempts` with `retryAfter` seconds while throttled.
 */
export async function signIn(context: Context, login: string, password: string): Promise<SignedIn> {
  const { db, clock, audit } = context;
  const name = login.trim().toLowerCase();
  const loginHash = hashToken(name);
  const now = clock();
  const attempts = await queries.findLoginAttempts(db, loginHash);
  if (attempts?.blocked_until != null && attempts.blocked_until > toTimestamp(now)) {
    const wait = Temporal.Instant.from(attempts.blocked_until).since(now).total('seconds');
    throw problem('too_many_attempts', { retryAfter: Math.ceil(wait) });
  }

  const staff = await queries.findStaffCredentials(db, name);
  const patron = staff === undefined ? await queries.findPatronCredentials(db, login.trim()) : undefined;
  const hash = (staff?.is_active === 1 ? staff.password_hash : patron?.password_hash) ?? null;
  if (!(await verifyPassword(password, hash))) {
    await inTransaction(db, async (trx) => {
      const failures = await queries.countLoginFailure(trx, loginHash, toTimestamp(now));
      const wait = failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (failures - FREE_FAILURES) * 5);
      if (wait > 0) await queries.blockLogin(trx, loginHash, toTimestamp(now.add({ seconds: wait })));
    });
    throw problem('invalid_credentials');
  }
  const actor = staff !== undefined ? await findStaffActor(db, staff.id) : await findPatronActor(db, patron!.id);
  if (actor === undefined) throw problem('invalid_credentials');
  return inTransaction(db, async (trx) => {
    await queries.deleteLoginAttempts(trx, loginHash);
    await audit(trx, actor, { action: 'session.sign_in', entity: actor.kind, entityId: actor.id });
    return openSession({ ...context, db: trx }, actor);
  });
}

/**
 * Makes the first administrator of a library without staff, with everything that a library begins with.
 *
 * @throws Problem `first_administrator_exists`, `weak_password`.
 */
export async function createFirstAdministrator(context: Context, input: FirstAdministrator): Promise<SignedIn> {
  requireAcceptablePassword(input.password);
  const passwordHash = await hashPassword(input.password);
  try {
    return await inTransaction(context.db, async (trx) => {
      if (await queries.hasStaff(trx)) throw problem('first_administrator_exists');
      const staffId = await createLibrary({ ...context, db: trx }, { ...input, passwordHash });
      await context.audit(trx, SYSTEM, { action: 'library.create', entity: 'staff', entityId: staffId });
      const actor = await findStaffActor(trx, staffId);
      return openSession({ ...context, db: trx }, actor!);
    });
  } catch (error) {
    // Two visitors at the same moment: the first rows that the second one adds are there already.
    if (isUniqueViolation(error)) throw problem('first_administrator_exists');
    throw error;
  }
}

/** Ends the session of a token. */
export async function signOut({ db }: Pick<AppContext, 'db'>, token: string): Promise<void> {
  await queries.deleteSession(db, hashToken(token));
}

/**
 * Changes one's own password and ends all other sessions.
 *
 * @throws Problem `wrong_password`, `weak_password`.
 */
export async function changePassword(
  { db, audit }: Context,
  actor: Actor,
  input: { current: string; next: string; token: string | undefined },
): Promise<void> {
  if (actor.kind !== 'staff' && actor.kind !== 'patron') throw problem('not_signed_in');
  requireAcceptablePassword(input.next);
  const { kind, id } = { kind: actor.kind, id: actor.id! };
  if (!(await verifyPassword(input.current, await queries.findPasswordHash(db, kind, id))))
    throw problem('wrong_password');
  const passwordHash = await hashPassword(input.next);
  const kept = input.token === undefined ? null : hashToken(input.token);
  await inTransaction(db, async (trx) => {
    await queries.replacePassword(trx, kind, id, passwordHash, kept);
    await audit(trx, actor, { action: 'password.change', entity: kind, entityId: id });
  });
}

async function openSession({ db, clock }: Pick<AppContext, 'db' | 'clock'>, actor: Actor): Promise<SignedIn> {
  const token = makeToken();
  const maxAge = SESSION_SECONDS[actor.kind === 'staff' ? 'staff' : 'patron'];
  const now = clock();
  await queries.insertSession(db, {
    tokenHash: hashToken(token),
    staffId: actor.kind === 'staff' ? actor.id : null,
    patronId: actor.kind === 'patron' ? actor.id : null,
    now: toTimestamp(now),
    expiresAt: toTimestamp(now.add({ seconds: maxAge })),
  });
  return { token, actor, maxAge };
}
