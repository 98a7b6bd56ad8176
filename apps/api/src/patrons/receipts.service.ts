import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { readAccount } from '../accounts/accounts.service.ts';
import type { ReceiptOptions } from '../accounts/payment-receipt.service.ts';
import { findBranch, listBranches } from '../branches/branches.queries.ts';
import { readBalance } from '../circulation/loan-charges.queries.ts';
import { findLoan, listLoans } from '../circulation/loans.queries.ts';
import { addToOutbox } from '../notices/notice-queue.service.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { toLoanSheet } from './loans-sheet.ts';
import type { Patron } from './patrons.schema.ts';
import { requirePatron } from './patrons.service.ts';
import { listLoanIdsSince, listReturnIdsSince } from './receipts.queries.ts';
import type { Receipt } from './receipts.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Gathers what a reader did at the desk since a moment, by default since the day began at the home branch.
 *
 * @throws Problem `not_found`.
 */
export async function readReceipt(context: Context, patronId: number, since?: string): Promise<Receipt> {
  return gather(context, patronId, since);
}

/**
 * Puts a receipt for the reader into the outbox, in the reader's language. Answers the address.
 *
 * @throws Problem `not_found`, `patron_has_no_email`, `mail_not_configured`.
 */
export async function mailReceipt(
  { db, clock, mailer }: Context & Pick<AppContext, 'mailer'>,
  patronId: number,
  since?: string,
): Promise<string> {
  if (mailer === null) throw problem('mail_not_configured');
  return inTransaction(db, async (trx) => {
    const { id, email, branchId } = await requirePatron(trx, patronId);
    if (email === null) throw problem('patron_has_no_email');
    const { timeZone } = (await findBranch(trx, branchId))!;
    const now = clock();
    const from = since === undefined ? beginningOfDay(now, timeZone) : toTimestamp(Temporal.Instant.from(since));
    await addToOutbox(trx, {
      kind: 'receipt',
      patronId: id,
      branchId,
      gatherAs: 'receipt_requested',
      detail: { since: from, isRequested: true },
      subjects: [
        { topic: 'receipt', dedupKey: `receipt:${id}:${randomUUID()}`, loanId: null, holdId: null, detail: {} },
      ],
      now,
      sendAt: now,
    });
    return email;
  });
}

/** More than any reader has out. */
const ALL_LOANS = 500;

/**
 * Writes what a reader has on loan and when it is due as a PDF.
 *
 * @throws Problem `not_found`.
 */
export async function writeLoanList(
  { db, clock, pdf }: Context & Pick<AppContext, 'pdf'>,
  patronId: number,
  { format = 'a5', language }: ReceiptOptions,
): Promise<Buffer> {
  const patron = await requirePatron(db, patronId);
  const at = toTimestamp(clock());
  const { libraryName, currency } = await readSettings(db);
  const branches = await listBranches(db);
  const facts = {
    loans: await listLoans(db, { status: 'open', patronId }, { now: at, limit: ALL_LOANS }),
    patronName: fullNameOf(patron),
    balance: await readBalance(db, patronId),
    libraryName,
    currency,
    branch: branches.find(({ id }) => id === patron.branchId)!,
    branches,
    at,
  };
  return pdf.write(toLoanSheet(facts, { paper: format, language: language ?? patron.language }));
}

async function gather({ db, clock }: Context, patronId: number, since: string | undefined) {
  const patron = await requirePatron(db, patronId);
  const { timeZone } = (await findBranch(db, patron.branchId))!;
  const from = since === undefined ? beginningOfDay(clock(), timeZone) : toTimestamp(Temporal.Instant.from(since));
  const at = toTimestamp(clock());
  const account = await readAccount(db, patronId);
  const receipt: Receipt = {
    patron: { id: patron.id, name: fullNameOf(patron), cardNumber: activeCardOf(patron) },
    loans: await readLoans(db, await listLoanIdsSince(db, patronId, from), at),
    returns: await readLoans(db, await listReturnIdsSince(db, patronId, from), at),
    payments: account.lines.filter((line) => line.kind === 'payment' && line.createdAt >= from).reverse(),
    balance: account.balance,
    at,
  };
  return receipt;
}

async function readLoans(db: Db, ids: number[], now: string): Promise<Receipt['loans']> {
  const loans: Receipt['loans'] = [];
  for (const id of ids) {
    const loan = await findLoan(db, id, now);
    if (loan !== undefined) loans.push(loan);
  }
  return loans;
}

function beginningOfDay(now: Temporal.Instant, timeZone: string): string {
  return toTimestamp(Temporal.PlainDate.from(dayIn(now, timeZone)).toZonedDateTime(timeZone).toInstant());
}

function fullNameOf({ givenName, familyName }: Patron): string {
  return `${givenName} ${familyName}`.trim();
}

function activeCardOf({ cards }: Patron): string | null {
  return cards.find((card) => card.status === 'active')?.number ?? null;
}
