import type { DocumentKeys } from './document-terms.ts';
import { ListColumn, type RecordSet } from './list-column.ts';
import { RecordClasses } from './record-classes.ts';
import type { SearchDocument } from './search-index.ts';
import { Tally } from './tally.ts';
import { Column, Dictionary, SetDictionary } from './value-columns.ts';

export const NO_YEAR = 0;
const FIRST_YEAR = -10_000;
const LAST_YEAR = 20_000;
/** One more than the highest number that a year can have. */
export const YEARS_END = LAST_YEAR - FIRST_YEAR + 2;

/** Gives the number by which a year is kept. */
export function numberOfYear(year: number | null): number {
  return year === null ? NO_YEAR : Math.max(FIRST_YEAR, Math.min(LAST_YEAR, year)) - FIRST_YEAR + 1;
}

export const NO_DECADE = 0;
/** One more than the highest number that a decade can have. */
export const DECADES_END = (LAST_YEAR - FIRST_YEAR) / 10 + 2;

/** Gives the number by which a year's decade is kept. */
function numberOfDecade(year: number | null): number {
  return year === null ? NO_DECADE : Math.floor((numberOfYear(year) - 1) / 10) + 1;
}

/** Gives the first year of a decade back from its number. */
export function firstYearOfDecade(number: number): number {
  return (number - 1) * 10 + FIRST_YEAR;
}

const VISIBLE = 1;
const SUPPRESSED = 2;

/** What filters, facets and ranking look at, in memory: one place a record, by id. */
export class RecordColumns {
  readonly kinds = new Dictionary();
  readonly languages = new Dictionary();
  readonly branchSets = new SetDictionary();
  readonly classes = new RecordClasses();

  readonly classOf = new Column((length) => new Uint32Array(length));
  /** Years from -10,000 on, counted from there plus one; 0 is "none". */
  readonly year = new Column((length) => new Uint16Array(length));
  readonly createdAt = new Column((length) => new Float64Array(length));
  readonly authors: ListColumn;
  readonly subjects: ListColumn;
  readonly titleHash = new Column((length) => new Uint32Array(length));
  readonly headHash = new Column((length) => new Uint32Array(length));
  readonly firstHash = new Column((length) => new Uint32Array(length));
  readonly titleLength = new Column((length) => new Uint8Array(length));
  readonly #presence = new Column((length) => new Uint8Array(length));
  #everything: RecordSet | null = null;
  #count = 0;
  #endId = 0;

  constructor() {
    const tally = new Tally();
    this.authors = new ListColumn(tally);
    this.subjects = new ListColumn(tally);
  }

  /** How many records there are, suppressed ones included. */
  get count(): number {
    return this.#count;
  }

  /** One more than the highest id there has been. */
  get endId(): number {
    return this.#endId;
  }

  has(id: number): boolean {
    return this.#presence.get(id) !== 0;
  }

  isShown(id: number, includeSuppressed: boolean): boolean {
    const presence = this.#presence.get(id);
    return presence === VISIBLE || (includeSuppressed && presence === SUPPRESSED);
  }

  set(document: SearchDocument, keys: DocumentKeys): void {
    const { id } = document;
    if (this.has(id)) this.classes.leave(this.classOf.get(id));
    else this.#everything = null;
    if (!this.has(id)) this.#count++;
    this.#endId = Math.max(this.#endId, id + 1);
    this.#presence.set(id, document.isSuppressed ? SUPPRESSED : VISIBLE);
    const number = this.classes.join({
      kind: this.kinds.numberOf(document.kind),
      language: this.languages.numberOf(document.language ?? ''),
      decade: numberOfDecade(document.year),
      branches: this.branchSets.numberOf(document.branches),
      availableBranches: this.branchSets.numberOf(document.availableBranches),
      isSuppressed: document.isSuppressed ? 1 : 0,
    });
    this.classOf.set(id, number);
    this.year.set(id, numberOfYear(document.year));
    this.createdAt.set(id, Date.parse(document.createdAt) || 0);
    this.authors.set(id, document.authors);
    this.subjects.set(id, document.subjects);
    this.titleHash.set(id, keys.titleHash);
    this.headHash.set(id, keys.headHash);
    this.firstHash.set(id, keys.firstHash);
    this.titleLength.set(id, keys.titleLength);
  }

  remove(id: number): void {
    if (!this.has(id)) return;
    this.#everything = null;
    this.#count--;
    this.classes.leave(this.classOf.get(id));
    this.#presence.set(id, 0);
    this.authors.set(id, []);
    this.subjects.set(id, []);
  }

  /** All records there are. */
  everything(): RecordSet {
    this.#everything ??= { ids: this.#presentIds(), length: this.#count, isEverything: true };
    return this.#everything;
  }

  #presentIds(): Uint32Array {
    const presence = this.#presence.values;
    const ids = new Uint32Array(this.#count);
    let length = 0;
    for (let id = 0; id < this.#endId; id++) if (presence[id] !== 0) ids[length++] = id;
    return ids;
  }
}
