import { FrequentValues } from './frequent-values.ts';
import { Highest, Totals, type Tally } from './tally.ts';
import { Column, Dictionary } from './value-columns.ts';

/** Some records of the index: ids in ascending order, the array may be longer than used. */
export interface RecordSet {
  ids: Uint32Array;
  length: number;
  /** Whether these are all records there are. */
  isEverything: boolean;
}

/** Numbers of values with how many records have each, the highest count first, of equal ones the lowest number. */
export type ValueCounts = Highest['entries'];

/** Sets of at least this share of the records are counted by the lists of frequent values. */
const LARGE_SHARE = 1 / 12;

/** Several values a record, one record's after another's in a pool. */
export class ListColumn {
  readonly dictionary = new Dictionary();
  readonly #starts = new Column((length) => new Uint32Array(length));
  readonly #sizes = new Column((length) => new Uint16Array(length));
  readonly #pool = new Column((length) => new Uint32Array(length));
  readonly #totals = new Totals();
  readonly #frequent = new FrequentValues();
  readonly #tally: Tally;
  #recordCount = 0;
  #poolLength = 0;

  /** @param tally working memory, free between calls */
  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Gives a record its values, in the place of those that it has. */
  set(id: number, texts: readonly string[]): void {
    this.#count(id, -1);
    const numbers = [...new Set(texts.filter((text) => text !== '').map((text) => this.dictionary.numberOf(text)))];
    // A shorter or equal list takes the old one's place; a longer one goes to the end and leaves a small hole.
    let start = this.#starts.get(id);
    if (numbers.length > this.#sizes.get(id)) {
      start = this.#poolLength;
      this.#poolLength += numbers.length;
    }
    for (const [i, number] of numbers.entries()) this.#pool.set(start + i, number);
    this.#starts.set(id, start);
    this.#sizes.set(id, numbers.length);
    this.#count(id, 1);
  }

  of(id: number): Uint32Array {
    const start = this.#starts.get(id);
    return this.#pool.values.subarray(start, start + this.#sizes.get(id));
  }

  /** 1 at each of some numbers. */
  marked(numbers: Iterable<number>): Uint8Array {
    const marked = new Uint8Array(this.dictionary.texts.length);
    for (const number of numbers) marked[number] = 1;
    return marked;
  }

  /** Whether a record has a value that is marked. */
  hasMarked(id: number, marked: Uint8Array): boolean {
    const pool = this.#pool.values;
    const start = this.#starts.get(id);
    const end = start + this.#sizes.get(id);
    for (let at = start; at < end; at++) if (marked[pool[at]!] === 1) return true;
    return false;
  }

  /**
   * Finds the values that most of some records have.
   *
   * @param marking marks the records of the set: gives an array with 1 at the id of each
   */
  mostFrequent(set: RecordSet, limit: number, marking: () => Uint8Array): ValueCounts {
    if (set.isEverything) return this.#highestOf(this.#totals.counts, limit);
    if (set.length < this.#recordCount * LARGE_SHARE) return this.#walk(set, limit);
    if (this.#frequent.isToBeMade()) this.#frequent.make(this.#totals, this.#values());
    return this.#frequent.highest(marking(), limit) ?? this.#walk(set, limit);
  }

  /** How many of some records have a value. */
  countOf(number: number, { ids, length }: RecordSet): number {
    const marked = this.marked([number]);
    let count = 0;
    for (let i = 0; i < length; i++) if (this.hasMarked(ids[i]!, marked)) count++;
    return count;
  }

  /** Counts every value of every record of a set. */
  #walk({ ids, length }: RecordSet, limit: number): ValueCounts {
    const { starts, sizes, pool } = this.#values();
    const tally = this.#tally;
    tally.begin(this.dictionary.texts.length);
    const { counts, met } = tally;
    let values = 0;
    for (let i = 0; i < length; i++) {
      const id = ids[i]!;
      const start = starts[id]!;
      const end = start + sizes[id]!;
      for (let at = start; at < end; at++) {
        const number = pool[at]!;
        if (counts[number]!++ === 0) met[values++] = number;
      }
    }
    tally.length = values;
    const highest = new Highest(limit);
    for (let i = 0; i < values; i++) highest.offer(met[i]!, counts[met[i]!]!);
    return highest.entries;
  }

  #highestOf(counts: Uint32Array, limit: number): ValueCounts {
    const highest = new Highest(limit);
    for (let number = 0; number < counts.length; number++) highest.offer(number, counts[number]!);
    return highest.entries;
  }

  #values(): { starts: Uint32Array; sizes: Uint16Array; pool: Uint32Array } {
    return { starts: this.#starts.values, sizes: this.#sizes.values, pool: this.#pool.values };
  }

  /** Takes a record's values into the totals, or out of them. */
  #count(id: number, change: 1 | -1): void {
    if (this.#sizes.get(id) === 0) return;
    this.#recordCount += change;
    for (const number of this.of(id)) {
      this.#totals.add(number, change);
      this.#frequent.change(number, id, change, this.#totals);
    }
  }
}
