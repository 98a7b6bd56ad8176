/**
 * Working memory of searches. A search needs arrays as long as its matches; made anew each time they would cost more than what
 * is done with them. What is taken belongs to the search until it is over.
 */
export class Scratch {
  readonly #numbers = new Pool((length) => new Uint32Array(length));
  readonly #scores = new Pool((length) => new Float32Array(length));
  readonly #bytes = new Pool((length) => new Uint8Array(length));

  /** Ends a search: everything may be taken again. */
  free(): void {
    for (const pool of [this.#numbers, this.#scores, this.#bytes]) pool.free();
  }

  /** Arrays of at least a length, with anything in them. */
  numbers(length: number): Uint32Array {
    return this.#numbers.take(length);
  }

  scores(length: number): Float32Array {
    return this.#scores.take(length);
  }

  bytes(length: number): Uint8Array {
    return this.#bytes.take(length);
  }

  /** An array of at least a length, filled with 0 so far. */
  zeros(length: number): Uint8Array {
    return this.#bytes.take(length).fill(0, 0, length);
  }
}

/** So many arrays of a kind are kept; a search that needs more makes them for itself. */
const MAX_KEPT = 4;

/** Arrays of one kind, taken in turn. */
class Pool<Values extends { length: number }> {
  readonly #make: (length: number) => Values;
  readonly #arrays: Values[] = [];
  #taken = 0;

  constructor(make: (length: number) => Values) {
    this.#make = make;
  }

  take(length: number): Values {
    const at = this.#taken++;
    const known = this.#arrays[at];
    if (known !== undefined && known.length >= length) return known;
    const made = this.#make(Math.max(1024, Math.ceil(length * 1.25)));
    if (at < MAX_KEPT) this.#arrays[at] = made;
    return made;
  }

  free(): void {
    this.#taken = 0;
  }
}
