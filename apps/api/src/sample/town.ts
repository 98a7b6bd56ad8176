import type { PolicyName } from '../circulation/policy-definitions.ts';

/** The invented town whose libraries the sample shows: its branches, categories, item types, policies and staff. */

export const LIBRARY_NAME = 'Médiathèques de Valfontaine';
export const TIME_ZONE = 'Europe/Paris';

/** The password of every sample account, staff and readers. */
export const SAMPLE_PASSWORD = 'biblio-demo';

export type BranchCode = 'COLETTE' | 'TILLEULS' | 'VERNE';
export type CategoryCode = 'ADULT' | 'CHILD' | 'STUDENT' | 'GROUP';
export type ItemTypeCode = 'BOOK' | 'NEWBOOK' | 'COMIC' | 'FILM' | 'MUSIC' | 'PERIODICAL' | 'REFERENCE' | 'GAME';

interface TownBranch {
  code: BranchCode;
  /** Names that read well in French and in English. */
  name: string;
  address: string;
  phone: string;
  email: string;
  /** Weekday (1 for Monday), opening and closing time. */
  hours: readonly (readonly [number, string, string])[];
  /** First and last day of each year (`MM-DD`) and why. */
  closures: readonly (readonly [string, string, string])[];
  /** Its part of all visits. */
  visits: number;
}

export const BRANCHES: readonly TownBranch[] = [
  {
    code: 'COLETTE',
    name: 'Médiathèque Colette',
    address: '1 place du Marché, 00100 Valfontaine',
    phone: '01 99 00 10 10',
    email: 'colette@example.org',
    hours: [
      [2, '10:00', '12:30'],
      [2, '14:00', '19:00'],
      [3, '10:00', '18:00'],
      [4, '14:00', '18:00'],
      [5, '10:00', '12:30'],
      [5, '14:00', '18:30'],
      [6, '10:00', '17:00'],
    ],
    closures: [['08-01', '08-14', 'Fermeture d’été']],
    visits: 62,
  },
  {
    code: 'TILLEULS',
    name: 'Bibliothèque des Tilleuls',
    address: '24 allée des Tilleuls, 00100 Valfontaine',
    phone: '01 99 00 10 20',
    email: 'tilleuls@example.org',
    hours: [
      [2, '14:30', '18:30'],
      [3, '10:00', '12:00'],
      [3, '14:00', '18:00'],
      [5, '15:00', '18:30'],
      [6, '10:00', '13:00'],
    ],
    closures: [
      ['08-01', '08-31', 'Fermeture d’été'],
      ['12-24', '12-31', 'Fermeture de Noël'],
    ],
    visits: 26,
  },
  {
    code: 'VERNE',
    name: 'Annexe Jules-Verne',
    address: 'École Jules-Verne, 8 rue des Écoles, 00100 Valfontaine',
    phone: '01 99 00 10 30',
    email: 'verne@example.org',
    hours: [
      [2, '15:30', '18:00'],
      [3, '09:30', '12:00'],
      [4, '15:30', '18:00'],
      [5, '15:30', '18:00'],
    ],
    closures: [
      ['07-06', '08-31', 'Vacances d’été'],
      ['12-20', '12-31', 'Vacances de Noël'],
    ],
    visits: 12,
  },
];

export const CATEGORIES: readonly { code: CategoryCode; name: { fr: string; en: string }; membershipMonths: number }[] =
  [
    { code: 'ADULT', name: { fr: 'Adulte', en: 'Adult' }, membershipMonths: 12 },
    { code: 'CHILD', name: { fr: 'Enfant', en: 'Child' }, membershipMonths: 12 },
    { code: 'STUDENT', name: { fr: 'Étudiant', en: 'Student' }, membershipMonths: 12 },
    { code: 'GROUP', name: { fr: 'Enseignant ou association', en: 'Teacher or association' }, membershipMonths: 24 },
  ];

