import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastifyPlugin from 'fastify-plugin';
import { ERRORS } from '../errors.ts';
import { hoistNamedShapes, nameById } from './named-shapes.ts';

/** Gathers the description of every route that is registered after it, as OpenAPI 3.1. */
export const documentation = fastifyPlugin<{ version: string }>(async (app, { version }) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Biblio Pro',
        version,
        description:
          'Instants are UTC (`2026-11-23T21:00:00.000Z`), days `YYYY-MM-DD`, money whole numbers of the minor unit. ' +
          'Problems are RFC 9457 documents with a stable `code`.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'biblio_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) =>
        typeof schema.$id === 'string' ? schema.$id : `shape-${index}`,
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        ...(schema?.body === undefined ? {} : { body: nameById(schema.body) }),
        ...(route.config?.permission === undefined ? {} : { 'x-permission': route.config.permission }),
        ...(route.config?.staffPermission === undefined ? {} : { 'x-staff-permission': route.config.staffPermission }),
        ...(route.config?.branch === undefined ? {} : { 'x-branch': route.config.branch.name }),
      },
    }),
    transformObject: (made) => ('openapiObject' in made ? hoistNamedShapes(made.openapiObject) : made.swaggerObject),
  });
});

/** The pages for people: the API's reference at `/api/docs` and the list of problem codes. */
export const documentationPages = fastifyPlugin(async (app) => {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/api/docs/problems', { schema: { hide: true } }, async (_request, reply) => {
    const rows = Object.entries(ERRORS).map(
      ([code, { status, title }]) =>
        `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
    );
    return reply
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="en"><title>Biblio Pro: problem codes</title><h1>Problem codes</h1><table><thead><tr>` +
          `<th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`,
      );
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false });
});
