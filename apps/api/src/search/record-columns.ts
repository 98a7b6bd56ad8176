import type { DocumentKeys } from './document-terms.ts';
import type { SearchDocument } from './search-index.ts';
import type { CountedIds } from './tally.ts';
import { Column, CountedColumn, Dictionary, ListColumn, SetDictionary } from './value-columns.ts';

export const NO_YEAR = 0;
const FIRST_YEAR = -10_000;
const LAST_YEAR = 20_000;
/** One more than the highest number that a year can have. */
export const YEARS_END = LAST_YEAR - FIRST_YEAR + 2;

/** Gives the number by which a year is kept. */
export function numberOfYear(year: number | null): number {
  return year === null ? NO_YEAR : Math.max(FIRST_YEAR, Math.min(LAST_YEAR, year)) - FIRST_YEAR + 1;
}

/** Gives a year back from its number. */
export function yearOfNumber(number: number): number {
  return number + FIRST_YEAR - 1;
}

const VISIBLE = 1;
const SUPPRESSED = 2;

/** What filters, facets and ranking look at, in memory: one place a record, by id. */
export class RecordColumns {
  readonly kinds = new Dictionary();
  readonly languages = new Dictionary();
  readonly branchSets = new SetDictionary();

  readonly kind = new CountedColumn((length) => new Uint16Array(length));
  readonly language = new CountedColumn((length) => new Uint16Array(length));
  /** Years from -10,000 on, counted from there plus one; 0 is "none". */
  readonly year = new CountedColumn((length) => new Uint16Array(length));
  readonly branches = new CountedColumn((length) => new Uint32Array(length));
  readonly availableBranches = new CountedColumn((length) => new Uint32Array(length));
  readonly createdAt = new Column((length) => new Float64Array(length));
  readonly authors = new ListColumn();
  readonly subjects = new ListColumn();
  readonly titleHash = new Column((length) => new Uint32Array(length));
  readonly headHash = new Column((length) => new Uint32Array(length));
  readonly firstHash = new Column((length) => new Uint32Array(length));
  readonly titleLength = new Column((length) => new Uint8Array(length));
  readonly #presence = new Column((length) => new Uint8Array(length));
  #count = 0;
  #suppressedCount = 0;
  #endId = 0;

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

  get hasSuppressed(): boolean {
    return this.#suppressedCount > 0;
  }

  isShown(id: number, includeSuppressed: boolean): boolean {
    const presence = this.#presence.get(id);
    return presence === VISIBLE || (includeSuppressed && presence === SUPPRESSED);
  }

  set(document: SearchDocument, keys: DocumentKeys): void {
    const { id } = document;
    this.remove(id);
    this.#count++;
    if (document.isSuppressed) this.#suppressedCount++;
    this.#endId = Math.max(this.#endId, id + 1);
    this.#presence.set(id, document.isSuppressed ? SUPPRESSED : VISIBLE);
    this.kind.set(id, this.kinds.numberOf(document.kind));
    this.language.set(id, this.languages.numberOf(document.language ?? ''));
    this.year.set(id, numberOfYear(document.year));
    this.branches.set(id, this.branchSets.numberOf(document.branches));
    this.availableBranches.set(id, this.branchSets.numberOf(document.availableBranches));
    this.createdAt.set(id, Date.parse(document.createdAt) || 0);
    this.authors.set(id, document.authors);
    this.subjects.set(id, document.subjects);
    this.titleHash.set(id, keys.titleHash);
    this.headHash.set(id, keys.headHash);
    this.firstHash.set(id, keys.firstHash);
    this.titleLength.set(id, keys.titleLength);
    this.#total(id, 1);
  }

  remove(id: number): void {
    if (!this.has(id)) return;
    if (this.#presence.get(id) === SUPPRESSED) this.#suppressedCount--;
    this.#total(id, -1);
    this.#presence.set(id, 0);
    this.#count--;
  }

  #total(id: number, change: 1 | -1): void {
    const counted = [this.kind, this.language, this.year, this.branches, this.availableBranches];
    for (const column of [...counted, this.authors, this.subjects]) column.total(id, change);
  }

  /** Every id there is, in ascending order. */
  ids(): Uint32Array {
    const presence = this.#presence.values;
    const ids = new Uint32Array(this.#count);
    let length = 0;
    for (let id = 0; id < this.#endId; id++) if (presence[id] !== 0) ids[length++] = id;
    return ids;
  }

  /** The shorter way to count records: by themselves, or by all the others where they are most of the index. */
  toCount({ ids, length }: { ids: Uint32Array; length: number }): CountedIds {
    if (length * 2 <= this.#count) return { ids, length, isRest: false };
    const presence = this.#presence.values;
    const rest = new Uint32Array(this.#count - length);
    let count = 0;
    let at = 0;
    for (let id = 0; id < this.#endId; id++) {
      if (at < length && ids[at] === id) at++;
      else if (presence[id] !== 0) rest[count++] = id;
    }
    return { ids: rest, length: count, isRest: true };
  }
}
