import type { Temporal } from 'temporal-polyfill';
import type { Branch } from '../branches/branches.schema.ts';
import type { Patron } from '../patrons/patrons.schema.ts';
import type { Receipt } from '../patrons/receipts.schema.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { NoticeFacts } from './notice-data.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeSubject } from './notice-subjects.queries.ts';
import type { TemplateKey } from './templates.queries.ts';

const READER = {
  givenName: 'Camille',
  familyName: 'Exemple',
  cards: [{ id: 0, number: '2000000000', status: 'active' as const, issuedAt: '' }],
};

/** What says more than which loan or hold it is about. */
const WITH_DETAIL: ReadonlySet<NoticeKind> = new Set(['auto_renewal', 'recall', 'due_date_changed', 'account_ending']);

const TITLES = [
  { title: 'Le Grand Meaulnes', authors: ['Alain-Fournier'] },
  { title: 'Middlemarch', authors: ['George Eliot'] },
  { title: 'Nadja', authors: ['André Breton'] },
] as const;

/** Facts for trying a text: about the reader who is named, or an invented one, with invented loans and holds. */
export function exampleFacts({
  key,
  patron,
  now,
  ...rest
}: {
  key: TemplateKey;
  patron: Patron | undefined;
  branch: Branch;
  libraryName: string;
  currency: string;
  accountUrl: string;
  now: Temporal.Instant;
}): NoticeFacts {
  const expiresOn = now.toZonedDateTimeISO(rest.branch.timeZone).toPlainDate().add({ days: 20 }).toString();
  return {
    ...rest,
    ...key,
    patron: patron ?? { ...READER, expiresOn },
    balance: 150,
    subjects: exampleSubjects(key.kind, rest.branch, now),
    receipt: key.kind === 'receipt' ? exampleReceipt(now) : null,
    now,
  };
}

function exampleSubjects(kind: NoticeKind, branch: Branch, now: Temporal.Instant): NoticeSubject[] {
  const topics: NoticeKind[] = kind === 'digest' ? ['overdue_1', 'courtesy', 'hold_ready'] : [kind, kind];
  return topics.map((topic, index) => {
    const { title, authors } = TITLES[index]!;
    const isLate = topic.startsWith('overdue');
    const at = (days: number) => toTimestamp(now.add({ hours: 24 * days }));
    const moved = { dueAt: at(3), previousDueAt: at(10), isRenewed: index === 0, refusals: ['on_hold'] };
    const detail = kind === 'account_ending' ? { erasedOn: at(31).slice(0, 10) } : moved;
    const about = { title, authors: [...authors], patronId: null };
    const loan = {
      ...about,
      barcode: `300000000${index}`,
      itemStatus: 'available',
      dueAt: at(isLate ? -8 - index : 3),
      isHourly: false,
      timeZone: branch.timeZone,
      returnedAt: null,
    };
    const hold = { ...about, status: 'ready', readyAt: null, branch: branch.name, pickupUntil: at(7).slice(0, 10) };
    const isOfHold = topic.startsWith('hold');
    return {
      topic,
      detail: WITH_DETAIL.has(kind) ? detail : {},
      loan: isOfHold ? null : loan,
      hold: isOfHold ? hold : null,
    };
  });
}

function exampleReceipt(now: Temporal.Instant): NoticeFacts['receipt'] {
  const loans = TITLES.map(({ title, authors }, index) => ({
    record: { title, authors: [...authors] },
    item: { barcode: `300000000${index}` },
    dueAt: toTimestamp(now.add({ hours: 24 * 21 })),
    isHourly: false,
  }));
  const payments = [{ amount: -150 }];
  return { loans: loans.slice(0, 1), returns: loans.slice(1, 2), payments } as unknown as Pick<
    Receipt,
    'loans' | 'returns' | 'payments'
  >;
}
