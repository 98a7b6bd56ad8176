import rateLimit from '@fastify/rate-limit';
import fastifyPlugin from 'fastify-plugin';
import { sharedRateLimitStore } from '../redis/rate-limit-store.ts';
import type { SharedRedis } from '../redis/redis.ts';
import { securityHeaders } from './security-headers.ts';

/** Security headers on every answer and a limit on every client's requests. */
export const protection = fastifyPlugin<{ rateLimit: number; redis: SharedRedis | null; isSecure: boolean }>(
  async (app, options) => {
    const { ofData, ofPages } = await securityHeaders(options.isSecure);
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(ofData);
      done();
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (!isData(reply.getHeader('content-type'))) reply.headers(ofPages);
      done();
    });
    if (options.rateLimit > 0) {
      await app.register(rateLimit, {
        max: options.rateLimit,
        timeWindow: '1 minute',
        enableDraftSpec: true,
        ...(options.redis === null ? {} : { store: sharedRateLimitStore(options.redis) }),
        allowList: (request) => !request.url.startsWith('/api/v1'),
      });
    }
  },
);

/** What no browser runs, and no page comes of. */
function isData(contentType: unknown): boolean {
  return (
    typeof contentType === 'string' &&
    (contentType.startsWith('application/json') || contentType.startsWith('application/problem+json'))
  );
}
