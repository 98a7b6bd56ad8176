import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { RefusedAttempt, RefusedFacts } from './refused-attempts.ts';

/** Keeps an attempt to borrow that was refused. */
export async function insertRefusedAttempt(db: Db, attempt: RefusedAttempt, at: string): Promise<void> {
  await insertAndGetId(db, 'refused_attempts', {
    at,
    branch_id: attempt.branchId,
    patron_branch_id: attempt.patronBranchId,
    patron_category_id: attempt.patronCategoryId,
    item_type_id: attempt.itemTypeId,
    item_branch_id: attempt.itemBranchId,
    facts: JSON.stringify(attempt.facts),
  });
}

/** Lists the attempts since a moment, a page at a time by id. */
export async function listRefusedAttempts(
  db: Db,
  { since, after, limit }: { since: string; after: number; limit: number },
): Promise<(RefusedAttempt & { id: number; at: string })[]> {
  const rows = await db
    .selectFrom('refused_attempts')
    .selectAll()
    .where('at', '>=', since)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    branchId: row.branch_id,
    patronBranchId: row.patron_branch_id,
    patronCategoryId: row.patron_category_id,
    itemTypeId: row.item_type_id,
    itemBranchId: row.item_branch_id,
    facts: JSON.parse(row.facts) as RefusedFacts,
  }));
}

export async function countRefusedAttempts(db: Db, since: string): Promise<number> {
  const { count } = await db
    .selectFrom('refused_attempts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}
