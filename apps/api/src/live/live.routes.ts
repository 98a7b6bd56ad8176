import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import { Gauge } from 'prom-client';
import { isAllowed, type Actor } from '../platform/auth/actor.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { listChangesAfter, type LiveChange } from './live-changes.queries.ts';
import type { Follower } from './live-feed.ts';

/** Streams that one process keeps at most; each costs a socket and little else. */
const MAX_STREAMS = 1000;
/** How often a silent stream says that it is alive, and whether who follows still may is looked at. */
const HEARTBEAT_MS = 25_000;
/** Changes that a returning browser is told of; with more, it is told to read everything anew. */
const MAX_MISSED = 500;
/** A browser that has not taken so many bytes is let go: it comes back and reads anew. */
const MAX_WAITING_BYTES = 256 * 1024;
/** How long a browser waits before it comes back. */
const RETRY_MS = 3000;

/** The route by which desks and lists see each other's changes. */
export function registerLiveRoutes(app: App, { db, live, log }: AppContext): void {
  const streams = new Set<ServerResponse>();
  new Gauge({
    name: 'biblio_live_streams',
    help: 'Browsers that follow the changes of the library at this process',
    registers: [app.metrics],
    collect() {
      this.set(streams.size);
    },
  });
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });

  app.get(
    '/api/v1/events',
    {
      config: { permission: 'staff', isLongLived: true },
      schema: {
        operationId: 'followChanges',
        tags: ['Live'],
        summary: 'What changes in the library, as it happens',
        description:
          'A stream of server-sent events (`Accept: text/event-stream`). Each `change` says which entity was changed by which action, and whom it concerns: numbers only. `missed` says that more happened than can be told, so that everything should be read anew. A browser that returns with `Last-Event-ID` is told what it missed.',
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) }),
        response: { 200: { description: 'Events', content: { 'text/event-stream': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      if (!(request.headers.accept ?? '').includes('text/event-stream')) throw problem('not_acceptable');
      if (streams.size >= MAX_STREAMS) throw problem('overloaded', { retryAfter: 5 });
      const waiting: LiveChange[] = [];
      let tell: Follower = (changes) => void waiting.push(...changes);
      const leave = await live.follow((changes) => tell(changes));
      const lastSeen = request.headers['last-event-id'];
      const missed = lastSeen === undefined ? [] : await listChangesAfter(db, Number(lastSeen), MAX_MISSED + 1);

      reply.hijack();
      const stream: ServerResponse = reply.raw;
      streams.add(stream);
      stream.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'close',
        // nginx would gather events before it passes them on.
        'x-accel-buffering': 'no',
      });
      const write = (text: string) => {
        stream.write(text);
        if (stream.writableLength > MAX_WAITING_BYTES) stream.destroy();
      };
      tell = (changes) => write(changes.map(eventOf).join(''));
      write(`retry: ${RETRY_MS}\n\n`);
      if (missed.length > MAX_MISSED) write('event: missed\ndata: {}\n\n');
      else tell(missed);
      const known = new Set(missed.map(({ id }) => id));
      tell(waiting.filter(({ id }) => !known.has(id)));

      const heartbeat = setInterval(() => {
        mayStillFollow(request.actor).then(
          (may) => (may ? write(': alive\n\n') : stream.end()),
          (error: unknown) => {
            log.warn({ err: error }, 'who follows the changes could not be asked for');
            stream.end();
          },
        );
      }, HEARTBEAT_MS).unref();
      stream.once('close', () => {
        clearInterval(heartbeat);
        leave();
        streams.delete(stream);
      });
      // The browser may have gone while the feed was opened.
      if (stream.destroyed) stream.emit('close');
      return reply;

      async function mayStillFollow(actor: Actor): Promise<boolean> {
        const now = await app.findActor(request);
        return now.id === actor.id && isAllowed(now, 'staff');
      }
    },
  );
}

function eventOf({ id, ...change }: LiveChange): string {
  return `id: ${id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
}
