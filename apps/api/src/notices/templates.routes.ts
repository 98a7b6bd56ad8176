import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { Ref } from '../platform/schema.ts';
import {
  MailTextSchema,
  NoticeTemplateSchema,
  TemplateParams,
  TemplatePreviewSchema,
  TemplateSourceSchema,
} from './templates.schema.ts';
import {
  listTemplates,
  previewTemplate,
  readTemplateSource,
  resetTemplate,
  saveTemplate,
  sendTestMail,
} from './templates.service.ts';

const tags = ['Notices'];
const config = { permission: 'notices.manage', branch: WHOLE_LIBRARY } as const;
const TemplateRef = Ref(NoticeTemplateSchema);
const ADDRESS = '/api/v1/notice-templates/:kind/:language';

/** Routes for the texts of mails. */
export function registerTemplateRoutes(app: App, context: AppContext): void {
  app.addSchema(NoticeTemplateSchema);
  app.addSchema(MailTextSchema);

  app.get(
    '/api/v1/notice-templates',
    {
      config,
      schema: {
        operationId: 'listNoticeTemplates',
        tags,
        summary: 'The texts of all mails in both languages',
        response: { 200: Type.Object({ items: Type.Array(TemplateRef) }) },
      },
    },
    async () => ({ items: await listTemplates(context.db) }),
  );

  app.get(
    ADDRESS,
    {
      config,
      schema: {
        operationId: 'getNoticeTemplate',
        tags,
        summary: 'The text of a kind of mail in one language',
        params: TemplateParams,
        response: { 200: TemplateRef },
      },
    },
    async (request, reply) => {
      const template = await readTemplateSource(context.db, request.params);
      return reply.header('etag', etagOf(template.version)).send(template);
    },
  );

  app.put(
    ADDRESS,
    {
      config,
      schema: {
        operationId: 'saveNoticeTemplate',
        tags,
        summary: 'Give the library a text of its own (If-Match)',
        params: TemplateParams,
        body: TemplateSourceSchema,
        response: { 200: TemplateRef },
      },
    },
    async (request, reply) => {
      const saved = await saveTemplate(context, request.actor, request.params, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(saved.version)).send(saved);
    },
  );

  app.delete(
    ADDRESS,
    {
      config,
      schema: {
        operationId: 'resetNoticeTemplate',
        tags,
        summary: 'Go back to the text that comes with Biblio Pro (If-Match)',
        params: TemplateParams,
        response: { 200: TemplateRef },
      },
    },
    async (request, reply) => {
      const reset = await resetTemplate(context, request.actor, request.params, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(reset.version)).send(reset);
    },
  );

  app.post(
    `${ADDRESS}/preview`,
    {
      config,
      schema: {
        operationId: 'previewNoticeTemplate',
        tags,
        summary: 'Write a text that is not saved, for a reader or an invented one',
        params: TemplateParams,
        body: TemplatePreviewSchema,
        response: { 200: Ref(MailTextSchema) },
      },
    },
    (request) => previewTemplate(context, request.actor, request.params, request.body),
  );

  app.post(
    `${ADDRESS}/test`,
    {
      config,
      schema: {
        operationId: 'sendTestNotice',
        tags,
        summary: 'Send a text that is not saved to oneself',
        params: TemplateParams,
        body: TemplatePreviewSchema,
        response: { 200: Type.Object({ to: Type.String() }) },
      },
    },
    async (request) => ({ to: await sendTestMail(context, request.actor, request.params, request.body) }),
  );
}
