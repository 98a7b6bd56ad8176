import { passing, type Matches } from './matches.ts';
import { DECADES_END, firstYearOfDecade, NO_DECADE, type RecordColumns } from './record-columns.ts';
import { FILTER, RecordFilter, setsWith } from './record-filter.ts';
import { NAME, type NameCounts, type NameKind } from './record-names.ts';
import type { RecordSet } from './record-set.ts';
import type { Scratch } from './scratch.ts';
import type { FacetName, FacetValue, SearchFilters } from './search-index.ts';
import { Tally, type ValueCounts } from './tally.ts';
import type { Dictionary } from './value-columns.ts';

/** How many values a facet lists. */
const MAX_VALUES = {
  kind: 50,
  language: 50,
  century: 60,
  decade: 60,
  branch: 200,
};
/** How many authors or subjects, of thousands. */
const MAX_NAMES = 20;

/** What filtering leaves, and the counts by facet. */
export interface Filtered {
  matches: Matches;
  facets: Record<FacetName, FacetValue[]>;
}

/** Filters that are asked of each record, not of its class. */
const OF_RECORDS = FILTER.year | FILTER.author | FILTER.subject;
/** What each facet of few values leaves out: its own filter. */
const OWN = {
  kind: FILTER.kind,
  language: FILTER.language,
  decade: FILTER.year,
  branch: FILTER.branch | FILTER.branchOrAvailability,
  availability: FILTER.availability | FILTER.branchOrAvailability,
};

/**
 * Filters matches and counts their facets. Values inside a filter are alternatives, filters hold together; a facet's counts
 * leave its own filter out, so that they say what choosing another value would find.
 */
export class FacetCounter {
  readonly #columns: RecordColumns;
  readonly #scratch: Scratch;
  readonly #tally = new Tally();

  constructor(columns: RecordColumns, scratch: Scratch) {
    this.#columns = columns;
    this.#scratch = scratch;
  }

  filter(matches: Matches, filters: SearchFilters, includeSuppressed: boolean): Filtered {
    const filter = new RecordFilter(filters, includeSuppressed, this.#columns);
    const failing = filter.asksRecords ? filter.failing(matches, this.#scratch) : null;
    this.#countClasses(failing === null ? matches : this.#passingBut(matches, failing, ~OF_RECORDS));
    const left = this.#passing(matches, failing, filter);
    const without = (own: number): RecordSet =>
      failing === null || own === 0 ? left : this.#passingBut(matches, failing, own);

    const counts = this.#sumClasses(filter, filters);
    if (filter.hasYear) {
      this.#countClasses(without(FILTER.year));
      counts.decades = this.#sumClasses(filter, filters).decades;
    }
    const { author, subject } = filters;
    const authors = without(author === undefined ? 0 : FILTER.author);
    const subjects = without(subject === undefined ? 0 : FILTER.subject);
    const ofAuthors = this.#mostFrequent(authors);
    const ofSubjects = subjects === authors ? ofAuthors : this.#mostFrequent(subjects);
    const facets = {
      kind: named('kind', counts.kinds, this.#columns.kinds, filters.kind),
      language: named('language', counts.languages, this.#columns.languages, filters.language),
      author: this.#names(NAME.author, ofAuthors.authors, authors, author),
      subject: this.#names(NAME.subject, ofSubjects.subjects, subjects, subject),
      century: periods('century', counts.decades, 100),
      decade: periods('decade', counts.decades, 10),
      branch: this.#branches(counts.branchSets, filters.branchId),
      availability: this.#availability(counts.availableSets, filters.branchId),
    };
    return { matches: left, facets };
  }

  #countClasses({ ids, length, isEverything }: RecordSet): void {
    const { classes, classOf } = this.#columns;
    const tally = this.#tally;
    if (isEverything) {
      tally.copy(classes.totals, classes.end);
      return;
    }
    tally.begin(classes.end);
    const { counts, met } = tally;
    const { values } = classOf;
    let end = 0;
    for (let i = 0; i < length; i++) {
      const number = values[ids[i]!]!;
      if (counts[number]!++ === 0) met[end++] = number;
    }
    tally.length = end;
  }

  /** Adds the counted classes up by their values, for each facet those that its own filter alone may keep out. */
  #sumClasses({ classes: failing }: RecordFilter, { available }: SearchFilters): ClassCounts {
    const { classes, kinds, languages, branchSets } = this.#columns;
    const kind = classes.kind.values;
    const language = classes.language.values;
    const decade = classes.decade.values;
    // With "available" chosen, a branch has a record only if it can be taken from the shelf there.
    const branches = (available === true ? classes.availableBranches : classes.branches).values;
    const availableBranches = classes.availableBranches.values;
    const sums: ClassCounts = {
      kinds: new Uint32Array(kinds.texts.length),
      languages: new Uint32Array(languages.texts.length),
      decades: new Uint32Array(DECADES_END),
      branchSets: new Uint32Array(branchSets.sets.length),
      availableSets: new Uint32Array(branchSets.sets.length),
    };
    const { counts, met, length } = this.#tally;
    for (let i = 0; i < length; i++) {
      const number = met[i]!;
      const count = counts[number]!;
      const fails = failing[number]!;
      if ((fails & ~OWN.kind) === 0) sums.kinds[kind[number]!]! += count;
      if ((fails & ~OWN.language) === 0) sums.languages[language[number]!]! += count;
      if ((fails & ~OWN.decade) === 0) sums.decades[decade[number]!]! += count;
      if ((fails & ~OWN.branch) === 0) sums.branchSets[branches[number]!]! += count;
      if ((fails & ~OWN.availability) === 0) sums.availableSets[availableBranches[number]!]! += count;
    }
    return sums;
  }

  /** The records that nothing keeps out. Where no record was asked, the classes that were met tell whether all are. */
  #passing(matches: Matches, failing: Uint8Array | null, filter: RecordFilter): Matches {
    if (failing !== null) return passing(matches, failing, this.#scratch);
    const { met, length } = this.#tally;
    if (!met.subarray(0, length).some((number) => filter.classes[number] !== 0)) return matches;
    return passing(matches, filter.failing(matches, this.#scratch), this.#scratch);
  }

  /** The records that nothing keeps out, or only some filters. */
  #passingBut({ ids, length }: RecordSet, failing: Uint8Array, but: number): RecordSet {
    const kept = this.#scratch.numbers(length);
    const others = ~but;
    let end = 0;
    for (let place = 0; place < length; place++) if ((failing[place]! & others) === 0) kept[end++] = ids[place]!;
    return { ids: kept, length: end, isEverything: false };
  }

  #mostFrequent(set: RecordSet): NameCounts {
    let marks: Uint8Array | undefined;
    return this.#columns.names.mostFrequent(set, MAX_NAMES, () => (marks ??= this.#marked(set)));
  }

  /** An array with 1 at the id of each record. */
  #marked({ ids, length }: RecordSet): Uint8Array {
    const marks = this.#scratch.zeros(this.#columns.endId);
    for (let i = 0; i < length; i++) marks[ids[i]!] = 1;
    return marks;
  }

  #names(kind: NameKind, counts: ValueCounts, set: RecordSet, chosen: readonly string[] = []): FacetValue[] {
    const { names } = this.#columns;
    const values = counts.map(([number, count]) => ({ value: names.textOf(number), count }));
    return withChosen(values.sort(byCount), chosen, (value) => {
      const number = names.find(kind, value);
      return number === undefined ? 0 : names.countOf(number, set);
    });
  }

