import type { PaymentsTable } from '../platform/database/tables/accounts.ts';
import type { CHARGE_REASONS } from '../circulation/shapes.schema.ts';

type Method = PaymentsTable['method'];
type Kind = PaymentsTable['kind'];

/** The words of receipts and cash reports on paper and in files. The web app has its own. */
export interface PrintedWords {
  methods: Record<Method, string>;
  /** What a receipt calls itself. */
  receipts: Record<Kind, string>;
  kinds: Record<Kind, string>;
  charges: Record<'overdue' | 'lost' | 'manual', string>;
  reasons: Record<(typeof CHARGE_REASONS)[number], string>;
  date: string;
  reader: string;
  /** Before the sum of a receipt, such as “Paid (cash)”. */
  sum: Record<Kind, string>;
  reference: string;
  because: string;
  ofReceipt: string;
  credit: string;
  balanceAfter: string;
  creditAfter: string;
  chargedOn: string;
  thanks: string;
  loans: string;
  dueOn: string;
  overdue: string;
  nothingOnLoan: string;
  owed: string;
  printedOn: string;
}

const FRENCH: PrintedWords = {
  methods: { cash: 'espèces', card: 'carte bancaire', cheque: 'chèque', transfer: 'virement' },
  receipts: { payment: 'Reçu n° ', refund: 'Remboursement n° ', void: 'Annulation n° ' },
  kinds: { payment: 'Paiement', refund: 'Remboursement', void: 'Annulation' },
  charges: { overdue: 'Pénalité de retard', lost: 'Document perdu', manual: 'Frais' },
  reasons: {
    membership: 'Adhésion',
    card: 'Carte de lecteur',
    copies: 'Copies et impressions',
    damage: 'Document abîmé',
    reservation: 'Réservation',
    sale: 'Vente',
    other: 'Frais',
  },
  date: 'Date',
  reader: 'Lecteur',
  sum: { payment: 'Payé', refund: 'Remboursé', void: 'Annulé' },
  reference: 'Référence',
  because: 'Motif : ',
  ofReceipt: 'Sur le reçu n° ',
  credit: 'Avoir',
  balanceAfter: 'Reste à payer',
  creditAfter: 'Avoir restant',
  chargedOn: 'du ',
  thanks: 'Merci, et bonne lecture.',
  loans: 'Vos prêts',
  dueOn: 'À rendre le',
  overdue: 'en retard',
  nothingOnLoan: 'Aucun document en prêt.',
  owed: 'Reste à payer',
  printedOn: 'Imprimé le ',
};

const ENGLISH: PrintedWords = {
  methods: { cash: 'cash', card: 'card', cheque: 'cheque', transfer: 'bank transfer' },
  receipts: { payment: 'Receipt no. ', refund: 'Refund no. ', void: 'Void no. ' },
  kinds: { payment: 'Payment', refund: 'Refund', void: 'Void' },
  charges: { overdue: 'Overdue charge', lost: 'Lost item', manual: 'Charge' },
  reasons: {
    membership: 'Membership',
    card: 'Library card',
    copies: 'Copies and prints',
    damage: 'Damaged item',
    reservation: 'Reservation',
    sale: 'Sale',
    other: 'Charge',
  },
  date: 'Date',
  reader: 'Reader',
  sum: { payment: 'Paid', refund: 'Refunded', void: 'Voided' },
  reference: 'Reference',
  because: 'Reason: ',
  ofReceipt: 'Of receipt no. ',
  credit: 'Credit',
  balanceAfter: 'Left to pay',
  creditAfter: 'Credit left',
  chargedOn: 'of ',
  thanks: 'Thank you, and good reading.',
  loans: 'Your loans',
  dueOn: 'Due',
  overdue: 'overdue',
  nothingOnLoan: 'Nothing on loan.',
  owed: 'Left to pay',
  printedOn: 'Printed on ',
};

export const PRINTED_WORDS = { fr: FRENCH, en: ENGLISH } as const satisfies Record<'fr' | 'en', PrintedWords>;
