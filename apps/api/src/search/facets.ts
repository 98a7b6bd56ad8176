import { NO_YEAR, numberOfYear, yearOfNumber, YEARS_END, type RecordColumns } from './record-columns.ts';
import type { FacetName, FacetValue, SearchFilters } from './search-index.ts';
import { Tally, type CountedIds } from './tally.ts';
import type { Dictionary, ListColumn } from './value-columns.ts';
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

/** The filters that can each keep a record out, as verdicts. */
const FILTER = {
  kind: 1,
  language: 2,
  author: 3,
  subject: 4,
  year: 5,
  branch: 6,
  availability: 7,
  branchOrAvailability: 8,
};
const PASSES: number = 0;
const SEVERAL: number = 255;
const NO_SCORES = new Float32Array(0);

/** What filtering leaves, and the counts by facet. */
export interface Filtered {
  matches: Matches;
  facets: Record<FacetName, FacetValue[]>;
}

/** Filters matches and counts their facets. Holds the tallies, so that no request allocates them. */
export class FacetCounter {
  readonly #columns: RecordColumns;
  readonly #tallies = {
    kind: new Tally(),
    language: new Tally(),
    author: new Tally(),
    subject: new Tally(),
    year: new Tally(),
    branchSet: new Tally(),
    availableSet: new Tally(),
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
    const shown =
      includeSuppressed || !columns.hasSuppressed
        ? matches
        : keep(matches, (place) => columns.isShown(matches.ids[place]!, false));
    const verdicts = this.#judge(shown, filters);
    const passing = verdicts === null ? shown : passingAll(shown, verdicts);
    this.#count(shown, passing, verdicts, filters);
    return { matches: passing, facets: this.#takeFacets(filters) };
  }

