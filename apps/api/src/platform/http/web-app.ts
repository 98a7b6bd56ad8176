import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyPlugin from 'fastify-plugin';
import { problem } from '../errors.ts';

/** Files that the build names after their content: they never change. Its chunks have hashes of both cases. */
export const HASHED = /\/chunk-[\w-]{8}\.js$|-[A-Z0-9]{8}\.(?:js|css|woff2?|svg|png)$/;
export const CACHE_CONTROL = { hashed: 'public, max-age=31536000, immutable', other: 'no-cache' };

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
        reply.header(
          'cache-control',
          HASHED.test(file.replaceAll(path.sep, '/')) ? CACHE_CONTROL.hashed : CACHE_CONTROL.other,
        );
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!isBuilt || !isPage || request.url.startsWith('/api/')) throw problem('not_found');
    return reply.header('cache-control', CACHE_CONTROL.other).sendFile('index.html');
  });
});
