import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { Counter, type Registry } from 'prom-client';
import type { SharedRedis } from '../redis/redis.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the answer is to be kept; null when it is not. */
    cacheKey: string | null;
  }
  interface FastifyContextConfig {
    /** Anonymous visitors may all be given one answer, until the catalogue changes. */
    isShared?: boolean;
  }
}

/** An answer as it is kept: without the headers that every answer has. */
interface KeptAnswer {
  headers: Record<string, string>;
  body: string;
}

/** As long as browsers may keep such an answer. */
const KEPT_SECONDS = 10;
const MAX_BODY = 256 * 1024;
const KEPT_HEADERS = ['content-type', 'cache-control', 'vary', 'etag'] as const;

/**
 * Keeps answers that every anonymous visitor gets in Redis, for all processes. Their keys hold how far this process's search
 * index has followed the catalogue (`position`): a change of the catalogue makes a new position, and with it every answer
 * anew. So a process never gives an answer that is older than its own index, and a second after a change none does.
 */
export const sharedCache = fastifyPlugin<{
  redis: SharedRedis;
  position: () => string | null;
  metrics: Registry;
}>(async (app, { redis, position, metrics }) => {
  const asked = new Counter({
    name: 'biblio_shared_cache_total',
    help: 'Answers to anonymous visitors that were looked for in Redis, by whether they were there',
    labelNames: ['result'],
    registers: [metrics],
  });
  for (const result of ['hit', 'miss']) asked.inc({ result }, 0);
  app.decorateRequest('cacheKey', null);

  app.addHook('preHandler', (request, reply, done) => {
    const isShared = request.routeOptions.config.isShared === true && request.actor.kind === 'anonymous';
    const at = isShared && redis.isUp ? position() : null;
    if (at === null) return done();
    const key = `answer:${at}:${hash('sha256', request.url, 'base64url')}`;
    find(key).then(
      (kept) => {
        asked.inc({ result: kept === null ? 'miss' : 'hit' });
        if (kept !== null) return void give(request, reply, kept);
        request.cacheKey = key;
        done();
      },
      (error: Error) => done(error),
    );
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const key = request.cacheKey;
    if (key !== null && reply.statusCode === 200 && typeof payload === 'string' && payload.length <= MAX_BODY) {
      const headers: KeptAnswer['headers'] = {};
      for (const name of KEPT_HEADERS) {
        const value = reply.getHeader(name);
        if (value !== undefined) headers[name] = String(value);
      }
      const kept = JSON.stringify({ headers, body: payload } satisfies KeptAnswer);
      // Nobody waits for it: what could not be kept is made again.
      void redis.ask('cache', (one) => one.set(key, kept, 'EX', KEPT_SECONDS));
    }
    done(null, payload);
  });

  async function find(key: string): Promise<KeptAnswer | null> {
    const text = await redis.ask('cache', (one) => one.get(key));
    return text === null ? null : (JSON.parse(text) as KeptAnswer);
  }
});

function give(request: FastifyRequest, reply: FastifyReply, { headers, body }: KeptAnswer): FastifyReply {
  reply.headers(headers);
  const { etag } = headers;
  if (etag !== undefined && request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.send(body);
}
