import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { sharedRateLimitStore } from '../redis/rate-limit-store.ts';
import type { SharedRedis } from '../redis/redis.ts';

/** Security headers on every answer and a limit on every client's requests. */
export const protection = fastifyPlugin<{ rateLimit: number; redis: SharedRedis | null; isSecure: boolean }>(
  async (app, options) => {
    const headers = await securityHeaders(options.isSecure);
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
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

/** Headers that the bare answer of any server has; the others of the probe are Helmet's. */
const OWN_HEADERS = ['content-length', 'content-type', 'date', 'connection'];

/** What Helmet sets: the same for every answer, so it is asked once instead of with every request. */
async function securityHeaders(isSecure: boolean): Promise<Record<string, string>> {
  const probe = Fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Angular's and Material's components carry their styles in <style> elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: isSecure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  probe.get('/', async () => '');
  const answer = await probe.inject('/');
  await probe.close();
  const set = Object.entries(answer.headers).filter(([name]) => !OWN_HEADERS.includes(name));
  return {
    ...Object.fromEntries(set.map(([name, value]) => [name, String(value)])),
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  };
}
