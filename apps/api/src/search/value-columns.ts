import { Totals, type CountedIds, type Tally } from './tally.ts';

/** A typed array that grows with the ids put into it. Ids are record ids: close together, so they are the places. */
export class Column<Values extends Uint8Array | Uint16Array | Uint32Array | Int16Array | Float64Array> {
  values: Values;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.values = make(1024);
  }

  set(id: number, value: number): void {
    if (id >= this.values.length) {
      const wider = this.#make(Math.max(id + 1, Math.ceil(this.values.length * 1.5)));
      wider.set(this.values as never);
      this.values = wider;
    }
    this.values[id] = value;
  }

  get(id: number): number {
    return this.values[id] ?? 0;
  }
}

/** A column of numbers of which few differ, counted by search. */
export class CountedColumn<Values extends Uint16Array | Uint32Array> extends Column<Values> {
  readonly #totals = new Totals();

  /** Counts the values of records, all of which are below an end. */
  countInto(tally: Tally, end: number, { ids, length, isRest }: CountedIds): void {
    const values = this.values;
    const counts = tally.begin(end);
    for (let i = 0; i < length; i++) counts[values[ids[i]!]!]!++;
    tally.end(isRest ? this.#totals : null);
  }

  /** Takes a record's value into the totals, or out of them. */
  total(id: number, change: 1 | -1): void {
    this.#totals.add(this.get(id), change);
  }
}

/** Texts by number: 0 is "none". */
export class Dictionary {
  readonly texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }
}

/** Several values a record, one record's after another's in a pool. */
export class ListColumn {
  readonly dictionary = new Dictionary();
  readonly starts = new Column((length) => new Uint32Array(length));
  readonly counts = new Column((length) => new Uint16Array(length));
  readonly #pool = new Column((length) => new Uint32Array(length));
  readonly #totals = new Totals();
  #poolLength = 0;

  set(id: number, texts: readonly string[]): void {
    const numbers = [...new Set(texts.filter((text) => text !== '').map((text) => this.dictionary.numberOf(text)))];
    // A shorter or equal list takes the old one's place; a longer one goes to the end and leaves a small hole.
    let start = this.starts.get(id);
    if (numbers.length > this.counts.get(id)) {
      start = this.#poolLength;
      this.#poolLength += numbers.length;
    }
    numbers.forEach((number, i) => this.#pool.set(start + i, number));
    this.starts.set(id, start);
    this.counts.set(id, numbers.length);
  }

  of(id: number): Uint32Array {
    const start = this.starts.get(id);
    return this.#pool.values.subarray(start, start + this.counts.get(id));
  }

  hasAny(id: number, numbers: ReadonlySet<number>): boolean {
    const pool = this.#pool.values;
    const start = this.starts.get(id);
    const end = start + this.counts.get(id);
    for (let at = start; at < end; at++) if (numbers.has(pool[at]!)) return true;
    return false;
  }

  /** Counts the values of records. */
  countInto(tally: Tally, { ids, length, isRest }: CountedIds): void {
    const pool = this.#pool.values;
    const starts = this.starts.values;
    const sizes = this.counts.values;
    const counts = tally.begin(this.dictionary.texts.length);
    for (let i = 0; i < length; i++) {
      const id = ids[i]!;
      const start = starts[id]!;
      const end = start + sizes[id]!;
      for (let at = start; at < end; at++) counts[pool[at]!]!++;
    }
    tally.end(isRest ? this.#totals : null);
  }

  /** Takes a record's values into the totals, or out of them. */
  total(id: number, change: 1 | -1): void {
    for (const number of this.of(id)) this.#totals.add(number, change);
  }
}

/** Sets of numbers, such as branches, of which few differ: each set has a number of its own. 0 is the empty set. */
export class SetDictionary {
  readonly sets: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(values: readonly number[]): number {
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    const key = sorted.join();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.sets.length;
      this.sets.push(sorted);
      this.#numbers.set(key, number);
    }
    return number;
  }
}