  /** For each match the one filter that keeps it out, if any. Null without filters. */
  #judge({ ids, length }: Matches, filters: SearchFilters): Uint8Array | null {
    if (Object.values(filters).every((filter) => filter === undefined)) return null;
    const columns = this.#columns;
    const verdicts = new Uint8Array(length);
    const judge = (filter: number, values: Uint16Array, isKept: Uint8Array) => {
      for (let place = 0; place < length; place++) {
        if (isKept[values[ids[place]!]!] === 0) verdicts[place] = verdicts[place] === PASSES ? filter : SEVERAL;
      }
    };
    const judgeList = (filter: number, column: ListColumn, chosen: readonly string[]) => {
      const numbers = numbersOf(chosen, column.dictionary);
      for (let place = 0; place < length; place++) {
        if (!column.hasAny(ids[place]!, numbers)) verdicts[place] = verdicts[place] === PASSES ? filter : SEVERAL;
      }
    };
    const { kind, language, author, subject, yearFrom, yearTo, branchId, available } = filters;
    if (kind !== undefined) judge(FILTER.kind, columns.kind.values, markedOf(kind, columns.kinds));
    if (language !== undefined) judge(FILTER.language, columns.language.values, markedOf(language, columns.languages));
    if (yearFrom !== undefined || yearTo !== undefined) {
      const from = yearFrom === undefined ? NO_YEAR + 1 : numberOfYear(yearFrom);
      const to = yearTo === undefined ? YEARS_END : numberOfYear(yearTo);
      judge(FILTER.year, columns.year.values, new Uint8Array(YEARS_END).fill(1, from, to + 1));
    }
    if (branchId !== undefined || available !== undefined) this.#judgePlaces(ids, verdicts, branchId, available);
    if (author !== undefined) judgeList(FILTER.author, columns.authors, author);
    if (subject !== undefined) judgeList(FILTER.subject, columns.subjects, subject);
    return verdicts;
  }

  /** Branch and availability belong together: with both, a record must be on the shelf at a chosen branch (or at none). */
  #judgePlaces(
    ids: Uint32Array,
    verdicts: Uint8Array,
    branchId: readonly number[] | undefined,
    available: boolean | undefined,
  ): void {
    const columns = this.#columns;
    const isChosen = this.#setsWith(branchId);
    for (let place = 0; place < verdicts.length; place++) {
      if (verdicts[place] === SEVERAL) continue;
      const availableSet = columns.availableBranches.get(ids[place]!);
      const isOwned = branchId === undefined || isChosen[columns.branches.get(ids[place]!)]!;
      const isAsWanted = available === undefined || (available ? isChosen[availableSet]! : availableSet === 0);
      if (isOwned && isAsWanted) continue;
      const isElsewhere = branchId !== undefined && available === true && availableSet !== 0;
      let verdict = isOwned ? FILTER.availability : FILTER.branch;
      if (isElsewhere) verdict = isOwned ? FILTER.branchOrAvailability : FILTER.branch;
      else if (!isOwned && !isAsWanted) verdict = SEVERAL;
      verdicts[place] = verdicts[place] === PASSES ? verdict : SEVERAL;
    }
  }

  /** Tells for each set of branches whether one of the chosen is in it; without a choice, whether any branch is. */
  #setsWith(branches: readonly number[] | undefined): boolean[] {
    return this.#columns.branchSets.sets.map((set) =>
      set.some((id) => branches === undefined || branches.includes(id)),
    );
  }

  /** Each facet is counted over what passes all filters but its own. */
  #count(shown: Matches, passing: Matches, verdicts: Uint8Array | null, filters: SearchFilters): void {
    const columns = this.#columns;
    const tallies = this.#tallies;
    const all = columns.toCount(passing);
    const without = (filter: number, isSet: boolean, also = filter): CountedIds =>
      verdicts === null || !isSet ? all : columns.toCount(passingBut(shown, verdicts, filter, also));

    const { kind, language, author, subject, branchId, available } = filters;
    const hasYear = filters.yearFrom !== undefined || filters.yearTo !== undefined;
    const hasPlace = branchId !== undefined || available !== undefined;
    // With "available" chosen, a branch has a record only if it can be taken from the shelf there.
    const branches = available === true ? columns.availableBranches : columns.branches;
    const { length: setsEnd } = columns.branchSets.sets;
    const { branchOrAvailability: either } = FILTER;
    columns.kind.countInto(tallies.kind, columns.kinds.texts.length, without(FILTER.kind, kind !== undefined));
    columns.language.countInto(
      tallies.language,
      columns.languages.texts.length,
      without(FILTER.language, language !== undefined),
    );
    columns.year.countInto(tallies.year, YEARS_END, without(FILTER.year, hasYear));
    branches.countInto(tallies.branchSet, setsEnd, without(FILTER.branch, hasPlace, either));
    columns.availableBranches.countInto(tallies.availableSet, setsEnd, without(FILTER.availability, hasPlace, either));
    columns.authors.countInto(tallies.author, without(FILTER.author, author !== undefined));
    columns.subjects.countInto(tallies.subject, without(FILTER.subject, subject !== undefined));
  }

  #takeFacets(filters: SearchFilters): Record<FacetName, FacetValue[]> {
    const columns = this.#columns;
    const tallies = this.#tallies;
    const named = (facet: FacetName, tally: Tally, dictionary: Dictionary, chosen: string[] | undefined) =>
      mostFrequent(
        facet,
        tally,
        (number) => dictionary.texts[number]!,
        (text) => dictionary.find(text),
        chosen,
      );
    const facets = {
      kind: named('kind', tallies.kind, columns.kinds, filters.kind),
      language: named('language', tallies.language, columns.languages, filters.language),
      author: named('author', tallies.author, columns.authors.dictionary, filters.author),
      subject: named('subject', tallies.subject, columns.subjects.dictionary, filters.subject),
      century: periods('century', tallies.year, 100),
      decade: periods('decade', tallies.year, 10),
      branch: this.#branchFacet(filters.branchId),
      availability: this.#availabilityFacet(filters.branchId),
    };
    return facets;
  }

  #branchFacet(chosen: readonly number[] = []): FacetValue[] {
    const counts = new Map<number, number>(chosen.map((id) => [id, 0]));
    for (const [set, count] of this.#tallies.branchSet.highest(Infinity)) {
      for (const branch of this.#columns.branchSets.sets[set]!) counts.set(branch, (counts.get(branch) ?? 0) + count);
    }
    const values = [...counts].map(([id, count]) => ({ value: String(id), count }));
    return values.sort(byCount).slice(0, MAX_VALUES.branch);
  }

  #availabilityFacet(branches: readonly number[] | undefined): FacetValue[] {
    const isChosen = this.#setsWith(branches);
    let available = 0;
    let unavailable = 0;
    for (const [set, count] of this.#tallies.availableSet.highest(Infinity)) {
      if (isChosen[set]!) available += count;
      if (set === 0) unavailable += count;
    }
    const values = [
      { value: 'available', count: available },
      { value: 'unavailable', count: unavailable },
    ];
    return values.filter(({ count }) => count > 0);
  }
}

