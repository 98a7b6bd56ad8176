import ical, { escape, ICalEventTransparency, type ICalCalendar } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';

/** A loan that is to be brought back. Instants are UTC text. */
export interface FeedLoan {
  id: number;
  title: string;
  dueAt: string;
  isHourly: boolean;
  checkedOutAt: string;
  version: number;
  branch: FeedBranch;
}

/** A reserved copy that waits to be fetched. */
export interface FeedHold {
  id: number;
  title: string;
  readyAt: string;
  /** The last day, `YYYY-MM-DD`. */
  pickupUntil: string;
  version: number;
  branch: FeedBranch;
}

export interface FeedBranch {
  name: string;
  address: string | null;
  timeZone: string;
}

/** What a reader's own calendar is to show. */
export interface FeedFacts {
  language: 'fr' | 'en';
  libraryName: string;
  /** Tells the library's events from those of others: the host of its address, if it has one. */
  host: string;
  /** The page of the reader's account; `null` where the library has no address. */
  accountUrl: string | null;
  loans: readonly FeedLoan[];
  holds: readonly FeedHold[];
  now: Temporal.Instant;
}

/** How often a calendar program is asked to look again. */
const HOURS_BETWEEN_LOOKS = 4;

const WORDS = {
  fr: {
    calendar: (library: string) => `Mes prêts – ${library}`,
    due: (title: string) => `À rendre : ${title}`,
    overdue: (title: string) => `En retard : ${title}`,
    ready: (title: string) => `À retirer au plus tard : ${title}`,
    dueBy: (time: string, timeZone: string) => `À rendre avant ${time} (${timeZone}).`,
  },
  en: {
    calendar: (library: string) => `My loans – ${library}`,
    due: (title: string) => `Due back: ${title}`,
    overdue: (title: string) => `Overdue: ${title}`,
    ready: (title: string) => `Last day to collect: ${title}`,
    dueBy: (time: string, timeZone: string) => `Due back by ${time} (${timeZone}).`,
  },
};
const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const;

/**
 * Writes a reader's calendar (RFC 5545): an event for each loan on the day it is due, or at its instant where it is lent by the
 * hour, and one for each reserved copy on the last day on which it can be fetched. The same facts make the same text.
 */
export function writeFeed(facts: FeedFacts): string {
  const { language, libraryName } = facts;
  const calendar = ical({
    // The package writes the name as it is.
    name: escape(WORDS[language].calendar(libraryName), false),
    prodId: { company: 'Biblio Pro', product: 'Calendar feed', language: language.toUpperCase() },
    ttl: HOURS_BETWEEN_LOOKS * 3600,
  });
  for (const loan of facts.loans) addLoan(calendar, facts, loan);
  for (const hold of facts.holds) addHold(calendar, facts, hold);
  return calendar.toString();
}

function addLoan(calendar: ICalCalendar, { language, host, accountUrl, now }: FeedFacts, loan: FeedLoan): void {
  const words = WORDS[language];
  const due = Temporal.Instant.from(loan.dueAt);
  const local = due.toZonedDateTimeISO(loan.branch.timeZone);
  const time = local.toPlainTime().toLocaleString(LOCALE[language], { timeStyle: 'short' });
  const isOverdue = Temporal.Instant.compare(due, now) < 0;
  calendar.createEvent({
    id: `loan-${loan.id}@${host}`,
    stamp: Temporal.Instant.from(loan.checkedOutAt),
    sequence: loan.version - 1,
    summary: isOverdue ? words.overdue(loan.title) : words.due(loan.title),
    // An instant in UTC: it needs no definition of a time zone, of which calendar programs know different ones.
    start: loan.isHourly ? Temporal.Instant.from(loan.dueAt) : local.toPlainDate(),
    allDay: !loan.isHourly,
    transparency: ICalEventTransparency.TRANSPARENT,
    description: loan.isHourly ? words.dueBy(time, loan.branch.timeZone) : null,
    location: placeOf(loan.branch),
    url: accountUrl,
  });
}

function addHold(calendar: ICalCalendar, { language, host, accountUrl }: FeedFacts, hold: FeedHold): void {
  calendar.createEvent({
    id: `hold-${hold.id}@${host}`,
    stamp: Temporal.Instant.from(hold.readyAt),
    sequence: hold.version - 1,
    summary: WORDS[language].ready(hold.title),
    start: Temporal.PlainDate.from(hold.pickupUntil),
    allDay: true,
    transparency: ICalEventTransparency.TRANSPARENT,
    location: placeOf(hold.branch),
    url: accountUrl === null ? null : `${accountUrl}/holds`,
  });
}

function placeOf({ name, address }: FeedBranch): string {
  return address === null ? name : `${name}, ${address.replace(/\s*\n\s*/g, ', ')}`;
}
