import { Type } from 'typebox';
import type { App, AppContext } from '../platform/context.ts';
import { requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, isIdPosition, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, Ref } from '../platform/schema.ts';
import { changeHold } from './hold-changes.service.ts';
import { listHolds } from './holds.queries.ts';
import {
  HoldChangesSchema,
  HoldOrderSchema,
  HoldSchema,
  HoldsQuery,
  NewHoldSchema,
  PlacedHoldSchema,
} from './holds.schema.ts';
import { placeHold } from './hold-placing.service.ts';
import { cancelHold, reorderHolds } from './holds.service.ts';

const tags = ['Holds'];
const HoldRef = Ref(HoldSchema);

/** Routes for holds, at a desk or by the reader whose they are. */
export function registerHoldRoutes(app: App, context: AppContext): void {
  app.addSchema(HoldSchema);
  app.addSchema(PlacedHoldSchema);

  app.post(
    '/api/v1/holds',
    {
      config: { permission: 'signed-in' },
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
      config: { permission: 'circulation.desk' },
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
      config: { permission: 'signed-in' },
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
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'cancelHold',
        tags,
        summary: 'Cancel a hold; an item on the hold shelf passes to the next reader',
        params: IdParams,
        response: { 200: HoldRef },
      },
    },
    (request) => cancelHold(context, request.actor, request.params.id),
  );

  app.put(
    '/api/v1/records/:id/hold-queue',
    {
      config: { permission: 'circulation.override' },
      schema: {
        operationId: 'reorderHolds',
        tags,
        summary: 'Put a record’s waiting holds into a new order; the list must be whole',
        params: IdParams,
        body: HoldOrderSchema,
        response: { 200: Type.Object({ items: Type.Array(HoldRef) }) },
      },
    },
    async (request) => ({
      items: await reorderHolds(context, request.actor, request.params.id, request.body.holdIds),
    }),
  );
}
