import { NO_YEAR, numberOfYear, YEARS_END, type RecordColumns } from './record-columns.ts';
import { NAME, type NameKind } from './record-names.ts';
import type { RecordSet } from './record-set.ts';
import type { Scratch } from './scratch.ts';
import type { SearchFilters } from './search-index.ts';

/** The filters that can each keep a record out, as bits. */
export const FILTER = {
  kind: 1,
  language: 2,
  year: 4,
  author: 8,
  subject: 16,
  branch: 32,
  availability: 64,
  /** Kept out by branch and availability together: either of them without the other would let the record in. */
  branchOrAvailability: 128,
};

/** Kept out of every count: more than filters can say, which never keep a record out in both ways of a place. */
const HIDDEN = 255;

/** Which filters keep out which classes of records, and what has to be asked of each record itself. */
export class RecordFilter {
  /** By class: the filters that keep its records out. */
  readonly classes: Uint8Array;
  readonly #filters: SearchFilters;
  readonly #columns: RecordColumns;

  constructor(filters: SearchFilters, includeSuppressed: boolean, columns: RecordColumns) {
    this.#filters = filters;
    this.#columns = columns;
    const { kind, language, branchId, available } = filters;
    const { classes } = columns;
    this.classes = new Uint8Array(classes.end);
    if (kind !== undefined) this.#judge(FILTER.kind, classes.kind.values, columns.kinds.marked(kind));
    if (language !== undefined)
      this.#judge(FILTER.language, classes.language.values, columns.languages.marked(language));
    if (branchId !== undefined || available !== undefined) this.#judgePlaces(branchId, available);
    if (!includeSuppressed) {
      const { values: isSuppressed } = classes.isSuppressed;
      for (let number = 0; number < classes.end; number++)
        if (isSuppressed[number] === 1) this.classes[number] = HIDDEN;
    }
  }

  get hasYear(): boolean {
    return this.#filters.yearFrom !== undefined || this.#filters.yearTo !== undefined;
  }

  /** Whether records of one class can be told apart by these filters. */
  get asksRecords(): boolean {
    return this.hasYear || this.#filters.author !== undefined || this.#filters.subject !== undefined;
  }

  /** For each match the filters that keep it out, as bits. */
  failing(set: RecordSet, scratch: Scratch): Uint8Array {
    const { ids, length } = set;
    const { author, subject, yearFrom, yearTo } = this.#filters;
    const failing = scratch.bytes(length);
    const { classes } = this;
    const { values: classOf } = this.#columns.classOf;
    for (let place = 0; place < length; place++) failing[place] = classes[classOf[ids[place]!]!]!;
    if (this.hasYear) {
      const from = yearFrom === undefined ? NO_YEAR + 1 : numberOfYear(yearFrom);
      const to = yearTo === undefined ? YEARS_END : numberOfYear(yearTo);
      const { values: years } = this.#columns.year;
      for (let place = 0; place < length; place++) {
        const year = years[ids[place]!]!;
        if (year < from || year > to) failing[place]! |= FILTER.year;
      }
    }
    if (author !== undefined) this.#judgeNames(FILTER.author, NAME.author, author, set, failing, scratch);
    if (subject !== undefined) this.#judgeNames(FILTER.subject, NAME.subject, subject, set, failing, scratch);
    return failing;
  }

  #judgeNames(
    filter: number,
    kind: NameKind,
    chosen: readonly string[],
    set: RecordSet,
    failing: Uint8Array,
    scratch: Scratch,
  ): void {
    const { names, endId } = this.#columns;
    const { ids, length } = set;
    const numbers = chosen.flatMap((text) => names.find(kind, text) ?? []);
    if (names.isLarge(set)) {
      const marks = scratch.zeros(endId);
      names.markHolders(numbers, marks);
      for (let place = 0; place < length; place++) if (marks[ids[place]!] === 0) failing[place]! |= filter;
      return;
    }
    const marked = names.marked(numbers);
    for (let place = 0; place < length; place++) {
      if (!names.hasMarked(ids[place]!, marked)) failing[place]! |= filter;
    }
  }

  #judge(filter: number, values: Uint16Array, isKept: Uint8Array): void {
    for (let number = 0; number < this.classes.length; number++) {
      if (isKept[values[number]!] === 0) this.classes[number]! |= filter;
    }
  }

  /** Branch and availability belong together: with both, a record must be on the shelf at a chosen branch (or at none). */
  #judgePlaces(branchId: readonly number[] | undefined, available: boolean | undefined): void {
    const { branches, availableBranches } = this.#columns.classes;
    const isChosen = setsWith(branchId, this.#columns);
    for (let number = 0; number < this.classes.length; number++) {
      const availableSet = availableBranches.get(number);
      const isOwned = branchId === undefined || isChosen[branches.get(number)]!;
      const isAsWanted = available === undefined || (available ? isChosen[availableSet]! : availableSet === 0);
      if (isOwned && isAsWanted) continue;
      const isElsewhere = branchId !== undefined && available === true && availableSet !== 0;
      let failing = isOwned ? FILTER.availability : FILTER.branch;
      if (isElsewhere) failing = isOwned ? FILTER.branchOrAvailability : FILTER.branch;
      else if (!isOwned && !isAsWanted) failing = FILTER.branch | FILTER.availability;
      this.classes[number]! |= failing;
    }
  }
}

/** Tells for each set of branches whether one of the chosen is in it; without a choice, whether any branch is. */
export function setsWith(branches: readonly number[] | undefined, { branchSets }: RecordColumns): boolean[] {
  return branchSets.sets.map((set) => set.some((id) => branches === undefined || branches.includes(id)));
}
