import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, isIdPosition, PageQuery, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import {
  DraftPolicySchema,
  NewRehearsalSchema,
  RehearsalDraftSchema,
  RehearsalExampleSchema,
  RehearsalGroupSchema,
  RehearsalReportSchema,
  RehearsalSchema,
} from './rehearsal.schema.ts';
import { listRehearsals } from './rehearsals.queries.ts';
import {
  changeRehearsal,
  createRehearsal,
  deleteRehearsal,
  present,
  publishRehearsal,
  queueRehearsal,
  requireRehearsal,
} from './rehearsals.service.ts';

const tags = ['Rehearsals'];
const config = { permission: 'policies.edit', branch: WHOLE_LIBRARY } as const;

/** Routes for drafts of policies and calendars, and what they would have changed. */
export function registerRehearsalRoutes(app: App, context: AppContext): void {
  for (const schema of [
    DraftPolicySchema,
    RehearsalDraftSchema,
    NewRehearsalSchema,
    RehearsalGroupSchema,
    RehearsalExampleSchema,
    RehearsalReportSchema,
    RehearsalSchema,
  ]) {
    app.addSchema(schema);
  }
  const { db } = context;

  app.get(
    '/api/v1/rehearsals',
    {
      config,
      schema: {
        operationId: 'listRehearsals',
        tags,
        summary: 'Drafts of policies and calendars, the newest first',
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: {
          200: Type.Object({ items: Type.Array(Ref(RehearsalSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ query: { limit = 20, cursor } }) => {
      const rows = await listRehearsals(db, decodeCursor(cursor, isIdPosition), limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
      return { items: await Promise.all(items.map((row) => present(db, row))), nextCursor };
    },
  );

  app.post(
    '/api/v1/rehearsals',
    {
      config,
      schema: {
        operationId: 'createRehearsal',
        tags,
        summary: 'Begin a draft',
        body: Ref(NewRehearsalSchema),
        response: { 201: Ref(RehearsalSchema) },
      },
    },
    async (request, reply) => {
      const created = await createRehearsal(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.get(
    '/api/v1/rehearsals/:id',
    {
      config,
      schema: {
        operationId: 'getRehearsal',
        tags,
        summary: 'A draft, how far its rehearsal is, and what it found',
        params: IdParams,
        response: { 200: Ref(RehearsalSchema) },
      },
    },
    async (request, reply) => {
      const rehearsal = await requireRehearsal(db, request.params.id);
      return reply.header('etag', etagOf(rehearsal.version)).send(rehearsal);
    },
  );

  app.put(
    '/api/v1/rehearsals/:id',
    {
      config,
      schema: {
        operationId: 'changeRehearsal',
        tags,
        summary: 'Change a draft (If-Match); what was found with the old one is forgotten',
        params: IdParams,
        body: Ref(NewRehearsalSchema),
        response: { 200: Ref(RehearsalSchema) },
      },
    },
    async (request, reply) => {
      const changed = await changeRehearsal(context, request.actor, {
        id: request.params.id,
        input: request.body,
        requireVersion: (version) => requireVersion(request, version),
      });
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.post(
    '/api/v1/rehearsals/:id/run',
    {
      config,
      schema: {
        operationId: 'runRehearsal',
        tags,
        summary: 'Hold the draft against the last twelve months, in the background',
        params: IdParams,
        response: { 202: Ref(RehearsalSchema) },
      },
    },
    async (request, reply) => {
      const queued = await queueRehearsal(context, request.params.id);
      context.background.wakeRehearsals();
      return reply.code(202).send(queued);
    },
  );

  app.post(
    '/api/v1/rehearsals/:id/publish',
    {
      config,
      schema: {
        operationId: 'publishRehearsal',
        tags,
        summary: 'Make the draft’s changes the published rules (If-Match)',
        params: IdParams,
        response: { 200: Ref(RehearsalSchema) },
      },
    },
    (request) =>
      publishRehearsal(context, request.actor, {
        id: request.params.id,
        requireVersion: (version) => requireVersion(request, version),
      }),
  );

  app.delete(
    '/api/v1/rehearsals/:id',
    {
      config,
      schema: {
        operationId: 'deleteRehearsal',
        tags,
        summary: 'Delete a draft and what it found',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteRehearsal(context, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
