/** The words of cash reports on paper and in files, beside those of receipts. */
export interface CashWords {
  day: string;
  month: string;
  allBranches: string;
  method: string;
  payments: string;
  refunds: string;
  voids: string;
  net: string;
  total: string;
  staff: string;
  member: string;
  nobody: string;
  receipts: string;
  noReceipts: string;
  number: string;
  time: string;
  date: string;
  kind: string;
  reference: string;
  amount: string;
  branch: string;
  reverses: string;
  elsewhere: string;
  closing: string;
  notClosed: string;
  expected: string;
  counted: string;
  difference: string;
  closedBy: string;
  closedAt: string;
  note: string;
  signature: string;
  dayColumn: string;
  carried: string;
  isClosed: string;
  yes: string;
  no: string;
}

const FRENCH: CashWords = {
  day: 'Caisse du ',
  month: 'Caisse de ',
  allBranches: 'Tous les sites',
  method: 'Mode',
  payments: 'Encaissé',
  refunds: 'Remboursé',
  voids: 'Annulé',
  net: 'Net',
  total: 'Total',
  staff: 'Par agent',
  member: 'Agent',
  nobody: '(sans nom)',
  receipts: 'Reçus',
  noReceipts: 'Aucun reçu ce jour-là.',
  number: 'Numéro',
  time: 'Heure',
  date: 'Date',
  kind: 'Nature',
  reference: 'Référence',
  amount: 'Montant',
  branch: 'Site',
  reverses: 'Sur le reçu',
  elsewhere: 'Numéros d’autres caisses ou d’autres jours : ',
  closing: 'Clôture',
  notClosed: 'Cette caisse n’est pas clôturée.',
  expected: 'Attendu',
  counted: 'Compté',
  difference: 'Écart',
  closedBy: 'Clôturée par ',
  closedAt: 'Clôturée le ',
  note: 'Remarque : ',
  signature: 'Signature :',
  dayColumn: 'Jour',
  carried: 'Cumul',
  isClosed: 'Clôturée',
  yes: 'oui',
  no: 'non',
};

const ENGLISH: CashWords = {
  day: 'Day’s cash, ',
  month: 'Cash of ',
  allBranches: 'All branches',
  method: 'Method',
  payments: 'Received',
  refunds: 'Refunded',
  voids: 'Voided',
  net: 'Net',
  total: 'Total',
  staff: 'By member of staff',
  member: 'Staff',
  nobody: '(no name)',
  receipts: 'Receipts',
  noReceipts: 'No receipts on this day.',
  number: 'Number',
  time: 'Time',
  date: 'Date',
  kind: 'Kind',
  reference: 'Reference',
  amount: 'Amount',
  branch: 'Branch',
  reverses: 'Of receipt',
  elsewhere: 'Numbers of other tills or other days: ',
  closing: 'Closing',
  notClosed: 'This day is not closed.',
  expected: 'Expected',
  counted: 'Counted',
  difference: 'Difference',
  closedBy: 'Closed by ',
  closedAt: 'Closed on ',
  note: 'Note: ',
  signature: 'Signature:',
  dayColumn: 'Day',
  carried: 'Carried',
  isClosed: 'Closed',
  yes: 'yes',
  no: 'no',
};

export const CASH_WORDS = { fr: FRENCH, en: ENGLISH } as const satisfies Record<'fr' | 'en', CashWords>;
