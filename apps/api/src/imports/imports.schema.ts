import { Type, type Static } from 'typebox';
import { TEXT_ENCODINGS } from '../catalogue/marc/text-encoding.ts';
import { Nullable, OneOf } from '../platform/schema.ts';
import { CSV_FIELDS } from './csv-columns.ts';
import { IMPORT_FORMATS } from './file-format.ts';

const STATUSES = ['preview', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportStatus = (typeof STATUSES)[number];

const ImportFormatSchema = OneOf(IMPORT_FORMATS, { title: 'ImportFormat' });

const Mapping = Type.Record(Type.String({ maxLength: 300 }), OneOf(CSV_FIELDS, { title: 'ImportField' }), {
  description: 'Column heading to field; columns that are left out are not imported',
});

export const PreviewLine = Type.Object(
  {
    position: Type.Integer(),
    outcome: OneOf(['create', 'update', 'unchanged', 'refused'] as const),
    title: Nullable(Type.String()),
    code: Nullable(Type.String()),
    message: Nullable(Type.String()),
  },
  { additionalProperties: false },
);
export type PreviewLine = Static<typeof PreviewLine>;

export const ImportSchema = Type.Object(
  {
    id: Type.Integer(),
    fileName: Type.String(),
    status: OneOf(STATUSES, { title: 'ImportStatus' }),
    detectedFormat: Nullable(ImportFormatSchema),
    detectedEncoding: Nullable(Type.String()),
    preview: Type.Array(PreviewLine, { description: 'What the first 20 records would do' }),
    columns: Type.Optional(Type.Array(Type.String(), { description: 'Headings of a CSV file' })),
    mapping: Type.Optional(Mapping),
    progress: Type.Object(
      {
        processed: Type.Integer(),
        total: Nullable(Type.Integer({ description: 'Estimated while the import runs' })),
        created: Type.Integer(),
        updated: Type.Integer(),
        unchanged: Type.Integer(),
        refused: Type.Integer(),
        itemsCreated: Type.Integer(),
        itemsWithoutBarcode: Type.Integer({
          description: 'Copies that the file describes without a barcode, left out; `itemDefaults` gives them one',
        }),
      },
      { additionalProperties: false },
    ),
    error: Nullable(Type.String({ description: 'Why it failed' })),
    createdAt: Type.String(),
    finishedAt: Nullable(Type.String()),
  },
  { $id: 'Import', additionalProperties: false },
);
export type Import = Static<typeof ImportSchema>;

export const ImportChoicesSchema = Type.Object(
  {
    format: Type.Optional(ImportFormatSchema),
    encoding: Type.Optional(OneOf(TEXT_ENCODINGS, { title: 'TextEncoding' })),
    mapping: Type.Optional(Mapping),
    itemDefaults: Type.Optional(
      Type.Object(
        {
          homeBranchId: Type.Integer({ minimum: 1 }),
          itemTypeId: Type.Integer({ minimum: 1 }),
          location: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 200 })),
        },
        {
          additionalProperties: false,
          description: 'For copies that lack a branch or a type; and titles without any copy get one',
        },
      ),
    ),
  },
  { $id: 'ImportChoices', additionalProperties: false },
);
export type ImportChoices = Static<typeof ImportChoicesSchema>;

export const ImportReportLineSchema = Type.Object(
  {
    position: Type.Integer({ description: 'The record’s number in the file, from 1' }),
    outcome: OneOf(['refused', 'warning'] as const),
    title: Nullable(Type.String()),
    code: Type.String(),
    message: Type.String(),
    excerpt: Nullable(Type.String({ description: 'The beginning of the record as it stood in the file' })),
  },
  { $id: 'ImportReportLine', additionalProperties: false },
);
export type ImportReportLine = Static<typeof ImportReportLineSchema>;
