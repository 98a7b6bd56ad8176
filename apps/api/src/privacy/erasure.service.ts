import { emptyReaderEntries } from '../audit/audit-privacy.queries.ts';
import { toRefusal } from '../circulation/circulation-context.ts';
import { rowsOfReader } from '../circulation/desk-rows.queries.ts';
import { impossible } from '../circulation/explanation.ts';
import { cancelHoldsOf } from '../circulation/holds.service.ts';
import type { Refusal } from '../circulation/shapes.schema.ts';
import { findPatron } from '../patrons/patrons.queries.ts';
import { requirePatron } from '../patrons/patrons.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import { lockRows } from '../platform/database/locks.ts';
import { problem } from '../platform/errors.ts';
import { detachHolds } from './anonymous-holds.queries.ts';
import { detachLoans } from './anonymous-loans.queries.ts';
import { deletePatron, forgetStoredAnswers, readInventory, type Inventory } from './erasure.queries.ts';
import { findReceipt, insertReceipt, type ErasureFigures } from './erasure-receipts.queries.ts';
import { findRequest } from './erasure-requests.queries.ts';
import type { ErasureReceipt } from './erasure.schema.ts';
import { detachAccount } from './settled-accounts.queries.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit' | 'recordChanged' | 'queueNotice'>;

/**
 * Erases a reader for good, with what is known of the reader anywhere. Holds that still wait are cancelled; past loans and holds and
 * settled account lines stay without a name. Answers the receipt.
 *
 * @param requireCurrent holds the erasure to the version that was read.
 * @throws Problem `not_found`, `erasure_refused` with every reason.
 */
export function erasePatron(
  context: Context,
  actor: Actor,
  patronId: number,
  requireCurrent: (version: number) => void,
): Promise<ErasureReceipt> {
  return inTransaction(context.db, async (trx) => {
    const request = await findRequest(trx, patronId);
    const isRequested = request !== undefined && request.declinedAt === null;
    return eraseIn(context, trx, actor, patronId, isRequested ? 'request' : 'staff', requireCurrent);
  });
}

/** Erases a reader inside a transaction. */
export async function eraseIn(
  context: Context,
  trx: Trx,
  actor: Actor,
  patronId: number,
  reason: ErasureReceipt['reason'],
  requireCurrent: (version: number) => void = () => {},
): Promise<ErasureReceipt> {
  // From here on no desk can lend to the reader, take money, or change the queues of what they wait for, until this is done.
  await lockRows(trx, () => rowsOfReader(trx, patronId));
  const patron = await findPatron(trx, patronId);
  if (patron === undefined) throw problem('not_found');
  requireCurrent(patron.version);
  const refusals = refusalsOf(await readInventory(trx, patronId), actor);
  if (refusals.length > 0) throw problem('erasure_refused', {}, { extensions: { refusals } });

  const openHolds = await cancelHoldsOf(context, trx, actor, patronId);
  const figures = figuresOf({ ...(await readInventory(trx, patronId)), openHolds });
  const erasedAt = toTimestamp(context.clock());
  await detachLoans(trx, patronId);
  await detachHolds(trx, patronId);
  await detachAccount(trx, patron, erasedAt);
  await emptyReaderEntries(trx, patronId);
  await forgetStoredAnswers(trx);
  await deletePatron(trx, patronId);
  const receiptId = await insertReceipt(trx, { erased_at: erasedAt, reason, figures });
  const receipt = (await findReceipt(trx, receiptId))!;
  const after = { receipt: receipt.number, reason };
  await context.audit(trx, actor, { action: 'patron.erase', entity: 'patron', entityId: patronId, after });
  return receipt;
}

/** What erasing a reader would come to, and what stands against it. @throws Problem `not_found`. */
export async function previewErasure({ db }: Pick<AppContext, 'db'>, actor: Actor, patronId: number) {
  await requirePatron(db, patronId);
  const inventory = await readInventory(db, patronId);
  return {
    refusals: refusalsOf(inventory, actor),
    ...figuresOf(inventory),
    request: (await findRequest(db, patronId)) ?? null,
  };
}

/** Everything that stands against erasing a reader. */
export async function listErasureRefusals(db: Db, actor: Actor, patronId: number): Promise<Refusal[]> {
  return refusalsOf(await readInventory(db, patronId), actor);
}

function refusalsOf({ openLoans, readyHolds, balance }: Inventory, actor: Actor): Refusal[] {
  const reasons = [
    ...(openLoans > 0 ? [impossible('has_loans', { count: openLoans })] : []),
    ...(readyHolds > 0 ? [impossible('has_ready_holds', { count: readyHolds })] : []),
    ...(balance > 0 ? [impossible('has_debt', { amount: balance })] : []),
    ...(balance < 0 ? [impossible('has_credit', { amount: -balance })] : []),
  ];
  return reasons.map((reason) => toRefusal(reason, actor));
}

function figuresOf(inventory: Inventory): ErasureFigures {
  const erased: ErasureFigures['erased'] = [
    { what: 'profile', count: 1 },
    { what: 'cards', count: inventory.cards },
    { what: 'sessions', count: inventory.sessions },
    { what: 'notices', count: inventory.notices },
    { what: 'open_holds', count: inventory.openHolds },
    { what: 'audit_details', count: inventory.auditDetails },
    { what: 'erasure_request', count: inventory.requests },
    { what: 'calendar_feed', count: inventory.calendarFeeds },
  ];
  const kept: ErasureFigures['kept'] = [
    { what: 'loans', count: inventory.loans, why: 'statistics' },
    { what: 'holds', count: inventory.holds, why: 'statistics' },
    { what: 'account_lines', count: inventory.lines, why: 'accounting' },
    { what: 'payments', count: inventory.payments, why: 'accounting' },
    { what: 'audit_entries', count: inventory.auditEntries, why: 'accountability' },
  ];
  const isSome = ({ count }: { count: number }) => count > 0;
  return { erased: erased.filter(isSome), kept: kept.filter(isSome) };
}
