import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ANY_BRANCH } from '../platform/auth/branch-rules.ts';
import { branchesOfRecord } from './catalogue-branches.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { cachePublicly, KEEP } from './public-caching.ts';
import { RecordAnswers, type RecordAnswer } from './record-answers.ts';
import { openChangeLog } from './record-changes.queries.ts';
import { NewRecord, RecordChanges, RecordDetail } from './records.schema.ts';
import { changeRecord, createRecord, readRecord, removeRecord } from './records.service.ts';

const tags = ['Catalogue'];
const DetailRef = Ref(RecordDetail);

function sendAnswer(request: FastifyRequest, reply: FastifyReply, { body, etag }: RecordAnswer): void {
  cachePublicly(request, reply, KEEP.record);
  reply.header('etag', etag).header('content-type', 'application/json; charset=utf-8').send(body);
}

/** Routes for one record. */
export function registerRecordRoutes(app: App, context: AppContext): void {
  const ofRecord = branchesOfRecord(context.db);
  app.addSchema(RecordDetail);
  const { db } = context;
  const answers = new RecordAnswers(openChangeLog(db, context.search));

  /** Sends a record that was just read, and keeps the answer where somebody is likely to ask for it again. */
  function answer(request: FastifyRequest, reply: FastifyReply, found: RecordDetail, begun: number | null): void {
    const etag = etagOf(found.version);
    if (begun === null) {
      cachePublicly(request, reply, KEEP.record);
      reply.header('etag', etag).send(found);
      return;
    }
    const made = { body: reply.serialize(found) as string, etag };
    answers.keep(found.id, begun, made);
    sendAnswer(request, reply, made);
  }

  app.get(
    '/api/v1/records/:id',
    {
      config: { permission: 'public', isShared: true },
      schema: {
        operationId: 'getRecord',
        tags,
        summary: 'A record with its copies',
        params: IdParams,
        response: { 200: DetailRef },
      },
    },
    (request, reply): Promise<void> | void => {
      // No promise where none is needed: this is the most asked address of the catalogue.
      const { id } = request.params;
      const isShared = request.actor.kind === 'anonymous';
      const known = isShared ? answers.find(id) : null;
      if (known !== null) return sendAnswer(request, reply, known);
      const begun = isShared && answers.isAskedAgain(id) ? answers.begin() : null;
      const found = readRecord(db, request.actor, id);
      if (!(found instanceof Promise)) return answer(request, reply, found, begun);
      return found.then(async (later) => {
        answer(request, reply, later, begun);
        await reply;
      });
    },
  );

  app.post(
    '/api/v1/records',
    {
      config: { permission: 'catalogue.edit', branch: ANY_BRANCH },
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
      config: { permission: 'catalogue.edit', branch: ofRecord },
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
      config: { permission: 'catalogue.edit', branch: ofRecord },
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
