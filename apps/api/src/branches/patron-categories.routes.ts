import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { listPatronCategories } from './patron-categories.queries.ts';
import {
  PatronCategoryChangesSchema,
  PatronCategorySchema,
  NewPatronCategorySchema,
} from './patron-categories.schema.ts';
import { changePatronCategory, createPatronCategory } from './patron-categories.service.ts';

const PatronCategoryRef = Ref(PatronCategorySchema);
const tags = ['Patron categories'];

/** Routes for patron categories. */
export function registerPatronCategoryRoutes(app: App, context: AppContext): void {
  app.addSchema(PatronCategorySchema);

  app.get(
    '/api/v1/patron-categories',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'listPatronCategories',
        tags,
        summary: 'All patron categories, by code',
        response: { 200: Type.Object({ items: Type.Array(PatronCategoryRef) }) },
      },
    },
    async () => ({ items: await listPatronCategories(context.db) }),
  );

  app.post(
    '/api/v1/patron-categories',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'createPatronCategory',
        tags,
        summary: 'Add a patron category',
        body: NewPatronCategorySchema,
        response: { 201: PatronCategoryRef },
      },
    },
    async (request, reply) => {
      const created = await createPatronCategory(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.patch(
    '/api/v1/patron-categories/:id',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'changePatronCategory',
        tags,
        summary: 'Change a patron category (If-Match with the version from the list)',
        params: IdParams,
        body: PatronCategoryChangesSchema,
        response: { 200: PatronCategoryRef },
      },
    },
    async (request, reply) => {
      const changed = await changePatronCategory(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );
}
