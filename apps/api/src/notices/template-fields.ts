import type { NoticeKind } from './notice-kinds.ts';
import type { TemplateFields } from './template-language.ts';

/** What every template may name. `library.url` is empty where the library has no public address. */
const COMMON = {
  'patron.name': 'text',
  'patron.givenName': 'text',
  'patron.familyName': 'text',
  'patron.cardNumber': 'text',
  'patron.expiresOn': 'text',
  'library.name': 'text',
  'library.url': 'text',
  'branch.name': 'text',
  'branch.address': 'text',
  'branch.phone': 'text',
  'branch.email': 'text',
  today: 'text',
} as const;

const LOAN = { title: 'text', authors: 'text', barcode: 'text', dueOn: 'text' } as const;
const LATE_LOAN = { ...LOAN, daysLate: 'text' } as const;
const MOVED_LOAN = { ...LOAN, previousDueOn: 'text' } as const;
const HOLD = { title: 'text', authors: 'text', branch: 'text', pickupUntil: 'text' } as const;
const UNFETCHED_HOLD = { title: 'text', authors: 'text' } as const;
const OVERDUE = { ...COMMON, loans: LATE_LOAN, balance: 'text' } as const;

/** What the template of each kind may name. */
export const TEMPLATE_FIELDS: Record<NoticeKind, TemplateFields> = {
  courtesy: { ...COMMON, loans: LOAN },
  overdue_1: OVERDUE,
  overdue_2: OVERDUE,
  overdue_3: OVERDUE,
  digest: { ...COMMON, dueSoon: LOAN, overdue: LATE_LOAN, holds: HOLD, balance: 'text' },
  hold_ready: { ...COMMON, holds: HOLD },
  hold_expired: { ...COMMON, holds: UNFETCHED_HOLD },
  recall: { ...COMMON, loans: MOVED_LOAN },
  due_date_changed: { ...COMMON, loans: MOVED_LOAN },
  auto_renewal: { ...COMMON, renewed: LOAN, notRenewed: { ...LOAN, reason: 'text' } },
  card_expiring: COMMON,
  account_ending: { ...COMMON, erasedOn: 'text' },
  receipt: { ...COMMON, loans: LOAN, returns: LOAN, payments: { amount: 'text' }, balance: 'text' },
  welcome: COMMON,
};
