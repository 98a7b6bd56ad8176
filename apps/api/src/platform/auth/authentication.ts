import cookie from '@fastify/cookie';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Clock } from '../clock.ts';
import { countIdentityChanges, stampChanges, type Db } from '../database/database.ts';
import { problem, type Problem } from '../errors.ts';
import { actorAt, ANONYMOUS, isAllowed, type Actor } from './actor.ts';
import { findActorByApiToken, findActorBySession } from './actors.queries.ts';
import { refusalAt, type BranchRule, type Place } from './branch-rules.ts';
import { KnownActors, type Knowledge } from './known-actors.ts';
import { PERMISSIONS, type Permission, type RoutePermission } from './permissions.ts';
import { hashToken } from './tokens.ts';

/** The session's cookie. */
export const SESSION_COOKIE = 'biblio_session';
/** After how many milliseconds who was signed out or locked by another process of a server is so here, at the latest. */
const TRUSTED_MS = 500;

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
    /** What staff need on a route for everybody who is signed in. */
    staffPermission?: Permission;
    /** Where a permission of staff must hold. Every route that declares one declares this too. */
    branch?: BranchRule;
    /** Whether who calls is read, whatever is remembered: for who has just changed something of themselves through another process. */
    isCallerRead?: boolean;
  }
}

/** Finds out who calls, and holds every route to the permission that it declares. */
export const authentication = fastifyPlugin<{ db: Db; clock: Clock; publicUrl: string | null }>(
  async (app, { db, clock, publicUrl }) => {
    await app.register(cookie);
    app.decorateRequest('actor');
    const remember = () => new KnownActors({ ...heardOf(db), nowMs: () => clock().epochMilliseconds });
    const known = { session: remember(), token: remember() };

    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/api/v1') && route.config?.permission === undefined) {
        throw new Error(`The route ${String(route.method)} ${route.url} declares no permission.`);
      }
      if (
        route.config !== undefined &&
        staffPermissionOf(route.config) !== undefined &&
        route.config.branch === undefined
      ) {
        throw new Error(`The route ${String(route.method)} ${route.url} does not say at which branch.`);
      }
    });

    // A callback, and no promise for who brings nothing or is known: most requests are such.
    app.addHook('onRequest', (request, _reply, done) => {
      request.actor = ANONYMOUS;
      // The web app's files and what operators ask are for everybody, also while the database is away.
      const brought = request.url.startsWith('/api/v1') ? credentialOf(request) : null;
      if (brought === null) {
        done(refusalOf(request));
        return;
      }
      const foreign = brought.kind === 'session' ? foreignOriginOf(request, publicUrl) : undefined;
      if (foreign !== undefined) {
        done(foreign);
        return;
      }
      let actor: Actor | null;
      try {
        const isRead = request.routeOptions.config.isCallerRead === true;
        actor = isRead ? null : known[brought.kind].find(brought.tokenHash);
      } catch (error) {
        // Fastify does not catch what a callback throws: a database that fails must not end the process.
        done(error as Error);
        return;
      }
      if (actor !== null) {
        request.actor = actor;
        done(refusalOf(request));
        return;
      }
      identify(brought).then(
        (found) => {
          request.actor = found;
          done(refusalOf(request));
        },
        (error: Error) => done(error),
      );
    });

    app.decorate('findActor', async (request: FastifyRequest) => {
      const brought = credentialOf(request);
      return brought === null ? ANONYMOUS : identify(brought);
    });
    // After the request was validated: where the permission must hold may stand in its body.
    app.addHook('preHandler', (request, _reply, done) => {
      const { config } = request.routeOptions;
      const permission = request.actor.limits.size === 0 ? undefined : staffPermissionOf(config);
      if (permission === undefined) {
        done();
        return;
      }
      placesOf(config.branch!, request).then(
        (places) => {
          const refusal = refusalAt(request.actor, permission, places);
          request.actor = actorAt(request.actor, places);
          done(refusal);
        },
        (error: Error) => done(error),
      );
    });

    async function identify({ kind, tokenHash }: Credential): Promise<Actor> {
      const begun = known[kind].begin();
      const found = await (kind === 'session' ? findActorBySession : findActorByApiToken)(db, tokenHash, clock());
      if (found !== undefined) known[kind].keep(tokenHash, found, begun);
      else if (kind === 'token') throw problem('not_signed_in');
      return found?.actor ?? ANONYMOUS;
    }
  },
);

/**
 * How this process hears of changes of who may do what: on the embedded database of all, on a server of its own, so that it believes
 * what it has read for a short time only.
 */
function heardOf(db: Db): Pick<Knowledge, 'stampOf' | 'trustedMs'> {
  if (countIdentityChanges(db) === null) return { stampOf: () => stampChanges(db), trustedMs: Infinity };
  return { stampOf: () => String(countIdentityChanges(db)), trustedMs: TRUSTED_MS };
}

/** What a request brings to say who calls. */
interface Credential {
  kind: 'session' | 'token';
  tokenHash: string;
}

function credentialOf(request: FastifyRequest): Credential | null {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { kind: 'token', tokenHash: hashToken(bearer) };
  const session = request.cookies[SESSION_COOKIE];
  return session === undefined ? null : { kind: 'session', tokenHash: hashToken(session) };
}

/** Why this caller may not call this route at any branch, if so. */
function refusalOf({ actor, routeOptions: { config } }: FastifyRequest): Problem | undefined {
  const needed = actor.kind === 'staff' ? (config.staffPermission ?? config.permission) : config.permission;
  if (needed === undefined || isAllowed(actor, needed)) return undefined;
  return problem(actor.kind === 'anonymous' ? 'not_signed_in' : 'forbidden', { permission: needed });
}

/** Where the permission must hold; as a promise also of a rule that answers, or throws, at once. */
async function placesOf({ find }: BranchRule, request: FastifyRequest): Promise<readonly Place[]> {
  return find(request);
}

/** The permission that staff need for a route, if it takes one. */
function staffPermissionOf({ permission, staffPermission }: FastifyContextConfig): Permission | undefined {
  return staffPermission ?? PERMISSIONS.find((one) => one === permission);
}

/** Why a change is refused that a page of another site makes the browser send with our cookie, if it is one. */
function foreignOriginOf(request: FastifyRequest, publicUrl: string | null): Problem | undefined {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return undefined;
  const { origin } = request.headers;
  if (origin === undefined) {
    return request.headers['sec-fetch-site'] === 'cross-site' ? problem('foreign_origin') : undefined;
  }
  const allowed = [`${request.protocol}://${request.host}`, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])];
  return allowed.includes(origin) ? undefined : problem('foreign_origin', { origin });
}
