import { isSoundTerm } from './document-terms.ts';

/** The words of the index with the number of records that have each. Kept in memory for spelling. */
export class Vocabulary {
  readonly terms: string[] = [];
  readonly #frequencies: number[] = [];
  #letters = new Uint32Array(1024);
  readonly #places = new Map<string, number>();

  /** Adds to the number of records that have a word. */
  add(term: string, change: number): void {
    if (isSoundTerm(term)) return;
    let place = this.#places.get(term);
    if (place === undefined) {
      place = this.terms.length;
      this.#places.set(term, place);
      this.terms.push(term);
      this.#frequencies.push(0);
      if (place === this.#letters.length) {
        const wider = new Uint32Array(place * 2);
        wider.set(this.#letters);
        this.#letters = wider;
      }
      this.#letters[place] = lettersOf(term);
    }
    this.#frequencies[place]! += change;
  }

  frequency(term: string): number {
    const place = this.#places.get(term);
    return place === undefined ? 0 : this.#frequencies[place]!;
  }

  /** Lists the known words of about the same length that share all but a few letters with a word. */
  near(word: string, maxDistance: number): string[] {
    const letters = lettersOf(word);
    const near: string[] = [];
    for (let place = 0; place < this.terms.length; place++) {
      const others = this.#letters[place]!;
      // One error takes at most one letter away, and brings at most one.
      if ((others ^ letters) !== 0) {
        if (bitCount(letters & ~others) > maxDistance || bitCount(others & ~letters) > maxDistance) continue;
      }
      const term = this.terms[place]!;
      if (Math.abs(term.length - word.length) <= maxDistance && this.#frequencies[place]! > 0) near.push(term);
    }
    return near;
  }
}

function lettersOf(term: string): number {
  let bits = 0;
  for (let i = 0; i < term.length; i++) bits |= 1 << (term.charCodeAt(i) & 31);
  return bits >>> 0;
}

function bitCount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
