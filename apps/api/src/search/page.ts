import type { IndexFile } from './index-file.queries.ts';
import { FirstEntries, type Entry } from './first-entries.ts';
import type { Matches } from './matches.ts';
import { NO_YEAR, YEARS_END, type RecordColumns } from './record-columns.ts';
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

/** Rough costs that decide between walking a whole sort order and fetching the matches' own keys. */
const WALK_COST = 1;
const FETCH_COST = 2;

/** Cuts one page out of the matches, in the order asked for; ties go by id. */
export function pageOf(matches: Matches, request: PageRequest, columns: RecordColumns, file: IndexFile): Page {
  if (matches.length === 0) return { ids: [], next: null };
  if (request.sort === 'title' || request.sort === 'author')
    return textPage(matches, request, request.sort, columns, file);
  return numberPage(matches, request, columns);
}

/** Records without a year come last, oldest first or not. */
const LAST = -YEARS_END;

/** Newest first also means: of two of the same moment, the one with the higher id. */
function numberPage(matches: Matches, { sort, limit, after }: PageRequest, columns: RecordColumns): Page {
  const isDescending = sort === 'newest';
  const from = after !== null && typeof after[0] === 'number' ? { key: after[0], id: after[1] } : null;
  const isBehind = ({ key, id }: Entry) =>
    from === null || key < from.key || (key === from.key && (isDescending ? id < from.id : id > from.id));
  const first = new FirstEntries(limit + 1, isBehind);
  const { ids, length } = matches;
  const { values: years } = columns.year;
  const { values: created } = columns.createdAt;
  switch (sort) {
    case 'year_desc':
      for (let i = 0; i < length; i++) if (years[ids[i]!]! > first.least) first.offer(years[ids[i]!]!, ids[i]!);
      break;
    case 'year_asc':
      for (let i = 0; i < length; i++) {
        const year = years[ids[i]!]!;
        if (-year > first.least || year === NO_YEAR) first.offer(year === NO_YEAR ? LAST : -year, ids[i]!);
      }
      break;
    case 'newest':
      for (let i = length - 1; i >= 0; i--) {
        if (created[ids[i]!]! > first.least) first.offer(created[ids[i]!]!, ids[i]!);
      }
      break;
    default:
      matches.relevance.offer(matches, first);
  }
  const shown = first.entries.slice(0, limit);
  const last = shown.at(-1);
  return {
    ids: shown.map(({ id }) => id),
    next: first.entries.length > limit && last !== undefined ? [last.key, last.id] : null,
  };
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
  for (let i = 0; i < ids.length; i++) isMatch[ids[i]!] = 1;
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
