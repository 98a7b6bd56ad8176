import { insertAndGetId, type Db } from '../platform/database/database.ts';

export function listTokens(db: Db, staffId: number) {
  return db
    .selectFrom('api_tokens')
    .select(['id', 'name', 'permissions', 'created_at', 'expires_at'])
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
}

export function insertToken(
  db: Db,
  token: {
    staffId: number;
    name: string;
    tokenHash: string;
    permissions: string[];
    now: string;
    expiresAt: string | null;
  },
): Promise<number> {
  return insertAndGetId(db, 'api_tokens', {
    staff_id: token.staffId,
    name: token.name,
    token_hash: token.tokenHash,
    permissions: JSON.stringify(token.permissions),
    created_at: token.now,
    expires_at: token.expiresAt,
  });
}

/** Revokes one's own token. Answers whether there was one. */
export async function revokeToken(db: Db, id: number, staffId: number, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
