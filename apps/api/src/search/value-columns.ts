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

  /** Counts the values of records; see `Tally.countColumn` for the parameters. */
  countInto(tally: Tally, ids: Uint32Array, length: number, verdicts: Uint8Array | null, facet: number): void {
    const pool = this.#pool.values;
    const starts = this.starts.values;
    const sizes = this.counts.values;
    tally.reserve(this.dictionary.texts.length);
    for (let i = 0; i < length; i++) {
      if (verdicts !== null && verdicts[i] !== 0 && verdicts[i] !== facet) continue;
      const id = ids[i]!;
      const start = starts[id]!;
      const end = start + sizes[id]!;
      for (let at = start; at < end; at++) tally.add(pool[at]!);
    }
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

/** Counts by number, cheap to begin again: only what was touched is read and cleared. */
export class Tally {
  #counts = new Uint32Array(1024);
  #touched = new Uint32Array(1024);
  #length = 0;

  /** Makes room for the numbers below an end. */
  reserve(end: number): void {
    if (end <= this.#counts.length) return;
    const size = Math.ceil(end * 1.5);
    const counts = new Uint32Array(size);
    const touched = new Uint32Array(size);
    counts.set(this.#counts);
    touched.set(this.#touched);
    this.#counts = counts;
    this.#touched = touched;
  }

  /** Counts a number below the reserved end. */
  add(number: number): void {
    if (this.#counts[number]!++ === 0) this.#touched[this.#length++] = number;
  }

  /**
   * Counts one value a record.
   *
   * @param verdicts by place, 0 where a record passes all filters, else the filter that alone keeps it out; null: all pass
   * @param facet the filter whose verdict does not keep a record from being counted
   * @param also another such verdict
   */
  countColumn(
    values: Uint8Array | Uint16Array | Uint32Array,
    end: number,
    ids: Uint32Array,
    length: number,
    verdicts: Uint8Array | null,
    facet: number,
    also = facet,
  ): void {
    this.reserve(end);
    for (let i = 0; i < length; i++) {
      const verdict = verdicts === null ? 0 : verdicts[i]!;
      if (verdict === 0 || verdict === facet || verdict === also) this.add(values[ids[i]!]!);
    }
  }

  get(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** Gives the highest counts, unordered: all those above some bound, and of those on it as many as the limit leaves. */
  highest(limit: number): [number, count: number][] {
    const BOUNDS = 1024;
    const frequencies = new Uint32Array(BOUNDS);
    for (let i = 0; i < this.#length; i++) frequencies[Math.min(this.#counts[this.#touched[i]!]!, BOUNDS - 1)]!++;
    let bound = BOUNDS - 1;
    let above = 0;
    while (bound > 1 && above + frequencies[bound]! < limit) above += frequencies[bound--]!;
    const highest: [number, number][] = [];
    let left = bound === BOUNDS - 1 ? Infinity : limit - above;
    for (let i = 0; i < this.#length; i++) {
      const number = this.#touched[i]!;
      const count = this.#counts[number]!;
      if (count > bound || (count === bound && left-- > 0)) highest.push([number, count]);
    }
    return highest;
  }

  /** Begins again at zero. */
  clear(): void {
    for (let i = 0; i < this.#length; i++) this.#counts[this.#touched[i]!] = 0;
    this.#length = 0;
  }
}
