import { Temporal } from 'temporal-polyfill';
import type { Branch } from '../branches/branches.schema.ts';
import type { Patron } from '../patrons/patrons.schema.ts';
import type { Receipt } from '../patrons/receipts.schema.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeSubject } from './notice-subjects.queries.ts';
import type { TemplateData } from './template-language.ts';

/** What is known when a mail is written. */
export interface NoticeFacts {
  kind: NoticeKind;
  patron: Pick<Patron, 'givenName' | 'familyName' | 'cards' | 'expiresOn'>;
  language: 'fr' | 'en';
  branch: Pick<Branch, 'name' | 'address' | 'phone' | 'email' | 'timeZone'>;
  libraryName: string;
  currency: string;
  /** Address of the reader's account, empty where the library has none. */
  accountUrl: string;
  balance: number;
  subjects: readonly NoticeSubject[];
  /** For a receipt only. */
  receipt: Pick<Receipt, 'loans' | 'returns' | 'payments'> | null;
  now: Temporal.Instant;
}

type Entry = Record<string, string>;

const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Why a loan was not renewed by itself, in words. Other reasons are not named: the library explains them. */
const REASONS: Record<'fr' | 'en', Record<string, string>> = {
  fr: {
    on_hold: 'un autre lecteur l’attend',
    recalled: 'un autre lecteur l’attend',
    too_many: 'il a été prolongé autant de fois que possible',
    debt: 'il reste une somme à payer',
    card_expired: 'votre carte n’est plus valable',
    restricted: 'vos emprunts sont suspendus',
  },
  en: {
    on_hold: 'another reader is waiting for it',
    recalled: 'another reader is waiting for it',
    too_many: 'it has been renewed as often as possible',
    debt: 'there is something left to pay',
    card_expired: 'your card is no longer valid',
    restricted: 'your borrowing is suspended',
  },
};

/** Puts what is known into the texts that a template may name, in the reader's language. */
export function toTemplateData(facts: NoticeFacts): TemplateData {
  const { patron, branch, language, subjects, now } = facts;
  const locale = LOCALE[language];
  const day = (plain: Temporal.PlainDate) => plain.toLocaleString(locale, { dateStyle: 'full' });
  const dayOf = (text: string | null) => (text === null ? '' : day(Temporal.PlainDate.from(text)));
  const moment = (timestamp: string, timeZone: string, isHourly: boolean) => {
    const zoned = Temporal.Instant.from(timestamp).toZonedDateTimeISO(timeZone);
    const time = zoned.toPlainTime().toLocaleString(locale, { timeStyle: 'short' });
    return isHourly ? `${day(zoned.toPlainDate())}, ${time}` : day(zoned.toPlainDate());
  };
  const loanEntry = ({ loan, detail }: NoticeSubject): Entry => {
    const { title, authors, barcode, dueAt, timeZone, isHourly } = loan!;
    const previous = detail['previousDueAt'];
    const reason = (detail['refusals'] as string[] | undefined)?.map((code) => REASONS[language][code]).find(Boolean);
    return {
      title,
      authors: authors.join(' ; '),
      barcode,
      dueOn: moment(dueAt, timeZone, isHourly),
      previousDueOn: typeof previous === 'string' ? moment(previous, timeZone, isHourly) : '',
      daysLate: daysLate(dueAt, now, timeZone, language),
      reason: reason ?? '',
    };
  };
  const loansAbout = (isWanted: (subject: NoticeSubject) => boolean) =>
    subjects.filter((subject) => subject.loan !== null && isWanted(subject)).map(loanEntry);
  const { receipt } = facts;
  const erasedOn = subjects.find(({ topic }) => topic === 'account_ending')?.detail['erasedOn'] as string | undefined;
  const receiptLoan = (loan: Receipt['loans'][number]): Entry => ({
    title: loan.record.title,
    authors: loan.record.authors.join(' ; '),
    barcode: loan.item.barcode,
    dueOn: moment(loan.dueAt, branch.timeZone, loan.isHourly),
  });
  const name = `${patron.givenName} ${patron.familyName}`.trim();
  return {
    'patron.name': name,
    'patron.givenName': patron.givenName,
    'patron.familyName': patron.familyName,
    'patron.cardNumber': patron.cards.find(({ status }) => status === 'active')?.number ?? '',
    'patron.expiresOn': dayOf(patron.expiresOn),
    'library.name': facts.libraryName,
    'library.url': facts.accountUrl,
    'branch.name': branch.name,
    'branch.address': branch.address ?? '',
    'branch.phone': branch.phone ?? '',
    'branch.email': branch.email ?? '',
    today: day(now.toZonedDateTimeISO(branch.timeZone).toPlainDate()),
    erasedOn: dayOf(erasedOn ?? null),
    balance: facts.balance > 0 ? money(facts.balance, facts.currency, locale) : '',
    loans: receipt === null ? loansAbout(() => true) : receipt.loans.map(receiptLoan),
    dueSoon: loansAbout(({ topic }) => topic === 'courtesy'),
    overdue: loansAbout(({ topic }) => topic.startsWith('overdue')),
    renewed: loansAbout(({ detail }) => detail['isRenewed'] === true),
    notRenewed: loansAbout(({ detail }) => detail['isRenewed'] === false),
    holds: subjects.flatMap(({ hold }) =>
      hold === null
        ? []
        : [
            {
              title: hold.title,
              authors: hold.authors.join(' ; '),
              branch: hold.branch,
              pickupUntil: dayOf(hold.pickupUntil),
            },
          ],
    ),
    returns: receipt?.returns.map(receiptLoan) ?? [],
    payments: receipt?.payments.map((line) => ({ amount: money(-line.amount, facts.currency, locale) })) ?? [],
  };
}

function daysLate(dueAt: string, now: Temporal.Instant, timeZone: string, language: 'fr' | 'en'): string {
  const due = Temporal.Instant.from(dueAt).toZonedDateTimeISO(timeZone).toPlainDate();
  const { days } = due.until(now.toZonedDateTimeISO(timeZone).toPlainDate(), { largestUnit: 'day' });
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(
    Math.max(0, days),
  );
}

function money(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
