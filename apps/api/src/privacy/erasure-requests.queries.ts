import { Temporal } from 'temporal-polyfill';
import type { Db } from '../platform/database/database.ts';
import type { ErasureRequestsTable } from '../platform/database/tables/patrons.ts';
import type { ErasureRequest } from './erasure.schema.ts';

/** Where a page of requests ended. */
export type RequestPosition = [requestedAt: string, patronId: number];

export function isRequestPosition(value: unknown): value is RequestPosition {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}

export async function findRequest(db: Db, patronId: number): Promise<ErasureRequest | undefined> {
  const row = await db.selectFrom('erasure_requests').selectAll().where('patron_id', '=', patronId).executeTakeFirst();
  return row === undefined ? undefined : toRequest(row);
}

export async function insertRequest(db: Db, patronId: number, requestedAt: string): Promise<void> {
  await db.insertInto('erasure_requests').values({ patron_id: patronId, requested_at: requestedAt }).execute();
}

export async function deleteRequest(db: Db, patronId: number): Promise<void> {
  await db.deleteFrom('erasure_requests').where('patron_id', '=', patronId).execute();
}

export async function declineRequest(
  db: Db,
  patronId: number,
  { reason, now }: { reason: string; now: string },
): Promise<void> {
  await db
    .updateTable('erasure_requests')
    .set({ declined_at: now, decline_reason: reason })
    .where('patron_id', '=', patronId)
    .execute();
}

/** The requests that wait for an answer, the oldest first. */
export async function listOpenRequests(
  db: Db,
  { after, limit }: { after?: RequestPosition | undefined; limit: number },
): Promise<(ErasureRequest & { patron: { id: number; name: string } })[]> {
  let query = db
    .selectFrom('erasure_requests as request')
    .innerJoin('patrons', 'patrons.id', 'request.patron_id')
    .selectAll('request')
    .select(['patrons.given_name as givenName', 'patrons.family_name as familyName'])
    .where('request.declined_at', 'is', null)
    .orderBy('request.requested_at')
    .orderBy('request.patron_id')
    .limit(limit);
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((eb) =>
      eb.or([
        eb('request.requested_at', '>', at),
        eb.and([eb('request.requested_at', '=', at), eb('request.patron_id', '>', id)]),
      ]),
    );
  }
  return (await query.execute()).map(({ givenName, familyName, ...row }) => ({
    ...toRequest(row),
    patron: { id: row.patron_id, name: `${givenName} ${familyName}`.trim() },
  }));
}

/** How many requests wait for an answer, and since when the oldest does. */
export async function summariseRequests(db: Db): Promise<{ waiting: number; oldest: string | null }> {
  const { waiting, oldest } = await db
    .selectFrom('erasure_requests')
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.min<string | null>('requested_at').as('oldest')])
    .where('declined_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { waiting: Number(waiting), oldest };
}

function toRequest(row: ErasureRequestsTable): ErasureRequest {
  const requestedOn = Temporal.PlainDate.from(row.requested_at.slice(0, 10));
  return {
    requestedAt: row.requested_at,
    answerBy: requestedOn.add({ months: 1 }).toString(),
    declinedAt: row.declined_at,
    declineReason: row.decline_reason,
  };
}
