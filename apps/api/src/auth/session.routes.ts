import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { SESSION_COOKIE } from '../platform/auth/authentication.ts';
import type { App, AppContext } from '../platform/context.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import { problem } from '../platform/errors.ts';
import { Ref } from '../platform/schema.ts';
import { FirstAdministratorSchema, PasswordChangeSchema, SessionSchema, SignInSchema } from './session.schema.ts';
import {
  changePassword,
  createFirstAdministrator,
  describeSession,
  signIn,
  signOut,
  type SignedIn,
} from './session.service.ts';

const SessionRef = Ref(SessionSchema);
const tags = ['Session'];

/** Routes to sign in and out, to open a library, and to change one's password. */
export function registerSessionRoutes(app: App, context: AppContext): void {
  app.addSchema(SessionSchema);
  const isSecure = context.config.publicUrl?.startsWith('https:') ?? false;

  const setCookie = (reply: FastifyReply, { token, maxAge }: SignedIn) =>
    reply.setCookie(SESSION_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge });

  app.get(
    '/api/v1/session',
    {
      config: { permission: 'public', isCallerRead: true },
      schema: { operationId: 'getSession', tags, summary: 'Who is signed in', response: { 200: SessionRef } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return describeSession(context, request.actor);
    },
  );

  app.post(
    '/api/v1/session',
    {
      config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: { operationId: 'signIn', tags, summary: 'Sign in', body: SignInSchema, response: { 200: SessionRef } },
    },
    async (request, reply) => {
      const session = await signIn(context, request.body.login, request.body.password);
      setCookie(reply, session);
      return describeSession(context, session.actor);
    },
  );

  app.delete(
    '/api/v1/session',
    {
      config: { permission: 'public' },
      schema: { operationId: 'signOut', tags, summary: 'Sign out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const token = request.cookies[SESSION_COOKIE];
      if (token !== undefined) await signOut(context, token);
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send(null);
    },
  );

  app.post(
    '/api/v1/session/password',
    {
      config: { permission: 'signed-in', rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        operationId: 'changePassword',
        tags,
        summary: 'Change one’s own password; ends all other sessions',
        body: PasswordChangeSchema,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await changePassword(context, request.actor, { ...request.body, token: request.cookies[SESSION_COOKIE] });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/first-administrator',
    {
      config: { permission: 'public', rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        operationId: 'createFirstAdministrator',
        tags,
        summary: 'Open an empty library; works only until the first member of staff exists',
        body: FirstAdministratorSchema,
        response: { 201: SessionRef },
      },
    },
    async (request, reply) => {
      if (!isTimeZone(request.body.timeZone)) {
        throw problem(
          'invalid_request',
          {},
          { errors: [{ path: '/timeZone', code: 'time_zone', message: 'is not a time zone' }] },
        );
      }
      const session = await createFirstAdministrator(context, request.body);
      setCookie(reply, session);
      return reply.code(201).send(await describeSession(context, session.actor));
    },
  );
}
