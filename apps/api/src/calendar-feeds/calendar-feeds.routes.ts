import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import type { App, AppContext } from '../platform/context.ts';
import { Ref } from '../platform/schema.ts';
import { findFeed } from './calendar-feeds.queries.ts';
import { FeedParams, NewCalendarFeedSchema, OwnCalendarFeedSchema } from './calendar-feeds.schema.ts';
import { createFeed, readFeed, revokeFeed } from './calendar-feeds.service.ts';

const tags = ['Me'];
const config = { permission: 'patron' } as const;

/** Routes for readers' calendar feeds: their owners', and the one that calendar programs read without a session. */
export function registerCalendarFeedRoutes(app: App, context: AppContext): void {
  app.addSchema(OwnCalendarFeedSchema);
  app.addSchema(NewCalendarFeedSchema);

  app.get(
    '/api/v1/me/calendar-feed',
    {
      config,
      schema: {
        operationId: 'getMyCalendarFeed',
        tags,
        summary: 'Whether I have a calendar feed',
        response: { 200: Ref(OwnCalendarFeedSchema) },
      },
    },
    async ({ actor }) => {
      const feed = await findFeed(context.db, actor.id!);
      return { feed: feed === undefined ? null : { createdAt: feed.createdAt } };
    },
  );

  app.post(
    '/api/v1/me/calendar-feed',
    {
      config,
      schema: {
        operationId: 'createMyCalendarFeed',
        tags,
        summary: 'Give my calendar feed a new secret address; the one before is answered no more',
        response: { 201: Ref(NewCalendarFeedSchema) },
      },
    },
    async ({ actor }, reply) =>
      reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(await createFeed(context, actor, actor.id!)),
  );

  app.delete(
    '/api/v1/me/calendar-feed',
    {
      config,
      schema: {
        operationId: 'revokeMyCalendarFeed',
        tags,
        summary: 'Take my calendar feed away',
        response: { 204: Type.Null() },
      },
    },
    async ({ actor }, reply) => {
      await revokeFeed(context, actor, actor.id!);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/v1/calendar-feeds/:token.ics',
    {
      config: { permission: 'public', rateLimit: { max: 120, timeWindow: '1 minute' } },
      // The address is the secret: the log of requests must not have it. Errors are logged without it.
      logLevel: 'error',
      schema: {
        operationId: 'readCalendarFeed',
        tags,
        summary: 'A reader’s loans and ready holds as iCalendar; whoever has the address may read it',
        params: FeedParams,
        produces: ['text/calendar'],
      },
    },
    async ({ params, headers }, reply) => {
      const calendar = await readFeed(context, params.token);
      const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
      reply.header('etag', etag).header('cache-control', 'private, max-age=300').header('x-robots-tag', 'noindex');
      if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send();
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="loans.ics"')
        .send(calendar);
    },
  );
}

/** Whether a calendar program has this text already; a proxy that compresses may weaken the tag. */
function isKnown(sent: string | undefined, etag: string): boolean {
  return sent?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
}
