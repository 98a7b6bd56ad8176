import type { Db } from '../platform/database/database.ts';

/** Ids of the loans that a reader took or renewed since a moment and still has, in that order. */
export async function listLoanIdsSince(db: Db, patronId: number, since: string): Promise<number[]> {
  const rows = await db
    .selectFrom('loans')
    .select('id')
    .where('patron_id', '=', patronId)
    .where('returned_at', 'is', null)
    .where((eb) => eb.or([eb('checked_out_at', '>=', since), eb('last_renewed_at', '>=', since)]))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of the loans that a reader brought back since a moment. */
export async function listReturnIdsSince(db: Db, patronId: number, since: string): Promise<number[]> {
  const rows = await db
    .selectFrom('loans')
    .select('id')
    .where('patron_id', '=', patronId)
    .where('returned_at', '>=', since)
    .orderBy('returned_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
