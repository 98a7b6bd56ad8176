import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { decodeCursor, isIdPosition, PageQuery, toPage } from '../platform/pagination.ts';
import { IdParams, Nullable, OneOf, Ref } from '../platform/schema.ts';
import { listImports, listReport } from './imports.queries.ts';
import { ImportChoicesSchema, ImportReportLineSchema, ImportSchema, type ImportChoices } from './imports.schema.ts';
import {
  createImport,
  presentImport,
  previewAgain,
  requireImport,
  startImport,
  stopImport,
  type Upload,
} from './imports.service.ts';
import { discardRest } from './uploads.ts';

const ImportRef = Ref(ImportSchema);
const tags = ['Imports'];
const config = { permission: 'catalogue.import', branch: WHOLE_LIBRARY } as const;

/** Routes for imports of catalogue files. */
export function registerImportRoutes(app: App, context: AppContext): void {
  for (const schema of [ImportSchema, ImportReportLineSchema, ImportChoicesSchema]) app.addSchema(schema);
  const { db } = context;

  // Forms are read here only: elsewhere they would cost every request three hooks.
  void app.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { fileSize: context.config.uploadLimit, files: 1, fields: 20, fieldSize: 100_000 },
    });
    uploads.post(
      '/api/v1/imports',
      {
        config: { ...config, isLongLived: true },
        schema: {
          operationId: 'createImport',
          tags,
          summary: 'Upload a catalogue file and see what it would do',
          description:
            'A multipart form: `file`, and optionally `format`, `encoding`, `mapping` and `itemDefaults` (the last two as JSON).',
          consumes: ['multipart/form-data'],
          response: { 201: ImportRef },
        },
      },
      async (request, reply) => {
        try {
          const created = await createImport(context, request.actor, await receiveUpload(request, context));
          return await reply.code(201).send(created);
        } catch (error) {
          // Whatever was wrong with it, nobody reads the rest of the form any more.
          if (!request.raw.readableEnded) {
            reply.header('connection', 'close');
            discardRest(request.raw);
          }
          throw error;
        }
      },
    );
  });

  app.get(
    '/api/v1/imports',
    {
      config,
      schema: {
        operationId: 'listImports',
        tags,
        summary: 'Imports, the newest first',
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Type.Object({ items: Type.Array(ImportRef), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ query: { limit = 20, cursor } }) => {
      const rows = await listImports(db, decodeCursor(cursor, isIdPosition), limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
      return { items: items.map(presentImport), nextCursor };
    },
  );

  app.get(
    '/api/v1/imports/:id',
    {
      config,
      schema: {
        operationId: 'getImport',
        tags,
        summary: 'An import with its progress',
        params: IdParams,
        response: { 200: ImportRef },
      },
    },
    async ({ params }) => presentImport(await requireImport(db, params.id)),
  );

  app.post(
    '/api/v1/imports/:id/preview',
    {
      config,
      schema: {
        operationId: 'previewImport',
        tags,
        summary: 'See what a file would do with other choices',
        params: IdParams,
        body: Ref(ImportChoicesSchema),
        response: { 200: ImportRef },
      },
    },
    ({ params, body }) => previewAgain(context, params.id, body),
  );

  app.post(
    '/api/v1/imports/:id/start',
    {
      config,
      schema: {
        operationId: 'startImport',
        tags,
        summary: 'Start an import in the background',
        params: IdParams,
        body: Ref(ImportChoicesSchema),
        response: { 200: ImportRef },
      },
    },
    async ({ params, body, actor }) => {
      const started = await startImport(context, actor, params.id, body);
      context.background.wakeImports();
      return started;
    },
  );

  app.get(
    '/api/v1/imports/:id/report',
    {
      config,
      schema: {
        operationId: 'listImportReport',
        tags,
        summary: 'Records that an import refused (or warned of), in the order of the file',
        params: IdParams,
        querystring: Type.Object(
          { ...PageQuery, outcome: Type.Optional(OneOf(['refused', 'warning'] as const)) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ items: Type.Array(Ref(ImportReportLineSchema)), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async ({ params, query: { limit = 20, cursor, outcome = 'refused' } }) => {
      await requireImport(db, params.id);
      const rows = await listReport(db, params.id, outcome, decodeCursor(cursor, isIdPosition) ?? 0, limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
      return { items: items.map(({ line }) => line), nextCursor };
    },
  );

  app.delete(
    '/api/v1/imports/:id',
    {
      config,
      schema: {
        operationId: 'cancelImport',
        tags,
        summary: 'Stop an import, or discard a file that was not started',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params, actor }, reply) => {
      await stopImport(context, actor, params.id);
      return reply.code(204).send(null);
    },
  );
}

/** Envelope of a multipart form around a file: more than that beyond the limit cannot be a file within it. */
const FORM_OVERHEAD = 1024 * 1024;

async function receiveUpload(request: FastifyRequest, { config: { uploadLimit } }: AppContext): Promise<Upload> {
  if (!request.isMultipart()) throw problem('upload_missing');
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit + FORM_OVERHEAD) {
    throw problem('upload_too_large', { limit: uploadLimit });
  }
  // The limit is counted where the file is stored: the parser would cut the file in silence and read on.
  const parts = request.parts({
    limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 1, fields: 20, fieldSize: 100_000 },
  });
  const fields: Record<string, unknown> = {};
  for (;;) {
    const { value: part, done } = await parts.next();
    if (done === true || part === undefined) throw problem('upload_missing');
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
      continue;
    }
    return {
      file: part.file,
      fileName: part.filename,
      choices: async () => {
        for await (const later of parts) if (later.type === 'field') fields[later.fieldname] = later.value;
        return parseChoices(fields);
      },
    };
  }
}

/** Reads the form's fields by the same schema as the JSON bodies. */
function parseChoices(fields: Record<string, unknown>): ImportChoices {
  const choices: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === '' || name === 'file') continue;
    choices[name] = name === 'mapping' || name === 'itemDefaults' ? parseJson(name, String(value)) : value;
  }
  const [first] = Value.Errors(ImportChoicesSchema, choices);
  if (first !== undefined) {
    throw problem(
      'invalid_request',
      {},
      { errors: [{ path: first.instancePath, code: first.keyword, message: first.message }] },
    );
  }
  return choices as ImportChoices;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller is told which field.
    throw problem(
      'invalid_request',
      {},
      { errors: [{ path: `/${name}`, code: 'json', message: `${name} must be JSON.` }] },
    );
  }
}
