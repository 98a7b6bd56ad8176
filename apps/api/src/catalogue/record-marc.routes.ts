import { Type } from 'typebox';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams } from '../platform/schema.ts';
import { writeIso2709 } from './marc/iso2709-writer.ts';
import { writeMarcXmlDocument } from './marc/marcxml-writer.ts';
import { marcOfRecord, toMarcInJson } from './marc/stored-source.ts';
import { cachePublicly, KEEP } from './public-caching.ts';
import { findRecordSource } from './records.queries.ts';
import { findVisible } from './records.service.ts';

const MarcQuery = Type.Object(
  { format: Type.Optional(Type.Enum(['marcxml', 'iso2709', 'json'], { type: 'string', default: 'marcxml' })) },
  { additionalProperties: false },
);

/** The route that gives a record as MARC: as it was imported, with what was edited since, or made from what we know. */
export function registerRecordMarcRoutes(app: App, { db }: AppContext): void {
  app.get(
    '/api/v1/records/:id/marc',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getRecordAsMarc',
        tags: ['Catalogue'],
        summary: 'A record as MARCXML, ISO 2709 or MARC-in-JSON',
        params: IdParams,
        querystring: MarcQuery,
        response: {
          200: {
            description: 'The record in the flavour that it came in, else MARC 21',
            content: {
              'application/marcxml+xml': { schema: Type.String() },
              'application/marc': { schema: Type.String({ format: 'binary' }) },
              'application/json': { schema: Type.Unknown() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const record = await findVisible(db, request.actor, id);
      const { marc, flavour } = marcOfRecord(record, await findRecordSource(db, id));
      cachePublicly(request, reply, KEEP.record);
      switch (request.query.format) {
        case 'json':
          return reply.type('application/json').send(toMarcInJson(marc));
        case 'iso2709':
          reply.header('content-disposition', `attachment; filename="record-${id}.mrc"`);
          return reply.type('application/marc').send(Buffer.from(writeIso2709(marc, flavour)));
        default:
          reply.header('content-disposition', `attachment; filename="record-${id}.xml"`);
          return reply.type('application/marcxml+xml').send(writeMarcXmlDocument(marc, flavour));
      }
    },
  );
}
