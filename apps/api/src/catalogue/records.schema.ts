import { Type, type Static } from 'typebox';
import { OneOf } from '../platform/schema.ts';
import { nullable } from './nullable.ts';
import type { ItemSummary } from './items.schema.ts';

/** What a record describes, by what the reader holds in the hand. */
export const RECORD_KINDS = ['book', 'comic', 'periodical', 'music', 'film', 'map', 'game', 'ebook', 'other'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export const RecordKindSchema = OneOf(RECORD_KINDS, { title: 'RecordKind' });

/** Years that a record may carry: from the first written works that libraries date to the next season's announcements. */
export const MIN_YEAR = -3000;
export const MAX_YEARS_AHEAD = 5;

export const Availability = Type.Object(
  {
    total: Type.Integer({ description: 'Copies that are not withdrawn' }),
    available: Type.Integer(),
    onLoan: Type.Integer(),
    holds: Type.Integer({
      description: 'Readers waiting, in the queue or with a copy on its way or on the hold shelf',
    }),
  },
  { $id: 'Availability', additionalProperties: false },
);
export type Availability = Static<typeof Availability>;

const summaryProperties = {
  id: Type.Integer(),
  controlNumber: nullable(Type.String()),
  kind: RecordKindSchema,
  title: Type.String(),
  subtitle: nullable(Type.String()),
  authors: Type.Array(Type.String()),
  publisher: nullable(Type.String()),
  year: nullable(Type.Integer()),
  language: nullable(Type.String({ description: 'ISO 639-2/B code, such as fre or eng' })),
  isbns: Type.Array(Type.String()),
  subjects: Type.Array(Type.String()),
  availability: Type.Unsafe<Availability>(Type.Ref('Availability#')),
};

export const RecordSummary = Type.Object(summaryProperties, { $id: 'RecordSummary', additionalProperties: false });
export type RecordSummary = Static<typeof RecordSummary>;

export const RecordDetail = Type.Object(
  {
    ...summaryProperties,
    responsibility: nullable(Type.String()),
    place: nullable(Type.String()),
    series: nullable(Type.String()),
    edition: nullable(Type.String()),
    extent: nullable(Type.String()),
    classification: nullable(Type.String()),
    summary: nullable(Type.String()),
    isSuppressed: Type.Boolean({ description: 'Hidden from readers; staff still see it' }),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    version: Type.Integer(),
    items: Type.Array(Type.Unsafe<ItemSummary>(Type.Ref('ItemSummary#'))),
    hasSource: Type.Boolean({ description: 'The MARC record that it was imported from is kept' }),
  },
  { $id: 'RecordDetail', additionalProperties: false },
);
export type RecordDetail = Static<typeof RecordDetail>;

const longText = (maxLength: number) => nullable(Type.String({ maxLength }));

const inputProperties = {
  controlNumber: longText(100),
  kind: RecordKindSchema,
  title: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  subtitle: longText(2000),
  responsibility: longText(2000),
  authors: Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), { maxItems: 100 }),
  publisher: longText(500),
  place: longText(500),
  year: nullable(Type.Integer({ minimum: MIN_YEAR, maximum: 9999 })),
  language: nullable(Type.String({ pattern: '^[a-z]{3}$' })),
  isbns: Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { maxItems: 50 }),
  subjects: Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), { maxItems: 200 }),
  series: longText(500),
  edition: longText(500),
  extent: longText(500),
  classification: longText(500),
  summary: longText(20_000),
  isSuppressed: Type.Boolean(),
};

const { kind, title, ...optionalProperties } = inputProperties;

export const NewRecord = Type.Object(
  { kind, title, ...Type.Partial(Type.Object(optionalProperties)).properties },
  { $id: 'NewRecord', additionalProperties: false },
);
export type NewRecord = Static<typeof NewRecord>;

export const RecordChanges = Type.Partial(Type.Object(inputProperties), {
  $id: 'RecordChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type RecordChanges = Static<typeof RecordChanges>;
