import { lockAccount } from '../accounts/accounts.queries.ts';
import { requirePatron } from '../patrons/patrons.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Trx } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './erasure-requests.queries.ts';
import type { ErasureRequest } from './erasure.schema.ts';
import { listErasureRefusals } from './erasure.service.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit'>;

/** What a reader may know of an erasure: the own request, and what stands against it. */
export async function readOwnErasure({ db }: Pick<AppContext, 'db'>, actor: Actor) {
  const patronId = actor.id!;
  return {
    refusals: await listErasureRefusals(db, actor, patronId),
    request: (await queries.findRequest(db, patronId)) ?? null,
  };
}

/**
 * Asks for the own erasure; staff then do it. An open request is answered as it is, a declined one is made anew.
 *
 * @throws Problem `erasure_refused` with every reason.
 */
export function requestErasure(context: Context, actor: Actor): Promise<ErasureRequest> {
  const patronId = actor.id!;
  return change(context, patronId, async (trx) => {
    const open = await queries.findRequest(trx, patronId);
    if (open?.declinedAt === null) return open;
    const refusals = await listErasureRefusals(trx, actor, patronId);
    if (refusals.length > 0) throw problem('erasure_refused', {}, { extensions: { refusals } });
    await queries.deleteRequest(trx, patronId);
    await queries.insertRequest(trx, patronId, toTimestamp(context.clock()));
    await context.audit(trx, actor, { action: 'patron.request_erasure', entity: 'patron', entityId: patronId });
    return (await queries.findRequest(trx, patronId))!;
  });
}

/** Takes the own request back. @throws Problem `erasure_not_requested`. */
export async function withdrawErasure(context: Context, actor: Actor): Promise<void> {
  const patronId = actor.id!;
  await change(context, patronId, async (trx) => {
    await requireOpenRequest(trx, patronId);
    await queries.deleteRequest(trx, patronId);
    await context.audit(trx, actor, { action: 'patron.withdraw_erasure', entity: 'patron', entityId: patronId });
  });
}

/** Declines a reader's request, with a reason that the reader sees. @throws Problem `not_found`, `erasure_not_requested`. */
export function declineErasure(
  context: Context,
  actor: Actor,
  patronId: number,
  reason: string,
): Promise<ErasureRequest> {
  return change(context, patronId, async (trx) => {
    await requirePatron(trx, patronId);
    await requireOpenRequest(trx, patronId);
    await queries.declineRequest(trx, patronId, { reason: reason.trim(), now: toTimestamp(context.clock()) });
    const after = { reason: reason.trim() };
    await context.audit(trx, actor, { action: 'patron.decline_erasure', entity: 'patron', entityId: patronId, after });
    return (await queries.findRequest(trx, patronId))!;
  });
}

/** The requests that wait, each with what stands against it by now. */
export async function listPendingErasures(
  { db }: Pick<AppContext, 'db'>,
  actor: Actor,
  page: { after?: queries.RequestPosition | undefined; limit: number },
) {
  const requests = await queries.listOpenRequests(db, page);
  const pending = [];
  for (const request of requests) {
    pending.push({ ...request, refusals: await listErasureRefusals(db, actor, request.patron.id) });
  }
  return pending;
}

/** One change of a reader's request at a time. */
function change<T>({ db }: Context, patronId: number, work: (trx: Trx) => Promise<T>): Promise<T> {
  return inTransaction(db, async (trx) => {
    await lockAccount(trx, patronId);
    return work(trx);
  });
}

async function requireOpenRequest(trx: Trx, patronId: number): Promise<void> {
  const request = await queries.findRequest(trx, patronId);
  if (request === undefined || request.declinedAt !== null) throw problem('erasure_not_requested');
}
