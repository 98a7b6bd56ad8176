import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { ANY_BRANCH } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { OneOf } from '../platform/schema.ts';
import { EXPORT_FORMATS, exportRecords, type ExportFormat } from './exports.service.ts';

const FILES: Record<ExportFormat, { type: string; name: string }> = {
  marcxml: { type: 'application/marcxml+xml; charset=utf-8', name: 'catalogue.xml' },
  iso2709: { type: 'application/marc', name: 'catalogue.mrc' },
  csv: { type: 'text/csv; charset=utf-8', name: 'catalogue.csv' },
};

/** Routes that take the catalogue out: it is the library's own. */
export function registerExportRoutes(app: App, context: AppContext): void {
  app.get(
    '/api/v1/exports/records',
    {
      config: { permission: 'catalogue.edit', branch: ANY_BRANCH, compress: false },
      schema: {
        operationId: 'exportRecords',
        tags: ['Exports'],
        summary: 'The whole catalogue with its copies, as a file',
        querystring: Type.Object({ format: OneOf(EXPORT_FORMATS) }, { additionalProperties: false }),
        produces: ['application/marcxml+xml', 'application/marc', 'text/csv'],
      },
    },
    async ({ query: { format }, actor }, reply) => {
      const { type, name } = FILES[format];
      await context.audit(context.db, actor, {
        action: 'catalogue.export',
        entity: 'catalogue',
        entityId: null,
        after: { format },
      });
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(exportRecords(context.db, format)));
    },
  );
}
