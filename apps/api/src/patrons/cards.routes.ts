import { Type } from 'typebox';
import { homeBranch } from './patron-branches.ts';
import type { App, AppContext } from '../platform/context.ts';
import { etagOf } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { changeCard, replaceCard } from './cards.service.ts';
import { CardChangesSchema, NewCardSchema, NewPasswordSchema, PatronSchema } from './patrons.schema.ts';
import { renewMembership, setPassword } from './patrons.service.ts';

const PatronRef = Ref(PatronSchema);
const tags = ['Patrons'];

/** Routes for what a reader holds: cards, a membership, a password. */
export function registerCardRoutes(app: App, context: AppContext): void {
  const config = { permission: 'patrons.edit', branch: homeBranch(context.db) } as const;

  app.post(
    '/api/v1/patrons/:id/cards',
    {
      config,
      schema: {
        operationId: 'replaceCard',
        tags,
        summary: 'Give a new card; those in use count as replaced',
        params: IdParams,
        body: NewCardSchema,
        response: { 201: PatronRef },
      },
    },
    async (request, reply) => {
      const patron = await replaceCard(context, request.actor, request.params.id, request.body.number);
      return reply.code(201).header('etag', etagOf(patron.version)).send(patron);
    },
  );

  app.patch(
    '/api/v1/patrons/:id/cards/:cardId',
    {
      config,
      schema: {
        operationId: 'changeCard',
        tags,
        summary: 'Mark a card as lost, or as found and in use again',
        params: Type.Object({ id: Type.Integer({ minimum: 1 }), cardId: Type.Integer({ minimum: 1 }) }),
        body: CardChangesSchema,
        response: { 200: PatronRef },
      },
    },
    async (request, reply) => {
      const { id, cardId } = request.params;
      const patron = await changeCard(context, request.actor, id, cardId, request.body.status);
      return reply.header('etag', etagOf(patron.version)).send(patron);
    },
  );

  app.post(
    '/api/v1/patrons/:id/renew-membership',
    {
      config,
      schema: {
        operationId: 'renewMembership',
        tags,
        summary: 'Renew the membership by the category’s period',
        params: IdParams,
        response: { 200: PatronRef },
      },
    },
    async (request, reply) => {
      const patron = await renewMembership(context, request.actor, request.params.id);
      return reply.header('etag', etagOf(patron.version)).send(patron);
    },
  );

  app.put(
    '/api/v1/patrons/:id/password',
    {
      config,
      schema: {
        operationId: 'setPatronPassword',
        tags,
        summary: 'Set a reader’s password; ends the reader’s sessions',
        params: IdParams,
        body: NewPasswordSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await setPassword(context, request.actor, request.params.id, request.body.password);
      return reply.code(204).send(null);
    },
  );
}
