import { insertionOfKey, type Db } from '../database/database.ts';
import type { EffectScope, KeptAnswer } from '../database/effect-scope.ts';

/** Keeps the answer of a request that had no effect. Fails with a unique violation when another has kept the key. */
export async function insertAnswer(db: Db, scope: EffectScope, answer: KeptAnswer): Promise<void> {
  await db.executeQuery(insertionOfKey(db, scope, answer));
}

/** Keeps the answer of a request whose effect is kept with its key. */
export async function updateAnswer(db: Db, { keyHash }: EffectScope, answer: KeptAnswer): Promise<void> {
  await db.updateTable('idempotency_keys').set(answer).where('key_hash', '=', keyHash).execute();
}

/** Finds what is known of a key. */
export function findKey(db: Db, keyHash: string) {
  return db.selectFrom('idempotency_keys').selectAll().where('key_hash', '=', keyHash).executeTakeFirst();
}
