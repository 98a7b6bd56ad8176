import { Type, type Static } from 'typebox';
import { LanguageSchema } from '../auth/session.schema.ts';
import { NoticeKindSchema } from './notices.schema.ts';

const source = {
  subject: Type.String({ minLength: 1, maxLength: 300 }),
  body: Type.String({ minLength: 1, maxLength: 20_000 }),
};

export const TemplateParams = Type.Object({ kind: NoticeKindSchema, language: LanguageSchema });

/** The text of a kind of mail in one language. */
export const NoticeTemplateSchema = Type.Object(
  {
    kind: NoticeKindSchema,
    language: LanguageSchema,
    ...source,
    isDefault: Type.Boolean({ description: 'The text is the one that comes with Biblio Pro' }),
    version: Type.Integer({ description: '0 for a default text; the ETag' }),
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        of: Type.Array(Type.String(), { description: 'For a list, what each entry has; empty for a text' }),
      }),
      { description: 'What the text may name' },
    ),
  },
  { $id: 'NoticeTemplate' },
);
export type NoticeTemplate = Static<typeof NoticeTemplateSchema>;

export const TemplateSourceSchema = Type.Object(source, { $id: 'NoticeTemplateSource', additionalProperties: false });

export const TemplatePreviewSchema = Type.Object(
  {
    ...source,
    patronId: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Written for this reader instead of an invented one' }),
    ),
  },
  { $id: 'NoticeTemplateTrial', additionalProperties: false },
);

export const MailTextSchema = Type.Object(
  {
    subject: Type.String(),
    text: Type.String(),
    html: Type.String({ description: 'A fragment without styles; values in it are escaped' }),
  },
  { $id: 'MailText' },
);
