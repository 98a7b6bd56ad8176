import { letterHead, type LetterHead } from '../accounts/payment-receipt.ts';
import { PRINTED_WORDS } from '../accounts/printed-words.ts';
import type { Branch } from '../branches/branches.schema.ts';
import type { Loan } from '../circulation/loans.schema.ts';
import { dayIn } from '../platform/clock.ts';
import { formatsOf } from '../platform/formats.ts';
import type { Block, ReceiptPaper, Sheet } from '../platform/pdf/sheet.ts';
import { Temporal } from 'temporal-polyfill';

/** What a reader has at home, as they take it with them. */
export interface LoanListFacts {
  loans: readonly Pick<Loan, 'record' | 'item' | 'branchId' | 'dueAt' | 'isHourly' | 'isOverdue'>[];
  patronName: string;
  balance: number;
  libraryName: string;
  currency: string;
  branch: LetterHead & Pick<Branch, 'timeZone'>;
  /** A loan is due by the clock of the branch where it was lent. */
  branches: readonly Pick<Branch, 'id' | 'timeZone'>[];
  /** UTC. */
  at: string;
}

/** Writes the list of a reader's loans, the first due first. */
export function toLoanSheet(
  facts: LoanListFacts,
  { paper, language }: { paper: ReceiptPaper; language: 'fr' | 'en' },
): Sheet {
  const words = PRINTED_WORDS[language];
  const formats = formatsOf(language, facts.currency);
  const dueOn = ({ branchId, dueAt, isHourly }: LoanListFacts['loans'][number]) => {
    const timeZone = facts.branches.find(({ id }) => id === branchId)?.timeZone ?? facts.branch.timeZone;
    return isHourly ? formats.moment(dueAt, timeZone) : formats.day(dayIn(Temporal.Instant.from(dueAt), timeZone));
  };
  const blocks: Block[] = [
    ...letterHead(facts.libraryName, facts.branch),
    { kind: 'rule' },
    { kind: 'heading', text: words.loans },
    { kind: 'pair', left: words.reader, right: facts.patronName },
    { kind: 'pair', left: words.date, right: formats.moment(facts.at, facts.branch.timeZone) },
    { kind: 'rule' },
  ];
  if (facts.loans.length === 0) blocks.push({ kind: 'text', text: words.nothingOnLoan });
  else blocks.push({ kind: 'pair', left: '', right: words.dueOn, style: 'quiet' });
  for (const loan of facts.loans) {
    const note = [loan.record.authors[0], loan.item.barcode].filter(Boolean).join(' · ');
    const right = loan.isOverdue ? `${dueOn(loan)} (${words.overdue})` : dueOn(loan);
    blocks.push({ kind: 'pair', left: loan.record.title, right, note });
  }
  if (facts.balance > 0) {
    blocks.push(
      { kind: 'rule' },
      { kind: 'pair', left: words.owed, right: formats.money(facts.balance), style: 'bold' },
    );
  }
  blocks.push({ kind: 'rule' }, { kind: 'text', text: words.thanks, style: 'quiet' });
  return { paper, language, title: words.loans, author: facts.libraryName, at: facts.at, blocks };
}
