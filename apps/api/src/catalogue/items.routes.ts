import { Type } from 'typebox';
import { BRANCH_OF_NEW_ITEM, branchesOfItem, branchOfCondition, branchOfItem } from './catalogue-branches.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { findItemIdByBarcode, findItemSummary } from './items.queries.ts';
import { ItemChanges, ItemCondition, ItemSummary, NewItem } from './items.schema.ts';
import { changeItem, createItem, removeItem } from './items.service.ts';

const ItemRef = Ref(ItemSummary);
const tags = ['Catalogue'];

/** Routes for the items (copies) of records, as staff see them. Their shape is the catalogue's, added before. */
export function registerItemRoutes(app: App, context: AppContext): void {
  app.post(
    '/api/v1/records/:id/items',
    {
      config: { permission: 'catalogue.edit', branch: BRANCH_OF_NEW_ITEM },
      schema: {
        operationId: 'createItem',
        tags,
        summary: 'Add an item to a record',
        params: IdParams,
        body: NewItem,
        response: { 201: ItemRef },
      },
    },
    async (request, reply) => {
      const created = await createItem(context, request.actor, request.params.id, request.body);
      await context.search.refresh();
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.get(
    '/api/v1/items',
    {
      config: { permission: 'staff' },
      schema: {
        operationId: 'listItems',
        tags,
        summary: 'The item with a barcode, if there is one',
        querystring: Type.Object(
          { barcode: Type.String({ minLength: 1, maxLength: 100 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(ItemRef) }) },
      },
    },
    async (request) => {
      const id = await findItemIdByBarcode(context.db, request.query.barcode);
      const found = id === undefined ? undefined : await findItemSummary(context.db, id);
      return { items: found === undefined ? [] : [found] };
    },
  );

  app.get(
    '/api/v1/items/:id',
    {
      config: { permission: 'staff' },
      schema: {
        operationId: 'getItem',
        tags,
        summary: 'One item',
        params: IdParams,
        response: { 200: ItemRef },
      },
    },
    async (request, reply) => {
      const found = await findItemSummary(context.db, request.params.id);
      if (found === undefined) throw problem('not_found');
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.patch(
    '/api/v1/items/:id',
    {
      config: { permission: 'catalogue.edit', branch: branchesOfItem(context.db) },
      schema: {
        operationId: 'changeItem',
        tags,
        summary: 'Change an item (If-Match); declaring a lent one lost charges its reader',
        params: IdParams,
        body: ItemChanges,
        response: { 200: ItemRef },
      },
    },
    async (request, reply) => {
      const changed = await changeItem(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      await context.search.refresh();
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.patch(
    '/api/v1/items/:id/condition',
    {
      config: { permission: 'circulation.desk', branch: branchOfCondition(context.db) },
      schema: {
        operationId: 'changeItemCondition',
        tags,
        summary: 'Say at a desk that an item is damaged, missing or in order again, or note something on it (If-Match)',
        params: IdParams,
        body: ItemCondition,
        response: { 200: ItemRef },
      },
    },
    async (request, reply) => {
      const changed = await changeItem(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      await context.search.refresh();
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.delete(
    '/api/v1/items/:id',
    {
      config: { permission: 'catalogue.edit', branch: branchOfItem(context.db) },
      schema: {
        operationId: 'deleteItem',
        tags,
        summary: 'Delete an item that was never lent (If-Match)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeItem(context, request.actor, request.params.id, (version) => requireVersion(request, version));
      await context.search.refresh();
      return reply.code(204).send(null);
    },
  );
}
