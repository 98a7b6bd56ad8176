import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyPlugin from 'fastify-plugin';
import { problem } from '../errors.ts';

/** Files that the build names after their content: they never change. */
const HASHED = /-[A-Z0-9]{8}\.(?:js|css|woff2?|svg|png|json)$/;

/** Serves the built web app, with its shell for every address that is not a file and not the API's. */
export const webApp = fastifyPlugin<{ folder: string }>(async (app, { folder }) => {
  const isBuilt = existsSync(path.join(folder, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, file) => {
        reply.header('cache-control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!isBuilt || !isPage || request.url.startsWith('/api/')) throw problem('not_found');
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
});