function keep({ ids, scores, length }: Matches, isKept: (place: number) => boolean): Matches {
  const kept: Matches = { ids: new Uint32Array(length), scores: new Float32Array(length), length: 0 };
  for (let place = 0; place < length; place++) {
    if (!isKept(place)) continue;
    kept.ids[kept.length] = ids[place]!;
    kept.scores[kept.length++] = scores[place]!;
  }
  return kept;
}

/** The records that nothing keeps out. */
function passingAll({ ids, scores, length }: Matches, verdicts: Uint8Array): Matches {
  const kept: Matches = { ids: new Uint32Array(length), scores: new Float32Array(length), length: 0 };
  for (let place = 0; place < length; place++) {
    if (verdicts[place] !== PASSES) continue;
    kept.ids[kept.length] = ids[place]!;
    kept.scores[kept.length++] = scores[place]!;
  }
  return kept;
}

/** The records that nothing keeps out, or only one filter. */
function passingBut({ ids, length }: Matches, verdicts: Uint8Array, filter: number, also: number): Matches {
  const kept: Matches = { ids: new Uint32Array(length), scores: NO_SCORES, length: 0 };
  for (let place = 0; place < length; place++) {
    const verdict = verdicts[place]!;
    if (verdict === PASSES || verdict === filter || verdict === also) kept.ids[kept.length++] = ids[place]!;
  }
  return kept;
}

function numbersOf(texts: readonly string[], dictionary: Dictionary): Set<number> {
  return new Set(texts.flatMap((text) => dictionary.find(text) ?? []));
}

/** 1 at the number of each text. */
function markedOf(texts: readonly string[], dictionary: Dictionary): Uint8Array {
  const marked = new Uint8Array(dictionary.texts.length);
  for (const number of numbersOf(texts, dictionary)) marked[number] = 1;
  return marked;
}

function byCount(a: FacetValue, b: FacetValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

/** The most frequent values, and in any case those that were chosen. */
function mostFrequent(
  facet: FacetName,
  tally: Tally,
  textOf: (number: number) => string,
  numberOf: (text: string) => number | undefined,
  chosen: readonly string[] = [],
): FacetValue[] {
  const highest = tally.highest(MAX_VALUES[facet] + 1).filter(([number]) => textOf(number) !== '');
  const values = highest.map(([number, count]) => ({ value: textOf(number), count })).sort(byCount);
  const listed = values.slice(0, MAX_VALUES[facet]);
  for (const value of chosen) {
    if (listed.some((one) => one.value === value)) continue;
    const number = numberOf(value);
    listed.push({ value, count: number === undefined ? 0 : tally.get(number) });
  }
  return listed;
}

/** Years by century or decade, the latest first; the value is the period's first year. */
function periods(facet: FacetName, years: Tally, length: number): FacetValue[] {
  const counts = new Map<number, number>();
  for (const [number, count] of years.highest(Infinity)) {
    if (number === NO_YEAR) continue;
    const first = Math.floor(yearOfNumber(number) / length) * length;
    counts.set(first, (counts.get(first) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a], [b]) => b - a);
  return sorted.slice(0, MAX_VALUES[facet]).map(([first, count]) => ({ value: String(first), count }));
}
