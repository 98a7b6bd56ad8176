import { NO_YEAR, type RecordColumns } from './record-columns.ts';
import type { FacetName, FacetValue, SearchFilters } from './search-index.ts';
import { Counter, type Dictionary } from './value-columns.ts';
import type { Matches } from './matching.ts';

/** How many values a facet lists; authors and subjects have thousands. */
const MAX_VALUES: Record<FacetName, number> = {
  kind: 50,
  language: 50,
  author: 20,
  subject: 20,
  century: 60,
  decade: 60,
  branch: 200,
  availability: 2,
};

/** The filters that can each keep a record out. */
const FILTER = { kind: 1, language: 2, author: 3, subject: 4, year: 5, branch: 6, availability: 7 } as const;
const NONE: number = 0;
const SEVERAL: number = -1;

const YEAR_OFFSET = 10_000;

/** What filtering leaves, and the counts by facet. */
export interface Filtered {
  matches: Matches;
  facets: Record<FacetName, FacetValue[]>;
}

/** Filters matches and counts their facets in one pass. Holds the counters so that no request allocates them. */
export class FacetCounter {
  readonly #columns: RecordColumns;
  readonly #counters = {
    kind: new Counter(),
    language: new Counter(),
    author: new Counter(),
    subject: new Counter(),
    year: new Counter(),
    branchSet: new Counter(),
    availability: new Counter(),
  };

  constructor(columns: RecordColumns) {
    this.#columns = columns;
  }

  /**
   * Values inside a filter are alternatives, filters hold together; a facet's counts leave its own filter out, so that
   * they say what choosing another value would find.
   */
  filter(matches: Matches, filters: SearchFilters, includeSuppressed: boolean): Filtered {
    const columns = this.#columns;
    const counters = this.#counters;
    const kinds = numbersOf(filters.kind, columns.kinds);
    const languages = numbersOf(filters.language, columns.languages);
    const authors = numbersOf(filters.author, columns.authors.dictionary);
    const subjects = numbersOf(filters.subject, columns.subjects.dictionary);
    const { yearFrom = -Infinity, yearTo = Infinity, available } = filters;
    const hasYears = filters.yearFrom !== undefined || filters.yearTo !== undefined;
    const branches = filters.branchId === undefined ? null : new Set(filters.branchId);
    const atBranches = columns.branchSets.sets.map((set) => branches === null || set.some((id) => branches.has(id)));
    const kept: Matches = { ids: new Uint32Array(matches.length), scores: new Float32Array(matches.length), length: 0 };

    for (let i = 0; i < matches.length; i++) {
      const id = matches.ids[i]!;
      if (!columns.isShown(id, includeSuppressed)) continue;
      const kind = columns.kind.get(id);
      const language = columns.language.get(id);
      const year = columns.year.get(id);
      const availableSet = columns.availableBranches.get(id);
      const isAvailable = availableSet !== 0 && atBranches[availableSet]!;
      // With "available" chosen, a branch has a record only if it can be taken from the shelf there.
      const branchSet = available === true ? availableSet : columns.branches.get(id);

      let failed = NONE;
      const fail = (filter: number) => (failed = failed === NONE ? filter : SEVERAL);
      if (kinds !== null && !kinds.has(kind)) fail(FILTER.kind);
      if (languages !== null && !languages.has(language)) fail(FILTER.language);
      if (hasYears && (year === NO_YEAR || year < yearFrom || year > yearTo)) fail(FILTER.year);
      if (branches !== null && !atBranches[branchSet]!) fail(FILTER.branch);
      if (available !== undefined && isAvailable !== available) {
        // "Available" at no chosen branch, yet at another: the branch alone keeps it out.
        const isBranchAlone = failed === FILTER.branch && available && availableSet !== 0;
        if (!isBranchAlone) fail(FILTER.availability);
      }
      if (authors !== null && !columns.authors.hasAny(id, authors)) fail(FILTER.author);
      if (subjects !== null && !columns.subjects.hasAny(id, subjects)) fail(FILTER.subject);
      if (failed === SEVERAL) continue;

      if (failed === NONE) {
        kept.ids[kept.length] = id;
        kept.scores[kept.length++] = matches.scores[i]!;
      }
      const isCounted = (filter: number) => failed === NONE || failed === filter;
      if (isCounted(FILTER.kind)) counters.kind.add(kind);
      if (isCounted(FILTER.language)) counters.language.add(language);
      if (isCounted(FILTER.author)) columns.authors.countInto(counters.author, id);
      if (isCounted(FILTER.subject)) columns.subjects.countInto(counters.subject, id);
      if (isCounted(FILTER.year) && year !== NO_YEAR) counters.year.add(year + YEAR_OFFSET);
      if (isCounted(FILTER.branch)) counters.branchSet.add(branchSet);
      if (isCounted(FILTER.availability)) counters.availability.add(isAvailable ? 1 : 0);
    }
    return { matches: kept, facets: this.#takeFacets(filters) };
  }

  #takeFacets(filters: SearchFilters): Record<FacetName, FacetValue[]> {
    const columns = this.#columns;
    const counters = this.#counters;
    const years = counters.year.take();
    const byBranch = new Map<number, number>();
    for (const [set, count] of counters.branchSet.take()) {
      for (const branch of columns.branchSets.sets[set]!) byBranch.set(branch, (byBranch.get(branch) ?? 0) + count);
    }
    const named = (facet: FacetName, counter: Counter, { texts }: Dictionary, chosen: string[] | undefined) =>
      top(
        facet,
        counter.take().filter(([number]) => number !== 0),
        (number) => texts[number]!,
        chosen,
      );
    return {
      kind: named('kind', counters.kind, columns.kinds, filters.kind),
      language: named('language', counters.language, columns.languages, filters.language),
      author: named('author', counters.author, columns.authors.dictionary, filters.author),
      subject: named('subject', counters.subject, columns.subjects.dictionary, filters.subject),
      century: periods('century', years, 100),
      decade: periods('decade', years, 10),
      branch: top('branch', [...byBranch], String, filters.branchId?.map(String)),
      availability: top('availability', counters.availability.take(), (number) =>
        number === 1 ? 'available' : 'unavailable',
      ),
    };
  }
}

