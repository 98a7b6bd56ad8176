import type { Db } from '../platform/database/database.ts';
import type { TemplateSource } from './default-templates.ts';
import type { NoticeKind } from './notice-kinds.ts';

export interface StoredTemplate extends TemplateSource {
  kind: NoticeKind;
  language: 'fr' | 'en';
  version: number;
  updatedAt: string;
}

/** A mail's identity: its kind and language. */
export interface TemplateKey {
  kind: NoticeKind;
  language: 'fr' | 'en';
}

/** The library's own texts. */
export async function listOwnTemplates(db: Db): Promise<StoredTemplate[]> {
  const rows = await selectTemplates(db).execute();
  return rows as StoredTemplate[];
}

export async function findOwnTemplate(db: Db, { kind, language }: TemplateKey): Promise<StoredTemplate | undefined> {
  const row = await selectTemplates(db).where('kind', '=', kind).where('language', '=', language).executeTakeFirst();
  return row as StoredTemplate | undefined;
}

export async function insertTemplate(db: Db, key: TemplateKey, source: TemplateSource, now: string): Promise<void> {
  await db
    .insertInto('notice_templates')
    .values({ ...key, ...source, updated_at: now })
    .execute();
}

export async function updateTemplate(
  db: Db,
  { kind, language, version }: StoredTemplate,
  source: TemplateSource,
  now: string,
): Promise<void> {
  await db
    .updateTable('notice_templates')
    .set({ ...source, updated_at: now, version: version + 1 })
    .where('kind', '=', kind)
    .where('language', '=', language)
    .execute();
}

export async function deleteTemplate(db: Db, { kind, language }: TemplateKey): Promise<void> {
  await db.deleteFrom('notice_templates').where('kind', '=', kind).where('language', '=', language).execute();
}

function selectTemplates(db: Db) {
  return db
    .selectFrom('notice_templates')
    .select(['kind', 'language', 'subject', 'body', 'version', 'updated_at as updatedAt']);
}
