import cookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { problem, type Problem } from '../errors.ts';
import { ANONYMOUS, isAllowed, type Actor } from './actor.ts';
import { findActorByApiToken, findActorBySession } from './actors.queries.ts';
import type { RoutePermission } from './permissions.ts';
import { hashToken } from './tokens.ts';

/** The session's cookie. */
export const SESSION_COOKIE = 'biblio_session';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
  interface FastifyInstance {
    /** Finds out anew who made a request, for answers that last. */
    findActor: (request: FastifyRequest) => Promise<Actor>;
  }
  interface FastifyContextConfig {
    /** Who may call the route. Every route under `/api/v1` declares it. */
    permission?: RoutePermission;
  }
}

/** Finds out who calls, and holds every route to the permission that it declares. */
export const authentication = fastifyPlugin<{ db: Db; clock: Clock; publicUrl: string | null }>(
  async (app, { db, clock, publicUrl }) => {
    await app.register(cookie);
    app.decorateRequest('actor');

    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/api/v1') && route.config?.permission === undefined) {
        throw new Error(`The route ${String(route.method)} ${route.url} declares no permission.`);
      }
    });

    // A callback and no promise for who brings nothing: most requests to the public catalogue do not.
    app.addHook('onRequest', (request, _reply, done) => {
      request.actor = ANONYMOUS;
      const { authorization } = request.headers;
      const session = request.cookies[SESSION_COOKIE];
      if (authorization === undefined && session === undefined) {
        done(refusalOf(request));
        return;
      }
      identify(request, authorization, session).then(
        (actor) => {
          request.actor = actor;
          done(refusalOf(request));
        },
        (error: Error) => done(error),
      );
    });

    app.decorate('findActor', async (request: FastifyRequest) =>
      identify(request, request.headers.authorization, request.cookies[SESSION_COOKIE]),
    );

    async function identify(
      request: FastifyRequest,
      authorization: string | undefined,
      session: string | undefined,
    ): Promise<Actor> {
      const bearer = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '')?.[1];
      if (bearer !== undefined) {
        const actor = await findActorByApiToken(db, hashToken(bearer), clock());
        if (actor === undefined) throw problem('not_signed_in');
        return actor;
      }
      if (session === undefined) return ANONYMOUS;
      requireOwnOrigin(request, publicUrl);
      return (await findActorBySession(db, hashToken(session), clock())) ?? ANONYMOUS;
    }
  },
);

/** Why this caller may not call this route, if so. */
function refusalOf({ actor, routeOptions }: FastifyRequest): Problem | undefined {
  const needed = routeOptions.config.permission;
  if (needed === undefined || isAllowed(actor, needed)) return undefined;
  return problem(actor.kind === 'anonymous' ? 'not_signed_in' : 'forbidden', { permission: needed });
}

/** Refuses a change that a page of another site makes the browser send with our cookie. */
function requireOwnOrigin(request: FastifyRequest, publicUrl: string | null): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw problem('foreign_origin');
    return;
  }
  const allowed = [`${request.protocol}://${request.host}`, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])];
  if (!allowed.includes(origin)) throw problem('foreign_origin', { origin });
}
