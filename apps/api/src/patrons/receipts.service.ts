import { Temporal } from 'temporal-polyfill';
import { readAccount } from '../accounts/accounts.service.ts';
import { findBranch } from '../branches/branches.queries.ts';
import { findLoan } from '../circulation/loans.queries.ts';
import { dayIn, toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import type { Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import type { SendMail } from './mailer.ts';
import type { Patron } from './patrons.schema.ts';
import { requirePatron } from './patrons.service.ts';
import { writeReceiptMail } from './receipt-mail.ts';
import { listLoanIdsSince, listReturnIdsSince } from './receipts.queries.ts';
import type { Receipt } from './receipts.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Gathers what a reader did at the desk since a moment, by default since the day began at the home branch.
 *
 * @throws Problem `not_found`.
 */
export async function readReceipt(context: Context, patronId: number, since?: string): Promise<Receipt> {
  return (await gather(context, patronId, since)).receipt;
}

/**
 * Sends a receipt to the reader, in the reader's language. Answers the address.
 *
 * @param sendMail null where no mail server is set up.
 * @throws Problem `not_found`, `patron_has_no_email`, `mail_not_configured`, `mail_not_sent`.
 */
export async function mailReceipt(
  context: Context,
  sendMail: SendMail | null,
  patronId: number,
  since?: string,
): Promise<string> {
  if (sendMail === null) throw problem('mail_not_configured');
  const { patron, receipt, timeZone } = await gather(context, patronId, since);
  if (patron.email === null) throw problem('patron_has_no_email');
  const { libraryName, currency } = await readSettings(context.db);
  const { subject, text } = writeReceiptMail(receipt, { libraryName, currency, timeZone, language: patron.language });
  await sendMail({ to: patron.email, subject, text });
  return patron.email;
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
  return { patron, receipt, timeZone };
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
