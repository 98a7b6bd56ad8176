import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { homeBranch } from '../patrons/patron-branches.ts';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams, OneOf } from '../platform/schema.ts';
import { DATA_EXPORT_FORMATS, type DataExportFormat } from './data-export.ts';
import { exportPersonalData } from './data-export.service.ts';

const ExportQuery = Type.Object(
  {
    format: OneOf(DATA_EXPORT_FORMATS, { description: 'For a program, or for the reader to look at' }),
    language: Type.Optional({ ...OneOf(['fr', 'en']), description: 'Of the page; by default the reader’s' }),
  },
  { additionalProperties: false },
);
const TYPES: Record<DataExportFormat, string> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** A file holds much, and nobody needs many: so many an hour for each who asks, wherever they ask from. */
const rateLimit = {
  max: 20,
  timeWindow: '1 hour',
  hook: 'preHandler',
  keyGenerator: ({ actor }: FastifyRequest) => `data-export:${actor.kind}:${actor.id}`,
} as const;
const produces = ['application/json', 'text/html'];
const tags = ['Privacy'];

/** Routes that hand readers all that is held about them. */
export function registerDataExportRoutes(app: App, context: AppContext): void {
  app.get(
    '/api/v1/me/data-export',
    {
      config: { permission: 'patron', rateLimit, compress: false },
      schema: {
        operationId: 'exportMyData',
        tags,
        summary: 'All that the library holds about me, as a file',
        querystring: ExportQuery,
        produces,
      },
    },
    async ({ actor, query }, reply) =>
      send(reply, query.format, await exportPersonalData(context, actor, actor.id!, query)),
  );

  app.get(
    '/api/v1/patrons/:id/data-export',
    {
      config: { permission: 'patrons.privacy', branch: homeBranch(context.db), rateLimit, compress: false },
      schema: {
        operationId: 'exportPatronData',
        tags,
        summary: 'All that the library holds about a reader, as a file',
        params: IdParams,
        querystring: ExportQuery,
        produces,
      },
    },
    async ({ actor, params, query }, reply) =>
      send(reply, query.format, await exportPersonalData(context, actor, params.id, query)),
  );
}

function send(reply: FastifyReply, format: DataExportFormat, pieces: AsyncGenerator<Buffer>): FastifyReply {
  return reply
    .type(TYPES[format])
    .header('content-disposition', `attachment; filename="personal-data.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces));
}
