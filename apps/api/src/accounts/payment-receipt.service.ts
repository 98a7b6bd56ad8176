import { findBranch } from '../branches/branches.queries.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { ReceiptPaper } from '../platform/pdf/sheet.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { findAccountOwner } from './accounts.queries.ts';
import { toReceiptSheet } from './payment-receipt.ts';
import { findPayment, listReceiptLines, sumLinesUpTo } from './payments.queries.ts';

/** How a receipt is wanted. */
export interface ReceiptOptions {
  format?: ReceiptPaper;
  /** The reader's own where none is asked for. */
  language?: 'fr' | 'en';
}

/**
 * Writes the receipt of a payment, refund or void as a PDF, under its number.
 *
 * @param ofPatron only a payment of this reader, when one is named.
 * @throws Problem `not_found`.
 */
export async function writeReceipt(
  { db, pdf }: Pick<AppContext, 'db' | 'pdf'>,
  id: number,
  { format = 'a5', language }: ReceiptOptions,
  ofPatron?: number,
): Promise<{ pdf: Buffer; name: string }> {
  const { facts, ownLanguage } = await readReceiptFacts(db, id, ofPatron);
  const sheet = toReceiptSheet(facts, { paper: format, language: language ?? ownLanguage });
  return { pdf: await pdf.write(sheet), name: `receipt-${facts.payment.number}` };
}

async function readReceiptFacts(db: Db, id: number, ofPatron: number | undefined) {
  const payment = await findPayment(db, id);
  if (payment === undefined || (ofPatron !== undefined && payment.patronId !== ofPatron)) throw problem('not_found');
  const { libraryName, currency } = await readSettings(db);
  const owner = await findAccountOwner(db, payment.patronId);
  const branch = await findBranch(db, payment.branchId ?? owner.branchId);
  const facts = {
    payment,
    lines: await listReceiptLines(db, id),
    // Settled lines of many readers stand under one without a name: their sum is nobody's balance.
    balanceAfter: owner.name === '' ? null : await sumLinesUpTo(db, payment.patronId, id),
    patronName: owner.name,
    libraryName,
    currency,
    branch: branch!,
  };
  return { facts, ownLanguage: owner.language };
}
