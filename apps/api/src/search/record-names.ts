import { FrequentValues, type RecordValues } from './frequent-values.ts';
import type { RecordSet } from './record-set.ts';
import { Highest, Tally, Totals, type ValueCounts } from './tally.ts';
import { Column, Dictionary } from './value-columns.ts';

/** The two kinds of names, as the last bit of a name's number. */
export const NAME = { author: 0, subject: 1 } as const;
export type NameKind = (typeof NAME)[keyof typeof NAME];

/** How often names of both kinds were met. */
export interface NameCounts {
  authors: ValueCounts;
  subjects: ValueCounts;
}

/** Sets of at least this share of the records are rather gone through by the records of names than one by one. */
const LARGE_SHARE = 1 / 12;

/**
 * Authors and subjects: several a record, of many thousands. A record's names of both kinds stand together in a pool, because
 * what a count of many records costs is not the counting but the way to each record's values.
 */
export class RecordNames {
  readonly #dictionaries = [new Dictionary(), new Dictionary()] as const;
  /** Where a record's names begin: the place of their number, before the names themselves. 0 is a record without names. */
  readonly #starts = new Column((length) => new Uint32Array(length));
  readonly #pool = new Column((length) => new Uint32Array(length));
  readonly #totals = new Totals();
  readonly #frequent = [new FrequentValues(NAME.author), new FrequentValues(NAME.subject)] as const;
  readonly #tally = new Tally();
  readonly #begins = new Uint32Array(1024);
  readonly #sizes = new Uint32Array(1024);
  #recordCount = 0;
  #poolLength = 1;

  /** Gives a record its names, in the place of those that it has. */
  set(id: number, authors: readonly string[], subjects: readonly string[]): void {
    this.#count(id, -1);
    const numbers = [...this.#numbersOf(authors, NAME.author), ...this.#numbersOf(subjects, NAME.subject)];
    let start = this.#starts.get(id);
    // A shorter or equal list takes the old one's place; a longer one goes to the end and leaves a small hole.
    if (numbers.length > (start === 0 ? 0 : this.#pool.get(start))) {
      start = this.#poolLength;
      this.#poolLength += numbers.length + 1;
    }
    if (start !== 0) this.#pool.set(start, numbers.length);
    for (let i = 0; i < numbers.length; i++) this.#pool.set(start + 1 + i, numbers[i]!);
    this.#starts.set(id, start);
    this.#count(id, 1);
  }

  /** A record's names by number. */
  of(id: number): Uint32Array {
    const start = this.#starts.get(id);
    return this.#pool.values.subarray(start + 1, start + 1 + this.#pool.get(start));
  }

  textOf(number: number): string {
    return this.#dictionaries[(number & 1) as NameKind].texts[number >>> 1]!;
  }

  find(kind: NameKind, text: string): number | undefined {
    const number = this.#dictionaries[kind].find(text);
    return number === undefined ? undefined : number * 2 + kind;
  }

  /** 1 at each of some numbers. */
  marked(numbers: Iterable<number>): Uint8Array {
    const marked = new Uint8Array(this.#end);
    for (const number of numbers) marked[number] = 1;
    return marked;
  }

  /** Makes what a count of a large set needs. */
  prepare(): void {
    for (const frequent of this.#frequent) frequent.prepare(this.#values);
  }

  isLarge({ length }: RecordSet): boolean {
    return length >= this.#recordCount * LARGE_SHARE;
  }

  /** Marks, in an array with a place for every id, the records that have one of some names. */
  markHolders(numbers: readonly number[], marks: Uint8Array): void {
    for (const number of numbers) {
      const { ids, length } = this.#frequent[(number & 1) as NameKind].listOf(number, this.#values);
      for (let i = 0; i < length; i++) marks[ids[i]!] = 1;
    }
  }

  /** Whether a record has a name that is marked. */
  hasMarked(id: number, marked: Uint8Array): boolean {
    const pool = this.#pool.values;
    const start = this.#starts.get(id);
    const end = start + pool[start]!;
    for (let at = start + 1; at <= end; at++) if (marked[pool[at]!] === 1) return true;
    return false;
  }

  /**
   * Finds the names that most of some records have, so many of each kind.
   *
   * @param marking marks the records of the set: gives an array with 1 at the id of each
   */
  mostFrequent(set: RecordSet, limit: number, marking: () => Uint8Array): NameCounts {
    if (set.isEverything) {
      this.#tally.copy(this.#totals, this.#end);
      return this.#highest(limit);
    }
    if (this.isLarge(set)) {
      const [authors, subjects] = this.#frequent.map((frequent) => frequent.highest(marking(), limit, this.#values));
      if (authors != null && subjects != null) return { authors, subjects };
    }
    this.#walk(set);
    return this.#highest(limit);
  }

  /** How many of some records have a name. */
  countOf(number: number, { ids, length }: RecordSet): number {
    const marked = this.marked([number]);
    let count = 0;
    for (let i = 0; i < length; i++) if (this.hasMarked(ids[i]!, marked)) count++;
    return count;
  }

  get #values(): RecordValues {
    return { starts: this.#starts.values, pool: this.#pool.values, totals: this.#totals };
  }

  get #end(): number {
    return Math.max(this.#dictionaries[0].texts.length, this.#dictionaries[1].texts.length) * 2;
  }

  /** Counts every name of every record of a set. */
  #walk({ ids, length }: RecordSet): void {
    const starts = this.#starts.values;
    const pool = this.#pool.values;
    this.#tally.begin(this.#end);
    const { counts, met } = this.#tally;
    const begins = this.#begins;
    let names = 0;
    for (let from = 0; from < length; from += begins.length) {
      const end = Math.min(begins.length, length - from);
      // The way to a record's names is far. Many are sent for before the first is waited for.
      for (let i = 0; i < end; i++) begins[i] = starts[ids[from + i]!]!;
      for (let i = 0; i < end; i++) this.#sizes[i] = pool[begins[i]!]!;
      for (let i = 0; i < end; i++) {
        const begin = begins[i]! + 1;
        const last = begin + this.#sizes[i]!;
        for (let at = begin; at < last; at++) {
          const number = pool[at]!;
          if (counts[number]!++ === 0) met[names++] = number;
        }
      }
    }
    this.#tally.length = names;
  }

  #highest(limit: number): NameCounts {
    const highest = [new Highest(limit), new Highest(limit)] as const;
    const { counts, met, length } = this.#tally;
    for (let i = 0; i < length; i++) {
      const number = met[i]!;
      highest[(number & 1) as NameKind].offer(number, counts[number]!);
    }
    return { authors: highest[NAME.author].entries, subjects: highest[NAME.subject].entries };
  }

  #numbersOf(texts: readonly string[], kind: NameKind): Set<number> {
    const numbers = new Set<number>();
    for (const text of texts) if (text !== '') numbers.add(this.#dictionaries[kind].numberOf(text) * 2 + kind);
    return numbers;
  }

  /** Takes a record's names into the totals, or out of them. */
  #count(id: number, change: 1 | -1): void {
    const numbers = this.of(id);
    if (numbers.length === 0) return;
    this.#recordCount += change;
    for (const number of numbers) {
      this.#totals.add(number, change);
      this.#frequent[(number & 1) as NameKind].change(number, id, change, this.#totals);
    }
  }
}
