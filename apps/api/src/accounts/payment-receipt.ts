import { formatsOf } from '../platform/formats.ts';
import type { Block, ReceiptPaper, Sheet } from '../platform/pdf/sheet.ts';
import type { Branch } from '../branches/branches.schema.ts';
import type { Payment } from './accounts.schema.ts';
import type { ReceiptLine } from './payments.queries.ts';
import { PRINTED_WORDS } from './printed-words.ts';

/** All that stands on the receipt of a payment, refund or void. */
export interface ReceiptFacts {
  payment: Payment;
  lines: readonly ReceiptLine[];
  /** What the reader owed once it was booked, below zero the library; `null` where nobody knows any more whose it was. */
  balanceAfter: number | null;
  /** Empty then. */
  patronName: string;
  libraryName: string;
  currency: string;
  branch: LetterHead & Pick<Branch, 'timeZone'>;
}

export type LetterHead = Pick<Branch, 'name' | 'address' | 'phone' | 'email'>;

/** Writes a receipt. The same payment always makes the same receipt, however often and whoever prints it. */
export function toReceiptSheet(
  facts: ReceiptFacts,
  { paper, language }: { paper: ReceiptPaper; language: 'fr' | 'en' },
): Sheet {
  const { payment, lines, balanceAfter, branch } = facts;
  const words = PRINTED_WORDS[language];
  const formats = formatsOf(language, facts.currency);
  const title = `${words.receipts[payment.kind]}${payment.number}`;
  const blocks: Block[] = [
    ...letterHead(facts.libraryName, branch),
    { kind: 'rule' },
    { kind: 'heading', text: title },
    { kind: 'pair', left: words.date, right: formats.moment(payment.createdAt, branch.timeZone) },
  ];
  if (facts.patronName !== '') blocks.push({ kind: 'pair', left: words.reader, right: facts.patronName });
  if (payment.reversesNumber !== null) blocks.push({ kind: 'text', text: words.ofReceipt + payment.reversesNumber });
  const reasons = payment.kind === 'payment' ? [] : [...new Set(lines.map(({ note }) => note ?? ''))];
  for (const reason of reasons.filter((one) => one !== '')) blocks.push({ kind: 'text', text: words.because + reason });
  blocks.push({ kind: 'rule' });
  for (const line of lines) {
    blocks.push({
      kind: 'pair',
      left: line.charge === null ? words.credit : describeCharge(line.charge, language),
      right: formats.money(Math.abs(line.amount)),
      ...(line.charge === null
        ? {}
        : { note: words.chargedOn + formats.moment(line.charge.createdAt, branch.timeZone) }),
    });
  }
  blocks.push(
    { kind: 'rule' },
    {
      kind: 'pair',
      left: `${words.sum[payment.kind]} (${words.methods[payment.method]})`,
      right: formats.money(payment.amount),
      style: 'bold',
    },
  );
  if (payment.reference !== null) blocks.push({ kind: 'pair', left: words.reference, right: payment.reference });
  if (balanceAfter !== null) {
    const left = balanceAfter < 0 ? words.creditAfter : words.balanceAfter;
    blocks.push({ kind: 'pair', left, right: formats.money(Math.abs(balanceAfter)) });
  }
  blocks.push({ kind: 'rule' }, { kind: 'text', text: words.thanks, style: 'quiet' });
  return { paper, language, title, author: facts.libraryName, at: payment.createdAt, blocks };
}

/** The name and the address that stand at the top of what a library prints. */
export function letterHead(libraryName: string, branch: LetterHead): Block[] {
  const ways = [branch.phone, branch.email].filter((one) => one !== null).join(' · ');
  const address = [branch.name, branch.address ?? '', ways].filter((one) => one.trim() !== '').join('\n');
  return [
    { kind: 'heading', text: libraryName },
    { kind: 'text', text: address, style: 'quiet' },
  ];
}

/** What a charge is for: its kind or reason, then the title or the words that were written with it. */
function describeCharge(
  { kind, reason, title, note }: NonNullable<ReceiptLine['charge']>,
  language: 'fr' | 'en',
): string {
  const words = PRINTED_WORDS[language];
  const known = words.charges as Record<string, string | undefined>;
  const what = reason === null || reason === 'other' ? (known[kind] ?? words.charges.manual) : words.reasons[reason];
  return [what, title, note].filter((one) => one !== null && one !== '').join(' · ');
}
