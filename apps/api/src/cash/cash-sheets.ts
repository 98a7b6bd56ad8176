import type { Temporal } from 'temporal-polyfill';
import { letterHead } from '../accounts/payment-receipt.ts';
import { PRINTED_WORDS } from '../accounts/printed-words.ts';
import type { Branch } from '../branches/branches.schema.ts';
import { toTimestamp } from '../platform/clock.ts';
import { formatsOf, type Formats } from '../platform/formats.ts';
import type { Block, Column, Sheet } from '../platform/pdf/sheet.ts';
import type { CashDay, CashMonth, CashTotals } from './cash.schema.ts';
import { CASH_WORDS, type CashWords } from './cash-words.ts';

/** What a report needs besides its figures. */
export interface SheetFacts {
  language: 'fr' | 'en';
  libraryName: string;
  currency: string;
  branches: readonly Branch[];
  now: Temporal.Instant;
}

/** Writes a day of cash to be printed, signed and filed. */
export function toDaySheet(day: CashDay, facts: SheetFacts): Sheet {
  const words = CASH_WORDS[facts.language];
  const formats = formatsOf(facts.language, facts.currency);
  const blocks: Block[] = [totalsByMethod(day, words, facts, formats)];
  if (day.receipts.length === 0) blocks.push({ kind: 'gap' }, { kind: 'text', text: words.noReceipts });
  else {
    const rows = day.staff.map(({ staffName, ...totals }) => [staffName ?? words.nobody, ...flows(totals, formats)]);
    blocks.push(
      ...section(words.staff, { kind: 'table', columns: flowColumns(words.member, words), rows }),
      ...section(words.receipts, receiptTable(day, words, facts, formats)),
    );
  }
  for (const { first, last, branchId, bookedOn } of day.elsewhere) {
    const numbers = first === last ? first : `${first} – ${last}`;
    const place = [branchName(branchId, facts), bookedOn === null ? '' : formats.day(bookedOn)].filter(
      (one) => one !== '',
    );
    blocks.push({ kind: 'text', text: `${words.elsewhere}${numbers} (${place.join(', ')})`, style: 'quiet' });
  }
  if (day.branchId !== null) blocks.push(...closingBlocks(day, words, facts, formats));
  return sheet(`${words.day}${formats.day(day.day)}`, day.branchId, blocks, facts);
}

/** Writes a month of cash day by day. */
export function toMonthSheet(month: CashMonth, facts: SheetFacts): Sheet {
  const words = CASH_WORDS[facts.language];
  const formats = formatsOf(facts.language, facts.currency);
  const columns: Column[] = [
    ...flowColumns(words.dayColumn, words),
    { label: words.carried, share: 2, isNumber: true },
    { label: words.difference, share: 2, isNumber: true },
  ];
  const rows = month.days.map(({ day, carried, isClosed, difference, ...totals }) => [
    formats.day(day),
    ...flows(totals, formats),
    formats.money(carried),
    isClosed ? formats.money(difference ?? 0) : '–',
  ]);
  const footer = [words.total, ...flows(month.total, formats)];
  const blocks: Block[] = [
    totalsByMethod(month, words, facts, formats),
    { kind: 'gap' },
    { kind: 'table', columns, rows, footer },
  ];
  return sheet(`${words.month}${formats.month(month.month)}`, month.branchId, blocks, facts);
}

function sheet(title: string, branchId: number | null, blocks: Block[], facts: SheetFacts): Sheet {
  const words = CASH_WORDS[facts.language];
  const branch = facts.branches.find(({ id }) => id === branchId);
  const head = branch ?? { name: words.allBranches, address: null, phone: null, email: null };
  const timeZone = (branch ?? facts.branches[0])?.timeZone ?? 'UTC';
  const at = toTimestamp(facts.now);
  const printedOn =
    PRINTED_WORDS[facts.language].printedOn + formatsOf(facts.language, facts.currency).moment(at, timeZone);
  return {
    paper: 'a4',
    language: facts.language,
    title,
    author: facts.libraryName,
    at,
    blocks: [
      ...letterHead(facts.libraryName, head),
      { kind: 'rule' },
      { kind: 'heading', text: title },
      { kind: 'gap' },
      ...blocks,
      { kind: 'gap' },
      { kind: 'text', text: printedOn, style: 'quiet' },
    ],
  };
}

