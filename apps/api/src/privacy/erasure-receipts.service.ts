import { listBranches } from '../branches/branches.queries.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { ReceiptPaper } from '../platform/pdf/sheet.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { idOfReceiptNumber, toErasureSheet } from './erasure-receipt.ts';
import { findReceipt, listReceipts } from './erasure-receipts.queries.ts';
import type { ErasureReceipt } from './erasure.schema.ts';

/** @throws Problem `not_found`. */
export async function readErasureReceipt(db: Db, id: number): Promise<ErasureReceipt> {
  const receipt = await findReceipt(db, id);
  if (receipt === undefined) throw problem('not_found');
  return receipt;
}

/** Lists receipts, the newest first; at most the one with a number, when one is named. */
export async function findErasureReceipts(
  db: Db,
  { number, ...page }: { number?: string | undefined; beforeId?: number | undefined; limit: number },
): Promise<ErasureReceipt[]> {
  if (number === undefined) return listReceipts(db, page);
  const id = idOfReceiptNumber(number);
  const receipt = id === null ? undefined : await findReceipt(db, id);
  return receipt?.number === number.trim().toUpperCase() ? [receipt] : [];
}

/**
 * Writes the receipt of an erasure as a PDF, under its number.
 *
 * @throws Problem `not_found`.
 */
export async function writeErasureReceipt(
  { db, pdf }: Pick<AppContext, 'db' | 'pdf'>,
  id: number,
  branchId: number | null,
  { format = 'a5', language }: { format?: ReceiptPaper; language?: 'fr' | 'en' },
): Promise<{ pdf: Buffer; name: string }> {
  const receipt = await readErasureReceipt(db, id);
  const { libraryName, defaultLanguage } = await readSettings(db);
  const branches = await listBranches(db);
  // The receipt belongs to no branch: the letter head is that of the one who prints it.
  const branch = branches.find((one) => one.id === branchId) ?? branches[0]!;
  const sheet = toErasureSheet(
    receipt,
    { libraryName, branch },
    { paper: format, language: language ?? defaultLanguage },
  );
  return { pdf: await pdf.write(sheet), name: `erasure-${receipt.number}` };
}