  #branches(sets: Uint32Array, chosen: readonly number[] = []): FacetValue[] {
    const counts = new Map<number, number>(chosen.map((id) => [id, 0]));
    for (let set = 0; set < sets.length; set++) {
      const count = sets[set]!;
      if (count === 0) continue;
      for (const branch of this.#columns.branchSets.sets[set]!) counts.set(branch, (counts.get(branch) ?? 0) + count);
    }
    const values = [...counts].map(([id, count]) => ({ value: String(id), count }));
    return values.sort(byCount).slice(0, MAX_VALUES.branch);
  }

  #availability(sets: Uint32Array, branches: readonly number[] | undefined): FacetValue[] {
    const isChosen = setsWith(branches, this.#columns);
    let available = 0;
    for (let set = 0; set < sets.length; set++) if (isChosen[set]!) available += sets[set]!;
    const values = [
      { value: 'available', count: available },
      { value: 'unavailable', count: sets[0]! },
    ];
    return values.filter(({ count }) => count > 0);
  }
}

/** How many records have each number of a kind, language, decade or set of branches. */
interface ClassCounts {
  kinds: Uint32Array;
  languages: Uint32Array;
  decades: Uint32Array;
  branchSets: Uint32Array;
  availableSets: Uint32Array;
}

function byCount(a: FacetValue, b: FacetValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

/** The most frequent values of few, and in any case those that were chosen. */
function named(
  facet: 'kind' | 'language',
  counts: Uint32Array,
  dictionary: Dictionary,
  chosen: readonly string[] = [],
): FacetValue[] {
  const values: FacetValue[] = [];
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number]!;
    const value = dictionary.texts[number]!;
    if (count > 0 && value !== '') values.push({ value, count });
  }
  const shown = values.sort(byCount).slice(0, MAX_VALUES[facet]);
  return withChosen(shown, chosen, (value) => counts[dictionary.find(value) ?? counts.length] ?? 0);
}

function withChosen(values: FacetValue[], chosen: readonly string[], countOf: (value: string) => number): FacetValue[] {
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  return [...values, ...missing.map((value) => ({ value, count: countOf(value) }))];
}

/** Decades, or centuries of them, the latest first; the value is the period's first year. */
function periods(facet: 'century' | 'decade', decades: Uint32Array, length: number): FacetValue[] {
  const counts = new Map<number, number>();
  for (let number = NO_DECADE + 1; number < decades.length; number++) {
    const count = decades[number]!;
    if (count === 0) continue;
    const first = Math.floor(firstYearOfDecade(number) / length) * length;
    counts.set(first, (counts.get(first) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a], [b]) => b - a);
  return sorted.slice(0, MAX_VALUES[facet]).map(([first, count]) => ({ value: String(first), count }));
}
