import { insertAndGetId, type Db } from '../database/database.ts';
import type { EffectScope } from '../database/effect-scope.ts';
import { frequentChange } from '../database/frequent-query.ts';

/** Takes a key for a request. Fails with a unique violation when it is taken. */
export async function insertKey(db: Db, keyHash: string, requestHash: string, now: string): Promise<void> {
  await insertAndGetId(db, 'idempotency_keys', { key_hash: keyHash, request_hash: requestHash, created_at: now });
}

/** Finds what is known of a key. */
export function findKey(db: Db, keyHash: string) {
  return db.selectFrom('idempotency_keys').selectAll().where('key_hash', '=', keyHash).executeTakeFirst();
}

/** Takes over a key whose request died before it had an effect. Answers whether this caller was the one. */
export async function takeOverKey(db: Db, keyHash: string, createdBefore: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('idempotency_keys')
    .set({ created_at: now })
    .where('key_hash', '=', keyHash)
    .where('status', 'is', null)
    .where('created_at', '<', createdBefore)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const updateAnswer = frequentChange((db, keyHash: string, takenAt: string, status: number, body: string) =>
  db
    .updateTable('idempotency_keys')
    .set({ status, body })
    .where('key_hash', '=', keyHash)
    .where('created_at', '=', takenAt),
);

/** Stores the answer of a request that still has its key. */
export async function storeAnswer(
  db: Db,
  { keyHash, takenAt }: EffectScope,
  status: number,
  body: string,
): Promise<void> {
  await updateAnswer(db, keyHash, takenAt, status, body);
}

/** Frees the key of a request that failed without an effect. */
export async function freeKey(db: Db, { keyHash, takenAt }: EffectScope): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('key_hash', '=', keyHash)
    .where('created_at', '=', takenAt)
    .where('status', 'is', null)
    .execute();
}

/** Frees every key whose request has had no effect. A request that is still under way elsewhere then cannot have one. */
export async function freeUnfinishedKeys(db: Db): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('status', 'is', null).execute();
}
