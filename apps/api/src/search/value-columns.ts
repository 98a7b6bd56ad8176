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

  countInto(counter: Counter, id: number): void {
    const pool = this.#pool.values;
    const start = this.starts.get(id);
    const end = start + this.counts.get(id);
    for (let at = start; at < end; at++) counter.add(pool[at]!);
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

/** Counts by number, cheap to begin again: only what was touched is cleared. */
export class Counter {
  #counts = new Uint32Array(1024);
  #touched: number[] = [];

  add(number: number): void {
    if (number >= this.#counts.length) {
      const wider = new Uint32Array(Math.max(number + 1, this.#counts.length * 2));
      wider.set(this.#counts);
      this.#counts = wider;
    }
    if (this.#counts[number]!++ === 0) this.#touched.push(number);
  }

  get(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** Hands out all counts and begins again at zero. */
  take(): [number: number, count: number][] {
    const counts = this.#touched.map((number): [number, number] => [number, this.#counts[number]!]);
    for (const number of this.#touched) this.#counts[number] = 0;
    this.#touched = [];
    return counts;
  }
}
