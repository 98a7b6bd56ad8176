import { Highest, type Totals, type ValueCounts } from './tally.ts';

/** How many values have a list of their records. At a million records of a real catalogue they take two megabytes. */
const LISTED_VALUES = 512;
/** Lists are made anew when a value without one has become so many times as frequent as any was when they were made. */
const DRIFT = 1.5;

/** Further values that were asked for have a list too, until so many others were. */
const ASKED_VALUES = 32;

/** The values of all records. */
export interface RecordValues {
  /** By id: the place in the pool where stands how many values the record has, before the values themselves. */
  starts: Uint32Array;
  pool: Uint32Array;
  totals: Totals;
}

/** The records that have a value, in no order; the array may be longer than used. */
export interface RecordList {
  number: number;
  ids: Uint32Array;
  length: number;
}

/**
 * The records of the most frequent values of one kind. They find the values that most of a large set of records have,
 * without a look at each of the records: a value cannot be met more often in the set than in the whole index.
 */
export class FrequentValues {
  /** The last bit of the numbers of the values. */
  readonly #kind: 0 | 1;
  /** Null until somebody asks. */
  #lists: Map<number, RecordList> | null = null;
  /** By how many records they have. */
  #inOrder: RecordList[] | null = null;
  /** No value without a list has more records than this. */
  #bound = 0;
  #boundWhenMade = 0;
  /** Values that have a list because somebody asked for it, the oldest first. */
  readonly #asked: number[] = [];

  constructor(kind: 0 | 1) {
    this.#kind = kind;
  }

  /** Follows a record that has one value more, or less; the totals count it already. */
  change(number: number, id: number, change: 1 | -1, { counts }: Totals): void {
    if (this.#lists === null) return;
    const list = this.#lists.get(number);
    if (list === undefined) {
      this.#bound = Math.max(this.#bound, counts[number]!);
      return;
    }
    this.#inOrder = null;
    if (change === 1) add(list, id);
    else list.ids[list.ids.subarray(0, list.length).indexOf(id)] = list.ids[--list.length]!;
  }

  /** Makes the lists, unless they are there. */
  prepare(values: RecordValues): void {
    this.#fresh(values);
  }

  /** The records that have a value. */
  listOf(number: number, values: RecordValues): RecordList {
    const lists = this.#fresh(values);
    const known = lists.get(number);
    if (known !== undefined) return known;
    const list = { number, ids: new Uint32Array(values.totals.counts[number] ?? 0), length: 0 };
    fill([list], values);
    lists.set(number, list);
    this.#inOrder = null;
    this.#asked.push(number);
    if (this.#asked.length > ASKED_VALUES) {
      const forgotten = this.#asked.shift()!;
      this.#bound = Math.max(this.#bound, lists.get(forgotten)!.length);
      lists.delete(forgotten);
    }
    return list;
  }

  /**
   * Finds the values that most of the marked records have. Null where a value without a list could be among them.
   *
   * @param marks 1 at the id of each record
   */
  highest(marks: Uint8Array, limit: number, values: RecordValues): ValueCounts | null {
    const lists = this.#fresh(values);
    this.#inOrder ??= [...lists.values()].sort((a, b) => b.length - a.length || a.number - b.number);
    const highest = new Highest(limit);
    for (const { number, ids, length } of this.#inOrder) {
      if (length < highest.least) break;
      let count = 0;
      for (let i = 0; i < length; i++) count += marks[ids[i]!]!;
      highest.offer(number, count);
    }
    return this.#bound < highest.least ? highest.entries : null;
  }

  /** The lists, made anew where there are none or values without one have become frequent. */
  #fresh(values: RecordValues): Map<number, RecordList> {
    if (this.#lists !== null && this.#bound <= this.#boundWhenMade * DRIFT + LISTED_VALUES) return this.#lists;
    const { counts } = values.totals;
    const highest = new Highest(LISTED_VALUES + 1);
    for (let number = this.#kind; number < counts.length; number += 2) highest.offer(number, counts[number]!);
    this.#bound = this.#boundWhenMade = highest.entries[LISTED_VALUES]?.[1] ?? 0;
    const lists = highest.entries
      .slice(0, LISTED_VALUES)
      .map(([number, count]): RecordList => ({ number, ids: new Uint32Array(count), length: 0 }));
    fill(lists, values);
    this.#lists = new Map(lists.map((list) => [list.number, list]));
    this.#inOrder = null;
    this.#asked.length = 0;
    return this.#lists;
  }
}

/** Puts the records of the whole index on the lists of their values. */
function fill(lists: readonly RecordList[], { starts, pool, totals }: RecordValues): void {
  const places = new Uint16Array(totals.counts.length);
  for (const [i, { number }] of lists.entries()) places[number] = i + 1;
  for (let id = 0; id < starts.length; id++) {
    const start = starts[id]!;
    const end = start + pool[start]!;
    for (let at = start + 1; at <= end; at++) {
      const place = places[pool[at]!]!;
      if (place !== 0) add(lists[place - 1]!, id);
    }
  }
}

function add(list: RecordList, id: number): void {
  if (list.length === list.ids.length) {
    const wider = new Uint32Array(Math.ceil(list.length * 1.5) + 8);
    wider.set(list.ids);
    list.ids = wider;
  }
  list.ids[list.length++] = id;
}
