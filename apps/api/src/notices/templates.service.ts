import { randomUUID } from 'node:crypto';
import { findBranch, listBranches } from '../branches/branches.queries.ts';
import { findPatron } from '../patrons/patrons.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import { problem, type FieldError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.queries.ts';
import { findStaff } from '../staff/staff.queries.ts';
import { DEFAULT_TEMPLATES, type TemplateSource } from './default-templates.ts';
import { exampleFacts } from './example-facts.ts';
import { writeMail, type MailText } from './mail-text.ts';
import { toTemplateData } from './notice-data.ts';
import { NOTICE_KINDS } from './notice-kinds.ts';
import { TEMPLATE_FIELDS } from './template-fields.ts';
import { isFault, parseTemplate, type Template } from './template-language.ts';
import * as queries from './templates.queries.ts';
import type { TemplateKey } from './templates.queries.ts';
import type { NoticeTemplate } from './templates.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'audit' | 'config' | 'mailer'>;

/** Every text in both languages: the library's own where there is one. */
export async function listTemplates(db: Db): Promise<NoticeTemplate[]> {
  const own = await queries.listOwnTemplates(db);
  return NOTICE_KINDS.flatMap((kind) =>
    (['fr', 'en'] as const).map((language) =>
      toTemplate(
        { kind, language },
        own.find((one) => one.kind === kind && one.language === language),
      ),
    ),
  );
}

export async function readTemplateSource(db: Db, key: TemplateKey): Promise<NoticeTemplate> {
  return toTemplate(key, await queries.findOwnTemplate(db, key));
}

/**
 * Gives the library a text of its own.
 *
 * @param requireCurrent holds the edit to the version that its author read.
 * @throws Problem `template_invalid` naming the place.
 */
export function saveTemplate(
  { db, clock, audit }: Context,
  actor: Actor,
  key: TemplateKey,
  source: TemplateSource,
  requireCurrent: (version: number) => void,
): Promise<NoticeTemplate> {
  requireSound(key, source);
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'notice_templates');
    const stored = await queries.findOwnTemplate(trx, key);
    const before = toTemplate(key, stored);
    requireCurrent(before.version);
    const now = toTimestamp(clock());
    if (stored === undefined) await queries.insertTemplate(trx, key, source, now);
    else await queries.updateTemplate(trx, stored, source, now);
    const after = await readTemplateSource(trx, key);
    await auditTemplate(audit, trx, actor, 'notice_template.change', before, after);
    return after;
  });
}

/** Goes back to the text that comes with Biblio Pro. */
export function resetTemplate(
  { db, audit }: Context,
  actor: Actor,
  key: TemplateKey,
  requireCurrent: (version: number) => void,
): Promise<NoticeTemplate> {
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'notice_templates');
    const before = await readTemplateSource(trx, key);
    requireCurrent(before.version);
    await queries.deleteTemplate(trx, key);
    const after = await readTemplateSource(trx, key);
    await auditTemplate(audit, trx, actor, 'notice_template.reset', before, after);
    return after;
  });
}

/**
 * Writes a text that is not saved, for a reader or for an invented one.
 *
 * @throws Problem `template_invalid` naming the place, `not_found` for the reader.
 */
export async function previewTemplate(
  { db, clock, config }: Context,
  actor: Actor,
  key: TemplateKey,
  { patronId, ...source }: TemplateSource & { patronId?: number },
): Promise<MailText> {
  const template = requireSound(key, source);
  const patron = patronId === undefined ? undefined : await findPatron(db, patronId);
  if (patronId !== undefined && patron === undefined) throw problem('not_found');
  const branchId = patron?.branchId ?? actor.branchId ?? (await listBranches(db))[0]!.id;
  const { libraryName, currency } = await readSettings(db);
  const facts = exampleFacts({
    key,
    patron,
    branch: (await findBranch(db, branchId))!,
    libraryName,
    currency,
    accountUrl: config.publicUrl === null ? '' : `${config.publicUrl}/account`,
    now: clock(),
  });
  return writeMail(template, toTemplateData(facts));
}

/**
 * Sends a text that is not saved to the member of staff who asks. Answers the address.
 *
 * @throws Problem `template_invalid`, `mail_not_configured`, `staff_has_no_email`, `mail_not_sent`.
 */
export async function sendTestMail(
  context: Context,
  actor: Actor,
  key: TemplateKey,
  source: TemplateSource & { patronId?: number },
): Promise<string> {
  const text = await previewTemplate(context, actor, key, source);
  if (context.mailer === null) throw problem('mail_not_configured');
  const staff = actor.kind === 'staff' ? await findStaff(context.db, actor.id!) : undefined;
  if (staff?.email == null) throw problem('staff_has_no_email');
  const { libraryName } = await readSettings(context.db);
  const delivery = await context.mailer.send({
    ...text,
    to: staff.email,
    language: key.language,
    fromName: libraryName,
    replyTo: null,
    messageId: randomUUID(),
    unsubscribeUrl: null,
  });
  if (delivery.kind !== 'accepted') throw problem('mail_not_sent', { reason: delivery.detail });
  return staff.email;
}

/** Reads both parts of a text. @throws Problem `template_invalid` with the first fault of each part. */
function requireSound({ kind }: TemplateKey, source: TemplateSource): { subject: Template; body: Template } {
  const subject = parseTemplate(source.subject, TEMPLATE_FIELDS[kind]);
  const body = parseTemplate(source.body, TEMPLATE_FIELDS[kind]);
  if (!isFault(subject) && !isFault(body)) return { subject, body };
  const faults = Object.entries({ subject, body }).flatMap(([part, parsed]) =>
    isFault(parsed) ? [{ part, ...parsed }] : [],
  );
  const errors: FieldError[] = faults.map(({ part, code, name, line, column }) => ({
    path: `/${part}`,
    code,
    message: `${name} at line ${line}, column ${column}`,
  }));
  throw problem('template_invalid', { faults }, { errors });
}

function toTemplate(key: TemplateKey, own: queries.StoredTemplate | undefined): NoticeTemplate {
  const { subject, body } = own ?? DEFAULT_TEMPLATES[key.language][key.kind];
  const fields = Object.entries(TEMPLATE_FIELDS[key.kind]).map(([name, field]) => ({
    name,
    of: field === 'text' ? [] : Object.keys(field),
  }));
  return { ...key, subject, body, isDefault: own === undefined, version: own?.version ?? 0, fields };
}

async function auditTemplate(
  audit: Context['audit'],
  trx: Db,
  actor: Actor,
  action: string,
  before: NoticeTemplate,
  after: NoticeTemplate,
): Promise<void> {
  const part = ({ kind, language, subject, body, isDefault }: NoticeTemplate) => ({
    kind,
    language,
    subject,
    body,
    isDefault,
  });
  await audit(trx, actor, {
    action,
    entity: 'notice_template',
    entityId: null,
    before: part(before),
    after: part(after),
  });
}
