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
 * Counts by number. A search counts hundreds of thousands of values, so whoever counts does it in one loop over these
 * arrays: `if (counts[number]++ === 0) met[length++] = number`.
 */
export class Tally {
  counts = new Uint32Array(1024);
  /** The numbers that were met, in the order of their first meeting. */
  met = new Uint32Array(1024);
  length = 0;

  /** Begins to count numbers below an end. */
  begin(end: number): void {
    if (end > this.counts.length) {
      const size = Math.ceil(end * 1.5);
      this.counts = new Uint32Array(size);
      this.met = new Uint32Array(size);
    } else {
      for (let i = 0; i < this.length; i++) this.counts[this.met[i]!] = 0;
    }
    this.length = 0;
  }

  /** Takes over what was counted already. */
  copy({ counts: all }: Totals, end: number): void {
    this.begin(end);
    for (let number = 0; number < end; number++) {
      const count = all[number] ?? 0;
      if (count === 0) continue;
      this.counts[number] = count;
      this.met[this.length++] = number;
    }
  }
}

/** Numbers with their counts, the highest count first, of equal ones the lowest number. */
export type ValueCounts = [number: number, count: number][];

/** Keeps the highest counts of those offered; of equal ones the lowest numbers. */
export class Highest {
  readonly entries: ValueCounts = [];
  /** What a count must reach to be among them. */
  least = 1;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(number: number, count: number): void {
    if (count < this.least) return;
    const { entries } = this;
    let at = entries.length;
    while (at > 0 && (entries[at - 1]![1] < count || (entries[at - 1]![1] === count && entries[at - 1]![0] > number)))
      at--;
    if (at === this.#limit) return;
    entries.splice(at, 0, [number, count]);
    if (entries.length > this.#limit) entries.pop();
    if (entries.length === this.#limit) this.least = entries.at(-1)![1];
  }
}
