import type { IndexFile } from './index-file.queries.ts';
import type { Matches } from './matching.ts';
import { NO_YEAR, type RecordColumns } from './record-columns.ts';
import type { SearchPosition, SearchSort } from './search-index.ts';

export interface PageRequest {
  sort: SearchSort;
  limit: number;
  after: SearchPosition | null;
}

export interface Page {
  ids: number[];
  next: SearchPosition | null;
}

interface Entry {
  /** Higher comes first. */
  key: number;
  id: number;
}

/** Rough costs that decide between walking a whole sort order and fetching the matches' own keys. */
const WALK_COST = 1;
const FETCH_COST = 2;

/** Cuts one page out of the matches, in the order asked for; ties go by id. */
export function pageOf(matches: Matches, request: PageRequest, columns: RecordColumns, file: IndexFile): Page {
  if (matches.length === 0) return { ids: [], next: null };
  if (request.sort === 'title' || request.sort === 'author')
    return textPage(matches, request, request.sort, columns, file);
  return numberPage(matches, request, keysOf(request.sort, matches, columns));
}

/** Where a sort finds its keys: by the match's place or by the record's id, and which way they go. */
interface Keys {
  values: ArrayLike<number>;
  isById: boolean;
  sign: 1 | -1;
}

function keysOf(sort: SearchSort, { scores }: Matches, columns: RecordColumns): Keys {
  switch (sort) {
    case 'year_desc':
      return { values: columns.year.values, isById: true, sign: 1 };
    case 'year_asc':
      return { values: columns.year.values, isById: true, sign: -1 };
    case 'newest':
      return { values: columns.createdAt.values, isById: true, sign: 1 };
    default:
      return { values: scores, isById: false, sign: 1 };
  }
}

/** Newest first also means: of two of the same moment, the one with the higher id. */
function numberPage(matches: Matches, { sort, limit, after }: PageRequest, { values, isById, sign }: Keys): Page {
  const isDescending = sort === 'newest';
  const isBefore = (a: Entry, b: Entry) =>
    a.key > b.key || (a.key === b.key && (isDescending ? a.id > b.id : a.id < b.id));
  const from = after !== null && typeof after[0] === 'number' ? { key: after[0], id: after[1] } : null;
  const best: Entry[] = [];
  let isFull = false;
  let least = -Infinity;
  for (let i = 0; i < matches.length; i++) {
    // In the order of ties, so that of records that are alike only the first few are ever put in.
    const place = isDescending ? matches.length - 1 - i : i;
    const id = matches.ids[place]!;
    const value = values[isById ? id : place]!;
    // Oldest first, records without a year come last.
    const key = sign === 1 ? value : value === NO_YEAR ? -Infinity : -value;
    if (isFull && key <= least) continue;
    const entry = { key, id };
    if (from !== null && !isBefore(from, entry)) continue;
    insert(best, entry, isBefore);
    if (best.length > limit + 1) best.pop();
    isFull = best.length > limit;
    if (isFull) least = best[limit]!.key;
  }
  const shown = best.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(({ id }) => id),
    next: best.length > limit && last !== undefined ? [last.key, last.id] : null,
  };
}

function insert(sorted: Entry[], entry: Entry, isBefore: (a: Entry, b: Entry) => boolean): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle]!, entry)) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, entry);
}

function textPage(
  matches: Matches,
  { limit, after }: PageRequest,
  order: 'title' | 'author',
  columns: RecordColumns,
  file: IndexFile,
): Page {
  const from: [string, number] | null = after !== null && typeof after[0] === 'string' ? [after[0], after[1]] : null;
  const ids = matches.ids.subarray(0, matches.length);
  const isFetched = matches.length * FETCH_COST < ((limit * columns.count) / matches.length) * WALK_COST;
  const rows = isFetched ? fetched(ids, order, from, file) : walked(ids, order, from, limit, columns, file);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(({ id }) => id),
    next: rows.length > limit && last !== undefined ? [last.key, last.id] : null,
  };
}

type TextEntry = { key: string; id: number };

function fetched(
  ids: Uint32Array,
  order: 'title' | 'author',
  from: [string, number] | null,
  file: IndexFile,
): TextEntry[] {
  const rows = file.sortKeys(order, [...ids]);
  // The file compares UTF-8 bytes, which for these keys is the order of code points; ties go by id.
  rows.sort((a, b) => compareCodePoints(a.key, b.key) || a.id - b.id);
  if (from === null) return rows;
  return rows.filter(({ key, id }) => (compareCodePoints(key, from[0]) || id - from[1]) > 0);
}

function walked(
  ids: Uint32Array,
  order: 'title' | 'author',
  from: [string, number] | null,
  limit: number,
  columns: RecordColumns,
  file: IndexFile,
): TextEntry[] {
  const isMatch = new Uint8Array(columns.endId);
  for (const id of ids) isMatch[id] = 1;
  const rows: TextEntry[] = [];
  for (const row of file.inOrder(order, from)) {
    if (isMatch[row.id] !== 1) continue;
    rows.push(row);
    if (rows.length > limit) break;
  }
  return rows;
}

function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    // Surrogates stand for code points above every other unit.
    const isLeftHigh = left >= 0xd800 && left <= 0xdfff;
    const isRightHigh = right >= 0xd800 && right <= 0xdfff;
    if (isLeftHigh !== isRightHigh) return isLeftHigh ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}