function numbersOf(texts: string[] | undefined, dictionary: Dictionary): Set<number> | null {
  if (texts === undefined) return null;
  return new Set(texts.flatMap((text) => dictionary.find(text) ?? []));
}

/** The most frequent values, and in any case those that were chosen. */
function top(
  facet: FacetName,
  counts: [number, number][],
  textOf: (number: number) => string,
  chosen: readonly string[] = [],
): FacetValue[] {
  const limit = MAX_VALUES[facet];
  // Most authors and subjects occur once or twice: only counts that can be listed are sorted.
  const least = counts.length > limit * 4 ? nthHighest(counts, limit) : 0;
  const values = counts
    .filter(([, count]) => count >= least)
    .map(([number, count]) => ({ value: textOf(number), count }));
  values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const listed = values.slice(0, limit);
  for (const value of chosen) {
    if (listed.some((one) => one.value === value)) continue;
    const counted = counts.find(([number]) => textOf(number) === value);
    listed.push({ value, count: counted?.[1] ?? 0 });
  }
  return listed;
}

function nthHighest(counts: readonly [number, number][], n: number): number {
  const sorted = Uint32Array.from(counts, ([, count]) => count).sort();
  return sorted[sorted.length - n]!;
}

/** Years by century or decade, the latest first; the value is the period's first year. */
function periods(facet: FacetName, years: readonly [number, number][], length: number): FacetValue[] {
  const counts = new Map<number, number>();
  for (const [number, count] of years) {
    const first = Math.floor((number - YEAR_OFFSET) / length) * length;
    counts.set(first, (counts.get(first) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a], [b]) => b - a);
  return sorted.slice(0, MAX_VALUES[facet]).map(([first, count]) => ({ value: String(first), count }));
}
