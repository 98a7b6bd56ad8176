import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyPlugin from 'fastify-plugin';

/** Security headers on every answer and a limit on every client's requests. */
export const protection = fastifyPlugin<{ rateLimit: number; isSecure: boolean }>(async (app, options) => {
  await app.register(helmet, {
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
        ...(options.isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: options.isSecure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
    return payload;
  });
  if (options.rateLimit > 0) {
    await app.register(rateLimit, {
      max: options.rateLimit,
      timeWindow: '1 minute',
      enableDraftSpec: true,
      allowList: (request) => !request.url.startsWith('/api/v1'),
    });
  }
});
