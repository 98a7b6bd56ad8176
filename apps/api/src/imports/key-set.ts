import { hash } from 'node:crypto';

/**
 * Remembers which keys a file has had. Holds 64 bits of each key's hash in one flat table: a million keys take 32 MB at most,
 * and two different keys are mistaken for one with a chance of one in 10^7 for the whole million.
 */
export class KeySet {
  #table = new Uint32Array(2 * 4096);
  #size = 0;

  /** Adds a key; true when it was there already. */
  add(key: string): boolean {
    const bytes = hash('sha1', key, 'buffer');
    // Zero marks a free place.
    const isNew = insert(this.#table, bytes.readUInt32LE(0) || 1, bytes.readUInt32LE(4));
    if (!isNew) return true;
    this.#size += 1;
    if (this.#size * 4 > this.#table.length) this.#grow();
    return false;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#table.length * 2);
    for (let at = 0; at < this.#table.length; at += 2) {
      if (this.#table[at] !== 0) insert(larger, this.#table[at]!, this.#table[at + 1]!);
    }
    this.#table = larger;
  }
}

/** Puts a pair into the first free place from its own on; false when it is there. */
function insert(table: Uint32Array, first: number, second: number): boolean {
  const places = table.length / 2;
  let place = (first ^ second) & (places - 1);
  while (table[place * 2] !== 0) {
    if (table[place * 2] === first && table[place * 2 + 1] === second) return false;
    place = (place + 1) & (places - 1);
  }
  table[place * 2] = first;
  table[place * 2 + 1] = second;
  return true;
}
