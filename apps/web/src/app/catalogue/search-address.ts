import type { ParamMap, Params as QueryParams } from '@angular/router';
import type { Params } from '../api';
import type { RecordKind } from '../api-types';

export const SORTS = ['relevance', 'newest', 'title', 'author', 'year_desc', 'year_asc'] as const;
export type Sort = (typeof SORTS)[number];

/** Filters of which several values may be chosen. */
export const LIST_FILTERS = ['kind', 'language', 'author', 'subject', 'branchId'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** A search as the address says it; the address is the only state of the results page. */
export interface CatalogueSearch extends Record<ListFilter, string[]> {
  q: string;
  yearFrom: number | null;
  yearTo: number | null;
  isAvailable: boolean;
  sort: Sort;
}

export function readSearch(params: ParamMap): CatalogueSearch {
  const sort = params.get('sort');
  const list = (name: ListFilter) => [...new Set(params.getAll(name).filter((value) => value !== ''))];
  return {
    q: (params.get('q') ?? '').trim().slice(0, 200),
    kind: list('kind'),
    language: list('language'),
    author: list('author'),
    subject: list('subject'),
    branchId: list('branchId').filter((id) => /^\d+$/.test(id)),
    yearFrom: readYear(params.get('yearFrom')),
    yearTo: readYear(params.get('yearTo')),
    isAvailable: params.get('available') === 'true',
    sort: SORTS.find((one) => one === sort) ?? 'relevance',
  };
}

/** The address of a search; what is at its default is left out. */
export function addressOf(search: CatalogueSearch): QueryParams {
  const params: QueryParams = {};
  if (search.q !== '') params['q'] = search.q;
  for (const name of LIST_FILTERS) if (search[name].length > 0) params[name] = search[name];
  if (search.yearFrom !== null) params['yearFrom'] = search.yearFrom;
  if (search.yearTo !== null) params['yearTo'] = search.yearTo;
  if (search.isAvailable) params['available'] = 'true';
  if (search.sort !== 'relevance') params['sort'] = search.sort;
  return params;
}

/** What the API is asked. */
export function requestOf(search: CatalogueSearch): Params<'GET /api/v1/records'> {
  const chosen = <T>(values: T[]) => (values.length === 0 ? undefined : values);
  return {
    limit: 20,
    q: search.q === '' ? undefined : search.q,
    // What an address says may be no kind at all; the API refuses it by name.
    kind: chosen(search.kind as RecordKind[]),
    language: chosen(search.language),
    author: chosen(search.author),
    subject: chosen(search.subject),
    branchId: chosen(search.branchId.map(Number)),
    yearFrom: search.yearFrom ?? undefined,
    yearTo: search.yearTo ?? undefined,
    available: search.isAvailable || undefined,
    sort: search.sort === 'relevance' ? undefined : search.sort,
  };
}

export function isFiltered(search: CatalogueSearch): boolean {
  return (
    search.isAvailable ||
    search.yearFrom !== null ||
    search.yearTo !== null ||
    LIST_FILTERS.some((name) => search[name].length > 0)
  );
}

export function withoutFilters(search: CatalogueSearch): CatalogueSearch {
  return {
    q: search.q,
    sort: search.sort,
    kind: [],
    language: [],
    author: [],
    subject: [],
    branchId: [],
    yearFrom: null,
    yearTo: null,
    isAvailable: false,
  };
}

/** The search with one value of a filter taken or given up. */
export function toggled(search: CatalogueSearch, filter: ListFilter, value: string): CatalogueSearch {
  const values = search[filter];
  return { ...search, [filter]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] };
}

function readYear(text: string | null): number | null {
  return text !== null && /^-?\d{1,4}$/.test(text) ? Number(text) : null;
}
