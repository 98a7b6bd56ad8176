import { Type } from 'typebox';
import { homeBranch } from '../patrons/patron-branches.ts';
import { ANY_BRANCH, WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { sendPdf } from '../platform/http/file-answers.ts';
import { requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, isIdPosition, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import { findErasureReceipts, readErasureReceipt, writeErasureReceipt } from './erasure-receipts.service.ts';
import { isRequestPosition } from './erasure-requests.queries.ts';
import {
  declineErasure,
  listPendingErasures,
  readOwnErasure,
  requestErasure,
  withdrawErasure,
} from './erasure-requests.service.ts';
import {
  DeclineSchema,
  ErasurePreviewSchema,
  ErasureReceiptSchema,
  ErasureRequestSchema,
  ListQuery,
  OwnErasureSchema,
  PendingErasureSchema,
  ReceiptListQuery,
  ReceiptPaperQuery,
} from './erasure.schema.ts';
import { erasePatron, previewErasure } from './erasure.service.ts';

const tags = ['Privacy'];
const own = { permission: 'patron' } as const;

/** Routes for erasing readers: their requests, the act, and its receipts. */
export function registerErasureRoutes(app: App, context: AppContext): void {
  for (const schema of [
    ErasureReceiptSchema,
    ErasureRequestSchema,
    ErasurePreviewSchema,
    OwnErasureSchema,
    PendingErasureSchema,
  ])
    app.addSchema(schema);
  registerOwnRoutes(app, context);
  registerReceiptRoutes(app, context);
  const config = { permission: 'patrons.privacy', branch: homeBranch(context.db) } as const;

  app.get(
    '/api/v1/patrons/:id/erasure',
    {
      config,
      schema: {
        operationId: 'previewErasure',
        tags,
        summary: 'What erasing a reader would come to, and what stands against it',
        params: IdParams,
        response: { 200: Ref(ErasurePreviewSchema) },
      },
    },
    ({ actor, params }) => previewErasure(context, actor, params.id),
  );

  app.delete(
    '/api/v1/patrons/:id',
    {
      config,
      schema: {
        operationId: 'erasePatron',
        tags,
        summary: 'Erase a reader without loans, ready holds, debts or credit (If-Match); the answer is the receipt',
        params: IdParams,
        response: { 200: Ref(ErasureReceiptSchema) },
      },
    },
    (request) => erasePatron(context, request.actor, request.params.id, (version) => requireVersion(request, version)),
  );

  app.get(
    '/api/v1/erasure-requests',
    {
      config: { permission: 'patrons.privacy', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'listErasureRequests',
        tags,
        summary: 'Readers who ask to be erased, the oldest request first',
        querystring: ListQuery,
        response: {
          200: Type.Object({ items: Type.Array(Ref(PendingErasureSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ actor, query: { limit = 20, cursor } }) => {
      const after = decodeCursor(cursor, isRequestPosition);
      const pending = await listPendingErasures(context, actor, { after, limit: limit + 1 });
      return toPage(pending, limit, ({ requestedAt, patron }) => [requestedAt, patron.id]);
    },
  );

  app.post(
    '/api/v1/patrons/:id/erasure-request/decline',
    {
      config,
      schema: {
        operationId: 'declineErasure',
        tags,
        summary: 'Decline a reader’s request to be erased, with a reason that the reader sees',
        params: IdParams,
        body: DeclineSchema,
        response: { 200: Ref(ErasureRequestSchema) },
      },
    },
    ({ actor, params, body }) => declineErasure(context, actor, params.id, body.reason),
  );
}

function registerReceiptRoutes(app: App, context: AppContext): void {
  const { db } = context;
  // They name nobody, so they belong to no branch.
  const config = { permission: 'patrons.privacy', branch: ANY_BRANCH } as const;

  app.get(
    '/api/v1/erasure-receipts',
    {
      config,
      schema: {
        operationId: 'listErasureReceipts',
        tags,
        summary: 'Receipts of erasures, the newest first; they name nobody',
        querystring: ReceiptListQuery,
        response: {
          200: Type.Object({ items: Type.Array(Ref(ErasureReceiptSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ query: { limit = 20, cursor, number } }) => {
      const beforeId = decodeCursor(cursor, isIdPosition);
      return toPage(await findErasureReceipts(db, { number, beforeId, limit: limit + 1 }), limit, ({ id }) => id);
    },
  );

  app.get(
    '/api/v1/erasure-receipts/:id',
    {
      config,
      schema: {
        operationId: 'getErasureReceipt',
        tags,
        summary: 'One receipt of an erasure',
        params: IdParams,
        response: { 200: Ref(ErasureReceiptSchema) },
      },
    },
    ({ params }) => readErasureReceipt(db, params.id),
  );

  app.get(
    '/api/v1/erasure-receipts/:id/receipt.pdf',
    {
      config,
      schema: {
        operationId: 'getErasureReceiptFile',
        tags,
        summary: 'One receipt of an erasure, as a PDF to hand over',
        params: IdParams,
        querystring: ReceiptPaperQuery,
        produces: ['application/pdf'],
      },
    },
    async ({ actor, params, query }, reply) => {
      const { pdf, name } = await writeErasureReceipt(context, params.id, actor.branchId, query);
      return sendPdf(reply, pdf, name);
    },
  );
}

function registerOwnRoutes(app: App, context: AppContext): void {
  const path = '/api/v1/me/erasure-request';

  app.get(
    path,
    {
      config: own,
      schema: {
        operationId: 'getMyErasureRequest',
        tags,
        summary: 'My request to be erased, and what stands against it',
        response: { 200: Ref(OwnErasureSchema) },
      },
    },
    ({ actor }) => readOwnErasure(context, actor),
  );

  app.post(
    path,
    {
      config: own,
      schema: {
        operationId: 'requestMyErasure',
        tags,
        summary: 'Ask to be erased; 409 `erasure_refused` lists every reason against it',
        response: { 201: Ref(ErasureRequestSchema) },
      },
    },
    async ({ actor }, reply) => reply.code(201).send(await requestErasure(context, actor)),
  );

  app.delete(
    path,
    {
      config: own,
      schema: {
        operationId: 'withdrawMyErasureRequest',
        tags,
        summary: 'Take back my request to be erased',
        response: { 204: Type.Null() },
      },
    },
    async ({ actor }, reply) => {
      await withdrawErasure(context, actor);
      return reply.code(204).send(null);
    },
  );
}
