import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { listItemTypes } from './item-types.queries.ts';
import { ItemTypeChangesSchema, ItemTypeSchema, NewItemTypeSchema } from './item-types.schema.ts';
import { changeItemType, createItemType } from './item-types.service.ts';

const ItemTypeRef = Ref(ItemTypeSchema);
const tags = ['Item types'];

/** Routes for item types. */
export function registerItemTypeRoutes(app: App, context: AppContext): void {
  app.addSchema(ItemTypeSchema);

  app.get(
    '/api/v1/item-types',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'listItemTypes',
        tags,
        summary: 'All item types, by code',
        response: { 200: Type.Object({ items: Type.Array(ItemTypeRef) }) },
      },
    },
    async () => ({ items: await listItemTypes(context.db) }),
  );

  app.post(
    '/api/v1/item-types',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'createItemType',
        tags,
        summary: 'Add an item type',
        body: NewItemTypeSchema,
        response: { 201: ItemTypeRef },
      },
    },
    async (request, reply) => {
      const created = await createItemType(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.patch(
    '/api/v1/item-types/:id',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'changeItemType',
        tags,
        summary: 'Change an item type (If-Match with the version from the list)',
        params: IdParams,
        body: ItemTypeChangesSchema,
        response: { 200: ItemTypeRef },
      },
    },
    async (request, reply) => {
      const changed = await changeItemType(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );
}
