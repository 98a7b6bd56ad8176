import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, toPage } from '../platform/pagination.ts';
import { Nullable, Ref } from '../platform/schema.ts';
import { isRequestPosition } from './erasure-requests.queries.ts';
import { ListQuery } from './erasure.schema.ts';
import {
  RetentionChangesSchema,
  RetentionPreviewSchema,
  RetentionSchema,
  WarnedReaderSchema,
} from './retention.schema.ts';
import { changeRetention, listReadersToBeErased, previewRetention, readRetention } from './retention.service.ts';

const tags = ['Privacy'];
const config = { permission: 'patrons.privacy', branch: WHOLE_LIBRARY } as const;

/** Routes for how long what is known of people is kept. */
export function registerRetentionRoutes(app: App, context: AppContext): void {
  for (const schema of [RetentionSchema, RetentionPreviewSchema, WarnedReaderSchema]) app.addSchema(schema);

  app.get(
    '/api/v1/privacy/retention',
    {
      config,
      schema: {
        operationId: 'getRetention',
        tags,
        summary: 'For how many days each thing about people is kept, by purpose',
        response: { 200: Ref(RetentionSchema) },
      },
    },
    async (_request, reply) => {
      const retention = await readRetention(context);
      return reply.header('etag', etagOf(retention.version)).send(retention);
    },
  );

  app.patch(
    '/api/v1/privacy/retention',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'changeRetention',
        tags,
        summary: 'Change for how long some things are kept (If-Match)',
        body: RetentionChangesSchema,
        response: { 200: Ref(RetentionSchema) },
      },
    },
    async (request, reply) => {
      const retention = await changeRetention(context, request.actor, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(retention.version)).send(retention);
    },
  );

  app.get(
    '/api/v1/privacy/retention/preview',
    {
      config,
      schema: {
        operationId: 'previewRetention',
        tags,
        summary: 'What a run at this moment would remove; nothing is changed',
        response: { 200: Ref(RetentionPreviewSchema) },
      },
    },
    () => previewRetention(context),
  );

  app.get(
    '/api/v1/privacy/warned-readers',
    {
      config,
      schema: {
        operationId: 'listWarnedReaders',
        tags,
        summary: 'Inactive readers who were told of their erasure, the first to go first',
        querystring: ListQuery,
        response: {
          200: Type.Object({ items: Type.Array(Ref(WarnedReaderSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ query: { limit = 20, cursor } }) => {
      const after = decodeCursor(cursor, isRequestPosition);
      const readers = await listReadersToBeErased(context, { after, limit: limit + 1 });
      return toPage(readers, limit, ({ warnedAt, id }) => [warnedAt, id]);
    },
  );
}
