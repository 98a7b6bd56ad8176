import { Type } from 'typebox';
import { PageQuery } from '../platform/pagination.ts';
import { OneOf, Ref } from '../platform/schema.ts';
import { FACET_NAMES, SEARCH_SORTS, type FacetName } from '../search/search-index.ts';
import { RecordKindSchema, RecordSummary } from './records.schema.ts';

export const FacetValue = Type.Object(
  { value: Type.String(), count: Type.Integer() },
  { $id: 'FacetValue', additionalProperties: false },
);

const facets = Object.fromEntries(FACET_NAMES.map((name) => [name, Type.Array(Ref(FacetValue))]));

export const RecordSearch = Type.Object(
  {
    items: Type.Array(Ref(RecordSummary)),
    total: Type.Integer(),
    totalIsExact: Type.Boolean(),
    match: Type.Enum(['all', 'corrected', 'some', 'none'], {
      type: 'string',
      description: 'How the records answer the words: all of them, the suggestion’s words, as many as any has, or none',
    }),
    facets: Type.Object(facets as Record<FacetName, (typeof facets)[string]>, {
      additionalProperties: false,
      description: 'Counts by value; a facet leaves its own filter out. Centuries and decades by their first year',
    }),
    nextCursor: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
    suggestion: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'The query as it was probably meant',
    }),
  },
  { $id: 'RecordSearch', additionalProperties: false },
);

export const RecordSuggestion = Type.Object(
  {
    text: Type.String(),
    kind: Type.Enum(['title', 'author', 'subject'], { type: 'string' }),
    recordId: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'The record of a title' }),
  },
  { $id: 'RecordSuggestion', additionalProperties: false },
);

const alternatives = (description: string) =>
  Type.Optional(Type.Array(Type.String({ maxLength: 500 }), { maxItems: 50, description }));

export const RecordSearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ description: 'Words in any order, an ISBN, a barcode; what is too long is cut' })),
    kind: Type.Optional(Type.Array(RecordKindSchema, { maxItems: 20 })),
    language: alternatives('ISO 639-2/B codes; any of them'),
    author: alternatives('Whole names as the facet lists them; any of them'),
    subject: alternatives('Whole subjects as the facet lists them; any of them'),
    yearFrom: Type.Optional(Type.Integer({ minimum: -9999, maximum: 9999 })),
    yearTo: Type.Optional(Type.Integer({ minimum: -9999, maximum: 9999 })),
    branchId: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 200 })),
    available: Type.Optional(
      Type.Boolean({
        description: 'True: on the shelf now, at one of the branches if any are named; false: on no shelf',
      }),
    ),
    sort: Type.Optional(OneOf(SEARCH_SORTS, { title: 'SearchSort', default: 'relevance' })),
    ...PageQuery,
  },
  { additionalProperties: false },
);
