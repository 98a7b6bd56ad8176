import { Type } from 'typebox';
import type { Permission } from '../platform/auth/permissions.ts';
import { hashToken, makeToken } from '../platform/auth/tokens.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { IdParams, Nullable } from '../platform/schema.ts';
import { PermissionSchema } from './session.schema.ts';
import { insertToken, listTokens, revokeToken } from './tokens.queries.ts';

const tokenFields = {
  id: Type.Integer(),
  name: Type.String(),
  permissions: Type.Array(PermissionSchema),
  createdAt: Type.String(),
  expiresAt: Nullable(Type.String()),
};
const NewTokenSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    permissions: Type.Array(PermissionSchema, { minItems: 1, uniqueItems: true }),
    expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  { $id: 'NewToken', additionalProperties: false },
);
const tags = ['Session'];
const config = { permission: 'staff' } as const;

/** Routes for one's own API tokens. The token itself is answered once, when it is made. */
export function registerTokenRoutes(app: App, { db, clock, audit }: AppContext): void {
  app.get(
    '/api/v1/tokens',
    {
      config,
      schema: {
        operationId: 'listTokens',
        tags,
        summary: 'One’s own API tokens',
        response: { 200: Type.Object({ items: Type.Array(Type.Object(tokenFields, { title: 'Token' })) }) },
      },
    },
    async (request) => ({
      items: (await listTokens(db, request.actor.id!)).map((token) => ({
        id: token.id,
        name: token.name,
        permissions: JSON.parse(token.permissions) as Permission[],
        createdAt: token.created_at,
        expiresAt: token.expires_at,
      })),
    }),
  );

  app.post(
    '/api/v1/tokens',
    {
      config,
      schema: {
        operationId: 'createToken',
        tags,
        summary: 'Make an API token',
        body: NewTokenSchema,
        response: { 201: Type.Object({ ...tokenFields, token: Type.String() }, { title: 'TokenOnce' }) },
      },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const excess = body.permissions.find((permission) => !actor.permissions.has(permission));
      if (excess !== undefined) throw problem('token_permission_not_held', { permission: excess });
      const token = makeToken();
      const now = clock();
      const fields = {
        name: body.name,
        permissions: body.permissions,
        createdAt: toTimestamp(now),
        expiresAt: body.expiresInDays === undefined ? null : toTimestamp(now.add({ hours: body.expiresInDays * 24 })),
      };
      const id = await inTransaction(db, async (trx) => {
        const created = await insertToken(trx, {
          staffId: actor.id!,
          tokenHash: hashToken(token),
          now: fields.createdAt,
          ...fields,
        });
        await audit(trx, actor, { action: 'token.create', entity: 'token', entityId: created, after: fields });
        return created;
      });
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ id, ...fields, token });
    },
  );

  app.delete(
    '/api/v1/tokens/:id',
    {
      config,
      schema: {
        operationId: 'revokeToken',
        tags,
        summary: 'Revoke an API token',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await inTransaction(db, async (trx) => {
        const { id } = request.params;
        if (!(await revokeToken(trx, id, request.actor.id!, toTimestamp(clock())))) throw problem('not_found');
        await audit(trx, request.actor, { action: 'token.revoke', entity: 'token', entityId: id });
      });
      return reply.code(204).send(null);
    },
  );
}
