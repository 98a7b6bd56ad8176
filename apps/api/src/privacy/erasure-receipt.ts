import { letterHead, type LetterHead } from '../accounts/payment-receipt.ts';
import type { Branch } from '../branches/branches.schema.ts';
import { formatsOf } from '../platform/formats.ts';
import type { Block, ReceiptPaper, Sheet } from '../platform/pdf/sheet.ts';
import type { ErasureReceipt } from './erasure.schema.ts';

/** What a receipt is quoted by, such as `E-2026-000017`. */
export function receiptNumberOf(id: number, erasedAt: string): string {
  return `E-${erasedAt.slice(0, 4)}-${String(id).padStart(6, '0')}`;
}

/** The id in what may be a receipt's number; `null` where there is none. */
export function idOfReceiptNumber(text: string): number | null {
  const digits = /^e-\d{4}-(\d{6,15})$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Writes the receipt of an erasure: what went, what stayed and why, and not whose it was. */
export function toErasureSheet(
  receipt: ErasureReceipt,
  { libraryName, branch }: { libraryName: string; branch: LetterHead & Pick<Branch, 'timeZone'> },
  { paper, language }: { paper: ReceiptPaper; language: 'fr' | 'en' },
): Sheet {
  const words = WORDS[language];
  const { moment } = formatsOf(language, 'EUR');
  const title = `${words.title}${receipt.number}`;
  const pair = (left: string, count: number, note?: string): Block => ({
    kind: 'pair',
    left,
    right: String(count),
    ...(note === undefined ? {} : { note }),
  });
  const kept: Block[] =
    receipt.kept.length === 0
      ? [{ kind: 'text', text: words.nothingKept }]
      : receipt.kept.map(({ what, count, why }) => pair(words.kept[what], count, words.why[why]));
  const blocks: Block[] = [
    ...letterHead(libraryName, branch),
    { kind: 'rule' },
    { kind: 'heading', text: title },
    { kind: 'pair', left: words.erasedAt, right: moment(receipt.erasedAt, branch.timeZone) },
    { kind: 'pair', left: words.reason, right: words.reasons[receipt.reason] },
    { kind: 'rule' },
    { kind: 'text', text: words.erasedHeading, style: 'bold' },
    ...receipt.erased.map(({ what, count }) => pair(words.erased[what], count)),
    { kind: 'rule' },
    { kind: 'text', text: words.keptHeading, style: 'bold' },
    ...kept,
    { kind: 'rule' },
    { kind: 'text', text: words.nameless, style: 'quiet' },
    { kind: 'text', text: words.backups, style: 'quiet' },
  ];
  return { paper, language, title, author: libraryName, at: receipt.erasedAt, blocks };
}

interface ReceiptWords {
  title: string;
  erasedAt: string;
  reason: string;
  reasons: Record<ErasureReceipt['reason'], string>;
  erasedHeading: string;
  erased: Record<ErasureReceipt['erased'][number]['what'], string>;
  keptHeading: string;
  kept: Record<ErasureReceipt['kept'][number]['what'], string>;
  why: Record<ErasureReceipt['kept'][number]['why'], string>;
  nothingKept: string;
  nameless: string;
  backups: string;
}

const WORDS: Record<'fr' | 'en', ReceiptWords> = {
  fr: {
    title: 'Effacement n° ',
    erasedAt: 'Effacé le',
    reason: 'Effacé',
    reasons: { staff: 'par le personnel', request: 'à la demande du lecteur', inactivity: 'compte inactif' },
    erasedHeading: 'Ce qui a été effacé',
    erased: {
      profile: 'Identité, coordonnées, mot de passe',
      cards: 'Cartes',
      sessions: 'Connexions ouvertes',
      notices: 'Courriels',
      open_holds: 'Réservations en attente, annulées',
      audit_details: 'Entrées du journal vidées de leur contenu',
      erasure_request: 'Demande d’effacement',
      calendar_feed: 'Adresse d’agenda',
    },
    keptHeading: 'Ce qui est conservé, sans lien avec la personne',
    kept: {
      loans: 'Prêts',
      holds: 'Réservations',
      account_lines: 'Lignes de compte réglées',
      payments: 'Paiements',
      audit_entries: 'Entrées du journal (acte et date)',
    },
    why: {
      statistics: 'pour les statistiques',
      accounting: 'pour la comptabilité',
      accountability: 'pour pouvoir rendre compte de ce qui a été fait',
    },
    nothingKept: 'Rien.',
    nameless: 'Ce reçu ne nomme personne. Gardez son numéro : il suffit pour le retrouver.',
    backups: 'Les sauvegardes faites avant l’effacement disparaissent à leur propre échéance.',
  },
  en: {
    title: 'Erasure no. ',
    erasedAt: 'Erased on',
    reason: 'Erased',
    reasons: { staff: 'by staff', request: 'at the reader’s request', inactivity: 'inactive account' },
    erasedHeading: 'What was erased',
    erased: {
      profile: 'Identity, contact, password',
      cards: 'Cards',
      sessions: 'Open sessions',
      notices: 'Mails',
      open_holds: 'Waiting holds, cancelled',
      audit_details: 'Log entries emptied of their content',
      erasure_request: 'Request to be erased',
      calendar_feed: 'Calendar feed',
    },
    keptHeading: 'What is kept, without a link to the person',
    kept: {
      loans: 'Loans',
      holds: 'Holds',
      account_lines: 'Settled account lines',
      payments: 'Payments',
      audit_entries: 'Log entries (act and date)',
    },
    why: {
      statistics: 'for statistics',
      accounting: 'for the books',
      accountability: 'to be able to account for what was done',
    },
    nothingKept: 'Nothing.',
    nameless: 'This receipt names nobody. Keep its number: it is enough to find it again.',
    backups: 'Backups made before the erasure go in their own time.',
  },
};
