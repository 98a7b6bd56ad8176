import { insertAndGetId, type Db } from '../platform/database/database.ts';
import type { ErasureReceiptsTable } from '../platform/database/tables/patrons.ts';
import { receiptNumberOf } from './erasure-receipt.ts';
import type { ErasureReceipt } from './erasure.schema.ts';

/** What was erased and kept, by how many. */
export interface ErasureFigures {
  erased: ErasureReceipt['erased'];
  kept: ErasureReceipt['kept'];
}

export function insertReceipt(
  db: Db,
  { figures, ...receipt }: Omit<ErasureReceiptsTable, 'id' | 'figures'> & { figures: ErasureFigures },
): Promise<number> {
  return insertAndGetId(db, 'erasure_receipts', { ...receipt, figures: JSON.stringify(figures) });
}

export async function findReceipt(db: Db, id: number): Promise<ErasureReceipt | undefined> {
  const row = await db.selectFrom('erasure_receipts').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toReceipt(row);
}

/** Receipts, the newest first. */
export async function listReceipts(
  db: Db,
  { beforeId, limit }: { beforeId?: number | undefined; limit: number },
): Promise<ErasureReceipt[]> {
  let query = db.selectFrom('erasure_receipts').selectAll().orderBy('id', 'desc').limit(limit);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return (await query.execute()).map(toReceipt);
}

function toReceipt(row: Omit<ErasureReceiptsTable, 'id'> & { id: number }): ErasureReceipt {
  const { id, erased_at: erasedAt, reason, figures } = row;
  return { id, number: receiptNumberOf(id, erasedAt), erasedAt, reason, ...(JSON.parse(figures) as ErasureFigures) };
}
