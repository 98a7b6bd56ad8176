import type { DocumentKeys } from './document-terms.ts';
import { RecordClasses } from './record-classes.ts';
import { RecordNames } from './record-names.ts';
import type { RecordSet } from './record-set.ts';
import type { SearchDocument } from './search-index.ts';
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

/** The parts of a title's sign: its length in words, and twelve bits of two hashes. */
export const SIGN = { length: 0xff, first: 0xfff << 8, head: 0xfff << 20 };

/** Puts what ranking asks first of a title into one number. */
export function signOf(length: number, firstHash: number, headHash: number): number {
  return (length | ((firstHash << 8) & SIGN.first) | (headHash << 20)) >>> 0;
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
  readonly names = new RecordNames();
  readonly titleHash = new Column((length) => new Uint32Array(length));
  readonly headHash = new Column((length) => new Uint32Array(length));
  readonly firstHash = new Column((length) => new Uint32Array(length));
  readonly titleSign = new Column((length) => new Uint32Array(length));
  readonly #presence = new Column((length) => new Uint8Array(length));
  #everything: RecordSet | null = null;
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
    if (this.has(id)) {
      this.#leave(id);
    } else {
      this.#everything = null;
    }
    this.#count++;
    if (document.isSuppressed) this.#suppressedCount++;
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
    this.names.set(id, document.authors, document.subjects);
    this.titleHash.set(id, keys.titleHash);
    this.headHash.set(id, keys.headHash);
    this.firstHash.set(id, keys.firstHash);
    this.titleSign.set(id, signOf(keys.titleLength, keys.firstHash, keys.headHash));
  }

  remove(id: number): void {
    if (!this.has(id)) return;
    this.#everything = null;
    this.#leave(id);
    this.#presence.set(id, 0);
    this.names.set(id, [], []);
  }

  #leave(id: number): void {
    this.#count--;
    if (this.#presence.get(id) === SUPPRESSED) this.#suppressedCount--;
    this.classes.leave(this.classOf.get(id));
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
