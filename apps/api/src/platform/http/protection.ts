import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { sharedRateLimitStore } from '../redis/rate-limit-store.ts';
import type { SharedRedis } from '../redis/redis.ts';

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

/** Headers that the bare answer of any server has; the others of the probe are Helmet's. */
const OWN_HEADERS = ['content-length', 'content-type', 'date', 'connection'];

/** What no browser runs, and no page comes of. */
function isData(contentType: unknown): boolean {
  return (
    typeof contentType === 'string' &&
    (contentType.startsWith('application/json') || contentType.startsWith('application/problem+json'))
  );
}

/** What of Helmet's headers matters for an answer that is data; its content policy is a stricter one. */
const HEADERS_OF_DATA = [
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

interface SecurityHeaders {
  ofData: Record<string, string>;
  /** For everything else: pages, scripts, files. */
  ofPages: Record<string, string>;
}

/**
 * What Helmet sets: the same for every answer, so it is asked once instead of with every request. Data gets the few that
 * concern it, as OWASP's cheat sheet on REST security lists them: it is most of what is sent, and small.
 */
async function securityHeaders(isSecure: boolean): Promise<SecurityHeaders> {
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
  const set = Object.entries(answer.headers)
    .filter(([name]) => !OWN_HEADERS.includes(name))
    .map(([name, value]): [string, string] => [name, String(value)]);
  return {
    ofData: {
      ...Object.fromEntries(set.filter(([name]) => HEADERS_OF_DATA.includes(name))),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    ofPages: {
      ...Object.fromEntries(set),
      'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
    },
  };
}