function section(title: string, block: Block): Block[] {
  return [{ kind: 'gap' }, { kind: 'text', text: title, style: 'bold' }, block];
}

function flowColumns(label: string, words: CashWords): Column[] {
  return [
    { label, share: 3 },
    { label: words.payments, share: 2.4, isNumber: true },
    { label: words.refunds, share: 2.4, isNumber: true },
    { label: words.voids, share: 2.4, isNumber: true },
    { label: words.net, share: 2, isNumber: true },
  ];
}

/** Each flow as its amount with its count, and the net. */
function flows({ payments, refunds, voids, net }: CashTotals, formats: Formats): string[] {
  const cells = [payments, refunds, voids].map(({ count, amount }) =>
    count === 0 ? '–' : `${formats.money(amount)} (${count})`,
  );
  return [...cells, formats.money(net)];
}

function totalsByMethod(
  { methods, total }: Pick<CashDay, 'methods' | 'total'>,
  words: CashWords,
  { language }: SheetFacts,
  formats: Formats,
): Block {
  const rows = methods.map(({ method, ...totals }) => [
    PRINTED_WORDS[language].methods[method],
    ...flows(totals, formats),
  ]);
  const footer = [words.total, ...flows(total, formats)];
  return { kind: 'table', columns: flowColumns(words.method, words), rows, footer };
}

function receiptTable(day: CashDay, words: CashWords, facts: SheetFacts, formats: Formats): Block {
  const printed = PRINTED_WORDS[facts.language];
  return {
    kind: 'table',
    columns: [
      { label: words.number, share: 2.2 },
      { label: words.time, share: 1.1 },
      { label: words.kind, share: 3 },
      { label: words.method, share: 2.4 },
      { label: words.reference, share: 3 },
      { label: words.amount, share: 2, isNumber: true },
    ],
    rows: day.receipts.map((receipt) => [
      receipt.number,
      formats.time(receipt.createdAt, zoneOf(receipt.branchId, facts)),
      [printed.kinds[receipt.kind], receipt.reversesNumber].filter((one) => one !== null).join(' · '),
      printed.methods[receipt.method],
      receipt.reference ?? '',
      formats.money(receipt.kind === 'payment' ? receipt.amount : -receipt.amount),
    ]),
  };
}

function closingBlocks({ closing }: CashDay, words: CashWords, facts: SheetFacts, formats: Formats): Block[] {
  if (closing === null) return [{ kind: 'gap' }, { kind: 'text', text: words.notClosed, style: 'quiet' }];
  const sum = (of: 'expected' | 'counted') => closing.counts.reduce((total, count) => total + count[of], 0);
  const amounts = (row: { expected: number; counted: number; difference: number }) =>
    [row.expected, row.counted, row.difference].map(formats.money);
  const { difference } = closing;
  return [
    ...section(words.closing, {
      kind: 'table',
      columns: [
        { label: words.method, share: 3 },
        { label: words.expected, share: 2, isNumber: true },
        { label: words.counted, share: 2, isNumber: true },
        { label: words.difference, share: 2, isNumber: true },
      ],
      rows: closing.counts.map((count) => [PRINTED_WORDS[facts.language].methods[count.method], ...amounts(count)]),
      footer: [words.total, ...amounts({ expected: sum('expected'), counted: sum('counted'), difference })],
    }),
    { kind: 'gap' },
    { kind: 'text', text: words.closedAt + formats.moment(closing.closedAt, zoneOf(closing.branchId, facts)) },
    ...(closing.staffName === null ? [] : [{ kind: 'text' as const, text: words.closedBy + closing.staffName }]),
    ...(closing.note === null ? [] : [{ kind: 'text' as const, text: words.note + closing.note }]),
    { kind: 'gap' },
    { kind: 'text', text: words.signature },
    { kind: 'gap' },
    { kind: 'gap' },
  ];
}

function branchName(id: number | null, { branches }: SheetFacts): string {
  return branches.find((branch) => branch.id === id)?.name ?? '';
}

function zoneOf(id: number | null, { branches }: SheetFacts): string {
  return (branches.find((branch) => branch.id === id) ?? branches[0])?.timeZone ?? 'UTC';
}
