import { hash } from 'node:crypto';
import { Type } from 'typebox';
import type { Actor } from '../platform/auth/actor.ts';
import { ANY_BRANCH, anyBranchWith, askedBranch, WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, isIdPosition, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import { changeHold } from './hold-changes.service.ts';
import { recordExists } from './hold-facts.queries.ts';
import { listHolds, listOpenHoldsOfRecord } from './holds.queries.ts';
import {
  CancelHoldQuery,
  HoldChangesSchema,
  HoldOrderSchema,
  HoldQueueSchema,
  HoldSchema,
  HoldsQuery,
  NewHoldSchema,
  PlacedHoldSchema,
  type Hold,
} from './holds.schema.ts';
import { placeHold } from './hold-placing.service.ts';
import { cancelHold, reorderHolds } from './holds.service.ts';

const tags = ['Holds'];
const HoldRef = Ref(HoldSchema);

/** Routes for holds, at a desk or by the reader whose they are. */
export function registerHoldRoutes(app: App, context: AppContext): void {
  app.addSchema(HoldSchema);
  app.addSchema(PlacedHoldSchema);
  app.addSchema(HoldQueueSchema);

  app.post(
    '/api/v1/holds',
    {
      config: { permission: 'signed-in', staffPermission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'placeHold',
        tags,
        summary: 'Place a hold; 409 `hold_refused` lists every reason in `refusals`',
        body: NewHoldSchema,
        response: { 201: Ref(PlacedHoldSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await placeHold(context, request.actor, request.body)),
  );

  app.get(
    '/api/v1/holds',
    {
      config: {
        permission: 'circulation.desk',
        branch: anyBranchWith(['patronId', 'recordId'], askedBranch('pickupBranchId')),
      },
      schema: {
        operationId: 'listHolds',
        tags,
        summary: 'Holds, the latest first; `open` are those that wait, travel or are ready',
        querystring: HoldsQuery,
        response: { 200: Type.Object({ items: Type.Array(HoldRef), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const beforeId = decodeCursor(cursor, isIdPosition);
      const rows = await listHolds(context.db, filter, { limit: limit + 1, beforeId });
      return toPage(rows, limit, ({ id }) => id);
    },
  );

  app.patch(
    '/api/v1/holds/:id',
    {
      config: { permission: 'signed-in', staffPermission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'changeHold',
        tags,
        summary: 'Change where a hold is fetched, or let it sleep; If-Match is heeded when it is sent',
        params: IdParams,
        body: HoldChangesSchema,
        response: { 200: HoldRef },
      },
    },
    (request) =>
      changeHold(context, request.actor, request.params.id, request.body, (version) => {
        if (request.headers['if-match'] !== undefined) requireVersion(request, version);
      }),
  );

  app.delete(
    '/api/v1/holds/:id',
    {
      config: { permission: 'signed-in', staffPermission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'cancelHold',
        tags,
        summary: 'Cancel a hold; an item on the hold shelf passes to the next reader',
        params: IdParams,
        querystring: CancelHoldQuery,
        response: { 200: HoldRef },
      },
    },
    async (request) => {
      const { actor, params, query } = request;
      return toOwn(actor, await cancelHold(context, actor, { holdId: params.id, ...query }));
    },
  );

  app.get(
    '/api/v1/records/:id/hold-queue',
    {
      config: { permission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'getHoldQueue',
        tags,
        summary: 'A record’s open holds: those being fulfilled, then those that wait, in their order',
        params: IdParams,
        response: { 200: Ref(HoldQueueSchema) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await recordExists(context.db, id))) throw problem('not_found');
      const items = await listOpenHoldsOfRecord(context.db, id);
      const version = versionOfQueue(items);
      return reply.header('etag', etagOf(version)).send({ items, version });
    },
  );

  app.put(
    '/api/v1/records/:id/hold-queue',
    {
      config: { permission: 'circulation.override', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'reorderHolds',
        tags,
        summary:
          'Put a record’s waiting holds into a new order; the list must be whole. If-Match is heeded when it is sent',
        params: IdParams,
        body: HoldOrderSchema,
        response: { 200: Ref(HoldQueueSchema) },
      },
    },
    async (request, reply) => {
      const order = { recordId: request.params.id, order: request.body.holdIds };
      const items = await reorderHolds(context, request.actor, order, (queue) => {
        if (request.headers['if-match'] !== undefined) requireVersion(request, versionOfQueue(queue));
      });
      const version = versionOfQueue(items);
      return reply.header('etag', etagOf(version)).send({ items, version });
    },
  );
}

/** The version of a queue: a number that its waiting holds in their order give. */
function versionOfQueue(queue: readonly { id: number; status?: string }[]): number {
  const waiting = queue.filter(({ status }) => status === undefined || status === 'waiting');
  return Number.parseInt(hash('sha1', waiting.map(({ id }) => id).join()).slice(0, 8), 16);
}

/** A hold as its reader sees it: without what staff wrote to each other. */
function toOwn(actor: Actor, hold: Hold): Hold {
  return actor.kind === 'patron' ? { ...hold, closedNote: null } : hold;
}
