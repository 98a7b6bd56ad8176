import { Type } from 'typebox';
import { ANY_BRANCH, BRANCH_OF_BODY } from '../platform/auth/branch-rules.ts';
import { homeBranches } from './patron-branches.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { decodeCursor, toPage } from '../platform/pagination.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { registerCardRoutes } from './cards.routes.ts';
import { countPatrons, isPatronPosition, listPatrons } from './patron-list.queries.ts';
import {
  CardSchema,
  NewPatronSchema,
  PatronChangesSchema,
  PatronSchema,
  PatronsQuery,
  PatronSummarySchema,
} from './patrons.schema.ts';
import { changePatron, createPatron, requirePatron } from './patrons.service.ts';
import { registerReceiptRoutes } from './receipts.routes.ts';

const PatronRef = Ref(PatronSchema);
const tags = ['Patrons'];

/** Routes for readers. */
export function registerPatronRoutes(app: App, context: AppContext): void {
  for (const schema of [CardSchema, PatronSchema, PatronSummarySchema]) app.addSchema(schema);
  registerCardRoutes(app, context);
  registerReceiptRoutes(app, context);

  app.get(
    '/api/v1/patrons',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'listPatrons',
        tags,
        summary: 'Readers by name; searched by name, card number or e-mail address',
        querystring: PatronsQuery,
        response: {
          200: Type.Object({
            items: Type.Array(Ref(PatronSummarySchema)),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
            total: Type.Integer(),
          }),
        },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, isPatronPosition);
      const found = await listPatrons(context.db, filter, { now: context.clock(), limit: limit + 1, after });
      const { items, nextCursor } = toPage(found, limit, ({ position }) => position);
      return { items: items.map(({ summary }) => summary), nextCursor, total: await countPatrons(context.db, filter) };
    },
  );

  app.post(
    '/api/v1/patrons',
    {
      config: { permission: 'patrons.edit', branch: BRANCH_OF_BODY },
      schema: {
        operationId: 'createPatron',
        tags,
        summary: 'Register a reader',
        body: NewPatronSchema,
        response: { 201: PatronRef },
      },
    },
    async (request, reply) => {
      const created = await createPatron(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.get(
    '/api/v1/patrons/:id',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getPatron',
        tags,
        summary: 'One reader',
        params: IdParams,
        response: { 200: PatronRef },
      },
    },
    async (request, reply) => {
      const found = await requirePatron(context.db, request.params.id);
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.patch(
    '/api/v1/patrons/:id',
    {
      config: { permission: 'patrons.edit', branch: homeBranches(context.db) },
      schema: {
        operationId: 'changePatron',
        tags,
        summary: 'Change a reader (If-Match)',
        params: IdParams,
        body: PatronChangesSchema,
        response: { 200: PatronRef },
      },
    },
    async (request, reply) => {
      const changed = await changePatron(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );
}
