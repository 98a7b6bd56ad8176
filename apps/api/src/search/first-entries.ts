/** A record in an order: higher keys come first. */
export interface Entry {
  key: number;
  id: number;
}

/** Keeps the first records of an order, of all that are offered in the order of ties. */
export class FirstEntries {
  readonly entries: Entry[] = [];
  /** Keys must be above this to be kept; whoever offers many need not offer others. */
  least = -Infinity;
  readonly #limit: number;
  readonly #isBehind: (entry: Entry) => boolean;

  /** @param isBehind whether a record comes after where an earlier page ended */
  constructor(limit: number, isBehind: (entry: Entry) => boolean) {
    this.#limit = limit;
    this.#isBehind = isBehind;
  }

  offer(key: number, id: number): void {
    if (key <= this.least) return;
    const entry = { key, id };
    if (!this.#isBehind(entry)) return;
    const { entries } = this;
    let at = entries.length;
    while (at > 0 && entries[at - 1]!.key < key) at--;
    entries.splice(at, 0, entry);
    if (entries.length > this.#limit) entries.pop();
    if (entries.length === this.#limit) this.least = entries.at(-1)!.key;
  }
}
