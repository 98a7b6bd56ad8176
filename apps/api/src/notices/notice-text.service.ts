import type { Temporal } from 'temporal-polyfill';
import { findBranch } from '../branches/branches.queries.ts';
import { readBalance } from '../circulation/loan-charges.queries.ts';
import { findPatron } from '../patrons/patrons.queries.ts';
import { readReceipt } from '../patrons/receipts.service.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database/database.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { DEFAULT_TEMPLATES, type TemplateSource } from './default-templates.ts';
import { writeMail, type MailText } from './mail-text.ts';
import { toTemplateData } from './notice-data.ts';
import { isEssential, type NoticeKind } from './notice-kinds.ts';
import { listSubjects } from './notice-subjects.queries.ts';
import { isStillTrue } from './notice-truth.ts';
import { TEMPLATE_FIELDS } from './template-fields.ts';
import { isFault, parseTemplate, type Template } from './template-language.ts';
import { findOwnTemplate } from './templates.queries.ts';

/** A mail of the outbox, as far as its text depends on it. */
export interface NoticeToWrite {
  id: number;
  kind: NoticeKind;
  patronId: number;
  branchId: number;
  detail: Record<string, unknown>;
}

/** A mail written for a reader, or why it is not to be sent any more. */
export type WrittenNotice =
  | {
      kind: 'mail';
      to: string;
      language: 'fr' | 'en';
      fromName: string;
      replyTo: string | null;
      unsubscribeUrl: string | null;
      text: MailText;
    }
  | { kind: 'cancelled'; reason: 'no_address' | 'no_longer_true' };

/** Writes a mail from what is so at this moment, in the reader's language. */
export async function writeNotice(
  db: Db,
  { publicUrl }: Pick<Config, 'publicUrl'>,
  notice: NoticeToWrite,
  now: Temporal.Instant,
): Promise<WrittenNotice> {
  const patron = await findPatron(db, notice.patronId);
  if (patron?.email == null) return { kind: 'cancelled', reason: 'no_address' };
  const at = { patronId: patron.id, expiresOn: patron.expiresOn, now: toTimestamp(now) };
  const subjects = (await listSubjects(db, notice.id)).filter((subject) => isStillTrue(subject, at));
  const receipt = await readReceiptOf(db, notice, now);
  const isEmptyReceipt = receipt !== null && !hasAnything(receipt) && notice.detail['isRequested'] !== true;
  if (subjects.length === 0 || isEmptyReceipt) return { kind: 'cancelled', reason: 'no_longer_true' };

  const { language } = patron;
  const branch = (await findBranch(db, notice.branchId))!;
  const { libraryName, currency } = await readSettings(db);
  const accountUrl = publicUrl === null ? '' : `${publicUrl}/account`;
  const data = toTemplateData({
    kind: notice.kind,
    patron,
    language,
    branch,
    libraryName,
    currency,
    accountUrl,
    balance: await readBalance(db, patron.id),
    subjects,
    receipt,
    now,
  });
  const template = await readTemplate(db, notice.kind, language);
  return {
    kind: 'mail',
    to: patron.email,
    language,
    fromName: branch.name,
    replyTo: branch.email,
    unsubscribeUrl: publicUrl === null || isEssential(notice.kind) ? null : `${publicUrl}/account/profile`,
    text: writeMail(template, data),
  };
}

/** The text of a kind in a language: the library's own or, without one, that of Biblio Pro. */
export async function readTemplate(
  db: Db,
  kind: NoticeKind,
  language: 'fr' | 'en',
): Promise<{ subject: Template; body: Template }> {
  const own = await findOwnTemplate(db, { kind, language });
  // An own text was checked when it was saved; one that names what a later version no longer knows gives way.
  const parsed = own === undefined ? null : parseSource(kind, own);
  return parsed ?? parseSource(kind, DEFAULT_TEMPLATES[language][kind])!;
}

function parseSource(kind: NoticeKind, { subject, body }: TemplateSource) {
  const fields = TEMPLATE_FIELDS[kind];
  const [parsedSubject, parsedBody] = [parseTemplate(subject, fields), parseTemplate(body, fields)];
  return isFault(parsedSubject) || isFault(parsedBody) ? null : { subject: parsedSubject, body: parsedBody };
}

async function readReceiptOf(db: Db, { kind, patronId, detail }: NoticeToWrite, now: Temporal.Instant) {
  if (kind !== 'receipt') return null;
  return readReceipt({ db, clock: () => now }, patronId, detail['since'] as string);
}

function hasAnything({ loans, returns, payments }: { loans: unknown[]; returns: unknown[]; payments: unknown[] }) {
  return loans.length + returns.length + payments.length > 0;
}
