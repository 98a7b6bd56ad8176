/** The records whose values are counted: those of the ids, or all the rest of the index. */
export interface CountedIds {
  ids: Uint32Array;
  length: number;
  isRest: boolean;
}

/** How often each number stands in a column, over all records of the index. */
export class Totals {
  counts = new Uint32Array(1024);

  add(number: number, change: 1 | -1): void {
    if (number >= this.counts.length) {
      const wider = new Uint32Array(Math.ceil(number * 1.5));
      wider.set(this.counts);
      this.counts = wider;
    }
    this.counts[number]! += change;
  }
}

/**
 * Counts by number. Counting itself is one loop over plain arrays, because a search counts hundreds of thousands of values;
 * what was met is looked up once, afterwards.
 */
export class Tally {
  #counts = new Uint32Array(1024);
  #met = new Uint32Array(1024);
  #length = 0;
  #end = 0;

  /** Begins to count numbers below an end. The caller counts them up in the array and then calls `end`. */
  begin(end: number): Uint32Array {
    this.#counts.fill(0, 0, this.#end);
    if (end > this.#counts.length) {
      const size = Math.ceil(end * 1.5);
      this.#counts = new Uint32Array(size);
      this.#met = new Uint32Array(size);
    }
    this.#end = end;
    return this.#counts;
  }

  /**
   * Ends a count: finds the numbers that were met.
   *
   * @param totals what the counts are to be taken from, where the rest was counted
   */
  end(totals: Totals | null): void {
    const counts = this.#counts;
    const met = this.#met;
    let length = 0;
    if (totals !== null) {
      const all = totals.counts;
      const end = Math.min(this.#end, all.length);
      for (let number = 0; number < end; number++) counts[number] = all[number]! - counts[number]!;
    }
    for (let number = 0; number < this.#end; number++) if (counts[number] !== 0) met[length++] = number;
    this.#length = length;
  }

  get(number: number): number {
    return number < this.#end ? this.#counts[number]! : 0;
  }

  /** Gives the highest counts, unordered: all those above some bound, and of those on it as many as the limit leaves. */
  highest(limit: number): [number, count: number][] {
    const BOUNDS = 1024;
    const frequencies = new Uint32Array(BOUNDS);
    for (let i = 0; i < this.#length; i++) frequencies[Math.min(this.#counts[this.#met[i]!]!, BOUNDS - 1)]!++;
    let bound = BOUNDS - 1;
    let above = 0;
    while (bound > 1 && above + frequencies[bound]! < limit) above += frequencies[bound--]!;
    const highest: [number, number][] = [];
    let left = bound === BOUNDS - 1 ? Infinity : limit - above;
    for (let i = 0; i < this.#length; i++) {
      const number = this.#met[i]!;
      const count = this.#counts[number]!;
      if (count > bound || (count === bound && left-- > 0)) highest.push([number, count]);
    }
    return highest;
  }
}
