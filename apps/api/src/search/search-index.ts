import type { FollowedChanges } from './followed-changes.ts';

/** What the catalogue search knows of a record. */
export interface SearchDocument {
  id: number;
  title: string;
  subtitle: string | null;
  authors: string[];
  subjects: string[];
  series: string | null;
  publisher: string | null;
  isbns: string[];
  barcodes: string[];
  controlNumber: string | null;
  kind: string;
  language: string | null;
  year: number | null;
  /** Branches that own a copy, or have one on their shelves. */
  branches: number[];
  /** Branches where a copy can be taken from the shelf now. */
  availableBranches: number[];
  createdAt: string;
  isSuppressed: boolean;
}

export const SEARCH_SORTS = ['relevance', 'title', 'author', 'year_desc', 'year_asc', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Values inside one filter are alternatives; the filters hold together. */
export interface SearchFilters {
  kind?: string[];
  language?: string[];
  author?: string[];
  subject?: string[];
  yearFrom?: number;
  yearTo?: number;
  branchId?: number[];
  available?: boolean;
}

/** Where a page ended: the value that the sort looks at, and the record's id. */
export type SearchPosition = [key: number | string, id: number];

export interface SearchQuery {
  text: string;
  filters: SearchFilters;
  sort: SearchSort;
  limit: number;
  after: SearchPosition | null;
  includeSuppressed: boolean;
}

export const FACET_NAMES = [
  'kind',
  'language',
  'author',
  'subject',
  'century',
  'decade',
  'branch',
  'availability',
] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export interface FacetValue {
  value: string;
  count: number;
}

/** How the records answer the words: all of them, their corrected spelling, as many of them as any record has, or none. */
export type SearchMatch = 'all' | 'corrected' | 'some' | 'none';

export interface SearchResult {
  ids: number[];
  total: number;
  /** False where the words were so many or so short that only the most frequent completions were followed. */
  totalIsExact: boolean;
  match: SearchMatch;
  /** The query as it was probably meant. */
  suggestion: string | null;
  facets: Record<FacetName, FacetValue[]>;
  next: SearchPosition | null;
}

export interface Suggestion {
  text: string;
  kind: 'title' | 'author' | 'subject';
  /** The record of a title. */
  recordId: number | null;
}

/** A step of the index along the change log: all of it is kept, or none. */
export interface IndexChanges {
  upserts: SearchDocument[];
  removals: number[];
  /** The last change of the log that is in the index from now on. */
  position?: number;
}

/** Where an index stands. `position` is null while it has to be (re)built. */
export interface IndexState {
  position: number | null;
  documentCount: number;
}

/**
 * A full-text index of the catalogue, fed by whoever holds it. The one in this folder lives in a worker thread of the
 * process; a large network can put a search server behind the same interface.
 */
export interface FullTextIndex {
  search(query: SearchQuery): Promise<SearchResult>;
  /** Completes what is being typed with titles, authors and subjects. */
  suggest(text: string, limit: number): Promise<Suggestion[]>;
  /** Lists other records of the same authors and subjects, the closest first. */
  related(id: number, limit: number): Promise<number[]>;
  apply(changes: IndexChanges): Promise<void>;
  /** Replaces everything, batch by batch, while the old content goes on answering. */
  rebuild(batches: AsyncIterable<SearchDocument[]>, position: number): Promise<void>;
  state(): Promise<IndexState>;
  close(): Promise<void>;
}

/**
 * The catalogue's search as the application sees it: an index that follows the database by itself. It is a read model: it
 * may be lost at any time and is then rebuilt.
 */
export interface SearchIndex extends Pick<FullTextIndex, 'search' | 'suggest' | 'related' | 'close'> {
  /** Takes in every change committed so far: what was saved is found at once. */
  refresh(): Promise<void>;
  /** Reads the whole catalogue anew. */
  rebuild(onProgress?: (records: number) => void): Promise<void>;
  /** How many changes of the log are not in the index yet. */
  lag(): number;
  /** Where the index stands in the log of changes, to be compared with other processes'; null while it is being built. */
  position(): string | null;
  /** What it has taken in lately; null while it is being built. */
  followed(): FollowedChanges | null;
  /** Names of what is not ready: `search_index` while the first build is under way. */
  missing(): string[];
}