export const ITEM_TYPES: readonly { code: ItemTypeCode; name: { fr: string; en: string } }[] = [
  { code: 'BOOK', name: { fr: 'Livre', en: 'Book' } },
  { code: 'NEWBOOK', name: { fr: 'Nouveauté', en: 'New book' } },
  { code: 'COMIC', name: { fr: 'Bande dessinée', en: 'Comic' } },
  { code: 'FILM', name: { fr: 'Film', en: 'Film' } },
  { code: 'MUSIC', name: { fr: 'Musique', en: 'Music' } },
  { code: 'PERIODICAL', name: { fr: 'Périodique', en: 'Periodical' } },
  { code: 'REFERENCE', name: { fr: 'Usuel, à consulter sur place', en: 'Reference, not for loan' } },
  { code: 'GAME', name: { fr: 'Jeu', en: 'Game' } },
];

type TownPolicy = readonly [
  name: PolicyName,
  value: number | string | boolean | null,
  scope?: { branch?: BranchCode; category?: CategoryCode; type?: ItemTypeCode },
];

/** The town's rules. Children pay nothing and pause instead; money is in cents. */
export const POLICIES: readonly TownPolicy[] = [
  ['loanPeriod', 21],
  ['loanPeriod', 14, { type: 'NEWBOOK' }],
  ['loanPeriod', 14, { type: 'COMIC' }],
  ['loanPeriod', 14, { type: 'MUSIC' }],
  ['loanPeriod', 14, { type: 'GAME' }],
  ['loanPeriod', 7, { type: 'FILM' }],
  ['loanPeriod', 7, { type: 'PERIODICAL' }],
  ['loanPeriod', 42, { category: 'GROUP' }],
  ['loanPeriod', 14, { category: 'GROUP', type: 'FILM' }],
  ['isLoanAllowed', false, { type: 'REFERENCE' }],
  ['isHoldAllowed', false, { type: 'REFERENCE' }],
  ['maxLoansTotal', 12],
  ['maxLoansTotal', 15, { category: 'STUDENT' }],
  ['maxLoansTotal', 40, { category: 'GROUP' }],
  ['maxLoans', 4, { type: 'FILM' }],
  ['maxLoans', 6, { type: 'MUSIC' }],
  ['maxLoans', 2, { type: 'NEWBOOK' }],
  ['maxLoans', 1, { type: 'GAME' }],
  ['maxRenewals', 2],
  ['maxRenewals', 0, { type: 'NEWBOOK' }],
  ['maxRenewals', 1, { type: 'FILM' }],
  ['maxRenewals', 0, { type: 'GAME' }],
  ['overdueCharge', 10],
  ['overdueCharge', 50, { type: 'FILM' }],
  ['overdueCharge', 50, { type: 'GAME' }],
  ['overdueCharge', 0, { category: 'CHILD' }],
  ['overdueCharge', 0, { category: 'GROUP' }],
  ['suspensionDays', 1, { category: 'CHILD' }],
  ['suspensionPeriod', 3, { category: 'CHILD' }],
  ['suspensionCap', 14, { category: 'CHILD' }],
  ['overdueGrace', 2],
  ['grace', 'deducted'],
  ['overdueCap', 800],
  ['maxDebt', 1000],
  ['lostAfter', 90],
  ['lostFee', 200],
  ['pickupDays', 7],
  ['maxHolds', 5],
  ['maxHolds', 10, { category: 'GROUP' }],
  ['closedDays', 'roll_forward'],
];

interface TownStaff {
  username: string;
  displayName: string;
  role: 'administrator' | 'librarian' | 'assistant';
  language: 'fr' | 'en';
  branch: BranchCode;
}

export const STAFF: readonly TownStaff[] = [
  { username: 'admin', displayName: 'Hélène Marchetti', role: 'administrator', language: 'fr', branch: 'COLETTE' },
  { username: 'librarian', displayName: 'Grace Whitfield', role: 'librarian', language: 'en', branch: 'COLETTE' },
  { username: 'assistant', displayName: 'Samir Haddad', role: 'assistant', language: 'fr', branch: 'COLETTE' },
  { username: 'tilleuls', displayName: 'Lucie Ferrand', role: 'librarian', language: 'fr', branch: 'TILLEULS' },
  { username: 'verne', displayName: 'Noé Castellan', role: 'assistant', language: 'fr', branch: 'VERNE' },
];
