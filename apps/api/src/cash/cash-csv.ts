import { stringify } from 'csv-stringify/sync';
import { Temporal } from 'temporal-polyfill';
import { PRINTED_WORDS } from '../accounts/printed-words.ts';
import { formatsOf } from '../platform/formats.ts';
import type { CashDay, CashMonth } from './cash.schema.ts';
import { CASH_WORDS } from './cash-words.ts';
import type { SheetFacts } from './cash-sheets.ts';

/** Writes a day of cash as a table with a line for each receipt; what went out is below zero. */
export function writeDayCsv({ receipts }: CashDay, facts: SheetFacts): string {
  const words = CASH_WORDS[facts.language];
  const printed = PRINTED_WORDS[facts.language];
  const { decimal } = formatsOf(facts.language, facts.currency);
  const columns = [
    words.number,
    words.date,
    words.time,
    words.branch,
    words.kind,
    words.method,
    words.reference,
    words.amount,
    words.reverses,
    words.member,
  ];
  const rows = receipts.map((receipt) => {
    const branch = facts.branches.find(({ id }) => id === receipt.branchId);
    const at = Temporal.Instant.from(receipt.createdAt).toZonedDateTimeISO(branch?.timeZone ?? 'UTC');
    return [
      receipt.number,
      at.toPlainDate().toString(),
      at.toPlainTime().toString({ smallestUnit: 'minute' }),
      asText(branch?.name),
      printed.kinds[receipt.kind],
      printed.methods[receipt.method],
      asText(receipt.reference),
      decimal(receipt.kind === 'payment' ? receipt.amount : -receipt.amount),
      receipt.reversesNumber ?? '',
      asText(receipt.staffName),
    ];
  });
  return toCsv([columns, ...rows]);
}

/** Writes a month of cash as a table with a line for each day. */
export function writeMonthCsv({ days }: CashMonth, facts: SheetFacts): string {
  const words = CASH_WORDS[facts.language];
  const { decimal } = formatsOf(facts.language, facts.currency);
  const columns = [
    words.dayColumn,
    words.payments,
    words.refunds,
    words.voids,
    words.net,
    words.carried,
    words.isClosed,
    words.difference,
  ];
  const rows = days.map(({ day, payments, refunds, voids, net, carried, isClosed, difference }) => [
    day,
    ...[payments.amount, refunds.amount, voids.amount, net, carried].map(decimal),
    isClosed ? words.yes : words.no,
    difference === null ? '' : decimal(difference),
  ]);
  return toCsv([columns, ...rows]);
}

/** What people wrote. A text that a spreadsheet would run as a formula is kept as text by an apostrophe. */
function asText(text: string | null | undefined): string {
  return (text ?? '').replace(/^[=+\-@\t\r]/, "'$&");
}

/** RFC 4180, after the mark that tells spreadsheets that it is UTF-8. */
function toCsv(rows: string[][]): string {
  return `\ufeff${stringify(rows, { record_delimiter: 'windows' })}`;
}
