import { ANY_BRANCH } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { DeskLookupQuery, DeskLookupSchema, DeskPatronSchema } from './desk.schema.ts';
import { lookUp, readDeskPatron } from './desk.service.ts';

const tags = ['Desk'];

/** Routes for the desk's one box and for a reader at a glance. */
export function registerDeskRoutes(app: App, context: AppContext): void {
  app.addSchema(DeskLookupSchema);
  app.addSchema(DeskPatronSchema);

  app.get(
    '/api/v1/desk/lookup',
    {
      config: { permission: 'circulation.desk', branch: ANY_BRANCH },
      schema: {
        operationId: 'lookUpAtDesk',
        tags,
        summary: 'What a scan or some words mean: a card, an item, a reader or titles',
        querystring: DeskLookupQuery,
        response: { 200: Ref(DeskLookupSchema) },
      },
    },
    (request) => lookUp(context, request.actor, request.query.q),
  );

  app.get(
    '/api/v1/patrons/:id/desk',
    {
      config: { permission: 'patrons.view', branch: ANY_BRANCH },
      schema: {
        operationId: 'getPatronAtDesk',
        tags,
        summary: 'A reader at one glance: loans, holds, account and what stands against lending',
        params: IdParams,
        response: { 200: Ref(DeskPatronSchema) },
      },
    },
    (request) => readDeskPatron(context, request.actor, request.params.id),
  );
}
