import { Type } from 'typebox';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { cachePublicly, KEEP } from './public-caching.ts';
import { NewRecord, RecordChanges, RecordDetail } from './records.schema.ts';
import { changeRecord, createRecord, readRecord, removeRecord } from './records.service.ts';

const tags = ['Catalogue'];
const config = { permission: 'catalogue.edit' } as const;
const DetailRef = Ref(RecordDetail);

/** Routes for one record. */
export function registerRecordRoutes(app: App, context: AppContext): void {
  app.addSchema(RecordDetail);

  app.get(
    '/api/v1/records/:id',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getRecord',
        tags,
        summary: 'A record with its copies',
        params: IdParams,
        response: { 200: DetailRef },
      },
    },
    async (request, reply) => {
      const found = await readRecord(context.db, request.actor, request.params.id);
      cachePublicly(request, reply, KEEP.record);
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.post(
    '/api/v1/records',
    {
      config,
      schema: {
        operationId: 'createRecord',
        tags,
        summary: 'Describe a new title',
        body: NewRecord,
        response: { 201: DetailRef },
      },
    },
    async (request, reply) => {
      const created = await createRecord(context, request.actor, request.body);
      reply.code(201).header('etag', etagOf(created.version)).header('location', `/api/v1/records/${created.id}`);
      return reply.send(created);
    },
  );

  app.patch(
    '/api/v1/records/:id',
    {
      config,
      schema: {
        operationId: 'changeRecord',
        tags,
        summary: 'Change a record (If-Match)',
        params: IdParams,
        body: RecordChanges,
        response: { 200: DetailRef },
      },
    },
    async (request, reply) => {
      const changed = await changeRecord(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.delete(
    '/api/v1/records/:id',
    {
      config,
      schema: {
        operationId: 'deleteRecord',
        tags,
        summary: 'Delete a record without copies (If-Match)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeRecord(context, request.actor, request.params.id, (version) => requireVersion(request, version));
      return reply.code(204).send(null);
    },
  );
}
