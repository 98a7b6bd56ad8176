import { Type } from 'typebox';
import { toTimestamp } from '../platform/clock.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, encodeCursor } from '../platform/pagination.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { findMostBorrowedRecordIds } from '../reports/most-borrowed.queries.ts';
import type { SearchFilters, SearchPosition } from '../search/search-index.ts';
import { cachePublicly, KEEP } from './public-caching.ts';
import { FacetValue, RecordSearch, RecordSearchQuery, RecordSuggestion } from './record-search.schema.ts';
import { findNewestRecordIds, findRecordSummaries } from './records.queries.ts';
import { RecordSummary } from './records.schema.ts';
import { findVisible } from './records.service.ts';

const tags = ['Catalogue'];
const config = { permission: 'public', isShared: true } as const;
const RecordList = Type.Object({ items: Type.Array(Ref(RecordSummary)) });
const ListQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 12 })) },
  { additionalProperties: false },
);
const MostBorrowedQuery = Type.Object(
  { ...ListQuery.properties, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3660, default: 90 })) },
  { additionalProperties: false },
);
const SuggestionQuery = Type.Object(
  { q: Type.String(), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 10 })) },
  { additionalProperties: false },
);

/** Routes by which readers find records. */
export function registerRecordSearchRoutes(app: App, { db, clock, search }: AppContext): void {
  for (const schema of [FacetValue, RecordSearch, RecordSuggestion]) app.addSchema(schema);

  app.get(
    '/api/v1/records',
    {
      config,
      schema: {
        operationId: 'searchRecords',
        tags,
        summary: 'Search the catalogue',
        querystring: RecordSearchQuery,
        response: { 200: Ref(RecordSearch) },
      },
    },
    async (request, reply) => {
      const { q = '', sort = 'relevance', limit = 20, cursor, ...filters } = request.query;
      const found = await search.search({
        text: q,
        filters: filters as SearchFilters,
        sort,
        limit,
        after: decodeCursor(cursor, isSearchPosition) ?? null,
        includeSuppressed: request.actor.kind === 'staff',
      });
      cachePublicly(request, reply, KEEP.search);
      return {
        items: await findRecordSummaries(db, found.ids),
        total: found.total,
        totalIsExact: found.totalIsExact,
        match: found.match,
        facets: found.facets,
        nextCursor: found.next === null ? null : encodeCursor(found.next),
        suggestion: found.suggestion,
      };
    },
  );

  app.get(
    '/api/v1/records/suggestions',
    {
      config,
      schema: {
        operationId: 'suggestRecords',
        tags,
        summary: 'Complete what is being typed with titles, authors and subjects',
        querystring: SuggestionQuery,
        response: { 200: Type.Object({ items: Type.Array(Ref(RecordSuggestion)) }) },
      },
    },
    async (request, reply) => {
      cachePublicly(request, reply, KEEP.search);
      return { items: await search.suggest(request.query.q, request.query.limit ?? 10) };
    },
  );

  app.get(
    '/api/v1/records/newest',
    {
      config,
      schema: {
        operationId: 'listNewestRecords',
        tags,
        summary: 'The titles added last',
        querystring: ListQuery,
        response: { 200: RecordList },
      },
    },
    async (request, reply) => {
      cachePublicly(request, reply, KEEP.shelves);
      return { items: await findRecordSummaries(db, await findNewestRecordIds(db, request.query.limit ?? 12)) };
    },
  );

  app.get(
    '/api/v1/records/most-borrowed',
    {
      config,
      schema: {
        operationId: 'listMostBorrowedRecords',
        tags,
        summary: 'The titles borrowed most in the last days',
        querystring: MostBorrowedQuery,
        response: { 200: RecordList },
      },
    },
    async (request, reply) => {
      const { days = 90, limit = 12 } = request.query;
      const since = toTimestamp(clock().subtract({ hours: days * 24 }));
      cachePublicly(request, reply, KEEP.shelves);
      return { items: await findRecordSummaries(db, await findMostBorrowedRecordIds(db, since, limit)) };
    },
  );

  app.get(
    '/api/v1/records/:id/related',
    {
      config,
      schema: {
        operationId: 'listRelatedRecords',
        tags,
        summary: 'Other titles of the same authors and subjects',
        params: IdParams,
        querystring: ListQuery,
        response: { 200: RecordList },
      },
    },
    async (request, reply) => {
      await findVisible(db, request.actor, request.params.id);
      const ids = await search.related(request.params.id, request.query.limit ?? 12);
      cachePublicly(request, reply, KEEP.shelves);
      return { items: await findRecordSummaries(db, ids) };
    },
  );
}

function isSearchPosition(value: unknown): value is SearchPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [key, id] = value as unknown[];
  return (typeof key === 'string' || typeof key === 'number') && Number.isSafeInteger(id);
}
