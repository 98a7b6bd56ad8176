import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { App, AppContext } from '../platform/context.ts';
import { OneOf } from '../platform/schema.ts';
import { EXPORT_FORMATS, exportRecords, type ExportFormat } from './exports.service.ts';

const FILES: Record<ExportFormat, { type: string; name: string }> = {
  marcxml: { type: 'application/marcxml+xml', name: 'records.xml' },
  iso2709: { type: 'application/marc', name: 'records.mrc' },
  csv: { type: 'text/csv; charset=utf-8', name: 'records.csv' },
};

/** The route that gives the whole catalogue as a file. */
export function registerExportRoutes(app: App, { db }: AppContext): void {
  app.get(
    '/api/v1/exports/records',
    {
      config: { permission: 'catalogue.edit', compress: false },
      schema: {
        operationId: 'exportRecords',
        tags: ['Catalogue'],
        summary: 'The whole catalogue as MARCXML, ISO 2709 or CSV, streamed',
        querystring: Type.Object({ format: OneOf(EXPORT_FORMATS) }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const { type, name } = FILES[request.query.format];
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(exportRecords(db, request.query.format)));
    },
  );
}
