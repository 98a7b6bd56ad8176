import { Temporal } from 'temporal-polyfill';
import { findBranch } from '../branches/branches.queries.ts';
import { findPatronCategory } from '../branches/patron-categories.queries.ts';
import { replacePassword } from '../auth/session.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { hashPassword, requireAcceptablePassword } from '../platform/auth/passwords.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { lockName, lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { forgetFetchedHoldsOf } from '../privacy/anonymous-holds.queries.ts';
import { forgetLoansOf } from '../privacy/anonymous-loans.queries.ts';
import { giveCard } from './cards.service.ts';
import type { HistoryChoice } from './history-choices.ts';
import { membershipEnd, renewedMembershipEnd } from './membership.ts';
import * as queries from './patrons.queries.ts';
import type { NewPatron, Patron, PatronChanges } from './patrons.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/**
 * Registers a reader with a first card.
 *
 * @throws Problem `patron_looks_duplicate` with the ids unless confirmed, `card_number_taken`, `weak_password`,
 *   `invalid_request` for a category or branch that does not exist, `history_choice_not_offered`.
 */
export async function createPatron(
  { db, clock, audit, queueNotice }: Context & Pick<AppContext, 'queueNotice'>,
  actor: Actor,
  input: NewPatron,
): Promise<Patron> {
  const { cardNumber, password, confirmDuplicate, ...fields } = tidy(input);
  if (password !== undefined) requireAcceptablePassword(password);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return inTransaction(db, async (trx) => {
    const { category, branch } = await requireReferences(trx, fields);
    await requireHistoryChoice(trx, fields.historyChoice, 'library');
    if (confirmDuplicate !== true && fields.birthDate != null) {
      // Two desks that register one person at the same moment take turns, so that the second one is told.
      await lockName(trx, 'new_readers');
      const patronIds = await queries.findDuplicates(trx, { ...fields, birthDate: fields.birthDate });
      if (patronIds.length > 0) throw problem('patron_looks_duplicate', { patronIds });
    }
    const today = Temporal.PlainDate.from(dayIn(clock(), branch!.timeZone));
    const now = toTimestamp(clock());
    const values = {
      ...fields,
      language: fields.language ?? (await readSettings(trx)).defaultLanguage,
      expiresOn: fields.expiresOn ?? membershipEnd(today, category!.membershipMonths).toString(),
      passwordHash,
    };
    const id = await queries.insertPatron(trx, values, now);
    await giveCard(trx, id, cardNumber, now);
    const after = (await queries.findPatron(trx, id))!;
    await audit(trx, actor, { action: 'patron.create', entity: 'patron', entityId: id, after });
    await queueNotice(trx, { kind: 'welcome', patronId: id, branchId: after.branchId });
    return after;
  });
}

/**
 * Changes a reader. Who wants no past loans kept has them forgotten.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `not_found`, `invalid_request` for a category or branch that does not exist, `history_choice_not_offered`.
 */
export function changePatron(
  { db, clock, audit }: Context,
  actor: Actor,
  id: number,
  input: PatronChanges,
  requireCurrent: (version: number) => void,
): Promise<Patron> {
  const changes = tidy(input);
  return inTransaction(db, async (trx) => {
    await lockRows(trx, { patrons: [id] });
    const before = await requirePatron(trx, id);
    requireCurrent(before.version);
    await requireReferences(trx, changes);
    await requireHistoryChoice(trx, changes.historyChoice, before.historyChoice);
    await queries.updatePatron(trx, before, changes, toTimestamp(clock()));
    if (before.historyChoice !== 'never' && changes.historyChoice === 'never') {
      // What was returned just now may still be undone at the desk; a job forgets it within the hour.
      const anHourAgo = toTimestamp(clock().subtract({ hours: 1 }));
      await forgetLoansOf(trx, id, anHourAgo);
      await forgetFetchedHoldsOf(trx, id, anHourAgo);
    }
    const after = (await queries.findPatron(trx, id))!;
    await audit(trx, actor, { action: 'patron.change', entity: 'patron', entityId: id, before, after });
    return after;
  });
}

/**
 * Renews a membership by the category's period, from its end or, once it has ended, from today.
 *
 * @throws Problem `not_found`, `membership_already_renewed` when it runs for a whole period from today as it is.
 */
export function renewMembership({ db, clock, audit }: Context, actor: Actor, id: number): Promise<Patron> {
  return inTransaction(db, async (trx) => {
    await lockRows(trx, { patrons: [id] });
    const before = await requirePatron(trx, id);
    const branch = (await findBranch(trx, before.branchId))!;
    const category = (await findPatronCategory(trx, before.categoryId))!;
    const today = Temporal.PlainDate.from(dayIn(clock(), branch.timeZone));
    const end = renewedMembershipEnd(Temporal.PlainDate.from(before.expiresOn), today, category.membershipMonths);
    if (end === null) throw problem('membership_already_renewed', { expiresOn: before.expiresOn });
    await queries.updatePatron(trx, before, { expiresOn: end.toString() }, toTimestamp(clock()));
    const after = (await queries.findPatron(trx, id))!;
    await audit(trx, actor, {
      action: 'patron.renew_membership',
      entity: 'patron',
      entityId: id,
      before: { expiresOn: before.expiresOn },
      after: { expiresOn: after.expiresOn },
    });
    return after;
  });
}

/** Sets a reader's password and ends all sessions of that reader. @throws Problem `not_found`, `weak_password`. */
export async function setPassword({ db, audit }: Context, actor: Actor, id: number, password: string): Promise<void> {
  requireAcceptablePassword(password);
  const passwordHash = await hashPassword(password);
  await inTransaction(db, async (trx) => {
    await lockRows(trx, { patrons: [id] });
    await requirePatron(trx, id);
    await replacePassword(trx, 'patron', id, passwordHash, null);
    await audit(trx, actor, { action: 'password.set', entity: 'patron', entityId: id });
  });
}

/** Reads a reader. @throws Problem `not_found`. */
export async function requirePatron(db: Db, id: number): Promise<Patron> {
  const patron = await queries.findPatron(db, id);
  if (patron === undefined) throw problem('not_found');
  return patron;
}

/** @throws Problem `history_choice_not_offered` for another choice than before, where the library decides alone. */
async function requireHistoryChoice(db: Db, choice: HistoryChoice | undefined, before: HistoryChoice): Promise<void> {
  if (choice === undefined || choice === before || choice === 'library') return;
  const { retention } = await readSettings(db);
  if (!retention.isHistoryChoiceOffered) throw problem('history_choice_not_offered');
}

async function requireReferences(db: Db, fields: Pick<PatronChanges, 'categoryId' | 'branchId'>) {
  const category = fields.categoryId === undefined ? null : await findPatronCategory(db, fields.categoryId);
  const branch = fields.branchId === undefined ? null : await findBranch(db, fields.branchId);
  const errors = [
    ...(category === undefined ? [{ path: '/categoryId', code: 'unknown', message: 'is no patron category' }] : []),
    ...(branch === undefined ? [{ path: '/branchId', code: 'unknown', message: 'is no branch' }] : []),
  ];
  if (errors.length > 0) throw problem('invalid_request', {}, { errors });
  return { category, branch };
}

/** Takes the blanks around every text away; a field that may be null and holds nothing becomes null. */
function tidy<Fields extends PatronChanges>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (typeof value !== 'string' || name === 'password') return [name, value];
    const text = value.trim();
    return [name, text === '' && name !== 'givenName' ? null : text];
  });
  return Object.fromEntries(entries) as Fields;
}
