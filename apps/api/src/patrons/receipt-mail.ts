import { Temporal } from 'temporal-polyfill';
import type { Receipt } from './receipts.schema.ts';

interface Letterhead {
  libraryName: string;
  currency: string;
  timeZone: string;
  language: 'fr' | 'en';
}

const WORDS = {
  fr: {
    subject: 'Votre reçu',
    greeting: 'Bonjour',
    loans: 'Emprunts',
    due: 'à rendre le',
    returns: 'Retours',
    payments: 'Paiements',
    balance: 'Reste à payer',
    nothing: 'Aucune opération.',
    colon: ' :',
  },
  en: {
    subject: 'Your receipt',
    greeting: 'Hello',
    loans: 'Loans',
    due: 'due on',
    returns: 'Returns',
    payments: 'Payments',
    balance: 'Left to pay',
    nothing: 'No operations.',
    colon: ':',
  },
} as const;

/** Writes a receipt as a plain-text mail in the reader's language. Days are those of the reader's home branch. */
export function writeReceiptMail(receipt: Receipt, letterhead: Letterhead): { subject: string; text: string } {
  const { libraryName, currency, timeZone, language } = letterhead;
  const words = WORDS[language];
  const day = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toLocaleString(language, { dateStyle: 'long' });
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const unit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  const money = (amount: number) => format.format(amount / unit);
  const section = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [`${title}${words.colon}`, ...lines.map((line) => `- ${line}`), ''];

  const body = [
    ...section(
      words.loans,
      receipt.loans.map((loan) => `${loan.record.title} (${loan.item.barcode}), ${words.due} ${day(loan.dueAt)}`),
    ),
    ...section(
      words.returns,
      receipt.returns.map((loan) => `${loan.record.title} (${loan.item.barcode})`),
    ),
    ...section(
      words.payments,
      receipt.payments.map((line) => money(-line.amount)),
    ),
  ];
  const lines = [
    `${words.greeting} ${receipt.patron.name},`,
    '',
    ...(body.length === 0 ? [words.nothing, ''] : body),
    ...(receipt.balance > 0 ? [`${words.balance}${words.colon} ${money(receipt.balance)}`, ''] : []),
    libraryName,
    day(receipt.at),
  ];
  return { subject: `${words.subject} – ${libraryName}`, text: `${lines.join('\n')}\n` };
}
