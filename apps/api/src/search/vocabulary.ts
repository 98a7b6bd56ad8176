import { isSoundTerm } from './document-terms.ts';
import type { QueryTerm } from './query-plan.ts';
import { TypingDistance } from './typing-distance.ts';
import { Column } from './value-columns.ts';

/** A known word near another: by how many typing errors, and how many records have it. */
export interface NearWord {
  term: string;
  distance: number;
  frequency: number;
}

/** Beginnings of so many letters are looked at: of more, few are frequent. */
const MAX_BEGINNING = 3;

/** The words of the index with the number of records that have each. Kept in memory for spelling. */
export class Vocabulary {
  readonly #terms: string[] = [];
  readonly #frequencies = new Column((length) => new Uint32Array(length));
  readonly #letters = new Column((length) => new Uint32Array(length));
  readonly #places = new Map<string, number>();
  readonly #distance = new TypingDistance();

  /** Adds to the number of records that have a word. */
  add(term: string, change: number): void {
    if (isSoundTerm(term)) return;
    let place = this.#places.get(term);
    if (place === undefined) {
      place = this.#terms.length;
      this.#places.set(term, place);
      this.#terms.push(term);
      this.#letters.set(place, lettersOf(term));
    }
    this.#frequencies.set(place, this.#frequencies.get(place) + change);
  }

  frequency(term: string): number {
    const place = this.#places.get(term);
    return place === undefined ? 0 : this.#frequencies.get(place);
  }

  /** Lists the words and beginnings of words that at least so many records may have, the most frequent first. */
  frequent(min: number): QueryTerm[] {
    const words: [QueryTerm, number][] = [];
    const beginnings = new Map<string, number>();
    for (const [place, text] of this.#terms.entries()) {
      const frequency = this.#frequencies.get(place);
      if (frequency >= min) words.push([{ text, isPrefix: false }, frequency]);
      for (let length = 1; length <= Math.min(text.length, MAX_BEGINNING); length++) {
        const beginning = text.slice(0, length);
        beginnings.set(beginning, (beginnings.get(beginning) ?? 0) + frequency);
      }
    }
    for (const [text, sum] of beginnings) if (sum >= min) words.push([{ text, isPrefix: true }, sum]);
    return words.sort((a, b) => b[1] - a[1]).map(([term]) => term);
  }

  /** Lists the other known words that differ from a word by a few typing errors. */
  near(word: string, maxDistance: number): NearWord[] {
    const letters = lettersOf(word);
    const near: NearWord[] = [];
    const { values: lettersOfTerms } = this.#letters;
    const { values: frequencies } = this.#frequencies;
    this.#distance.begin(word);
    for (let place = 0; place < this.#terms.length; place++) {
      const others = lettersOfTerms[place]!;
      // One error takes at most one letter away, and brings at most one.
      const different = others ^ letters;
      if (different !== 0) {
        if (bitCount(different) > 2 * maxDistance) continue;
        if (bitCount(letters & ~others) > maxDistance || bitCount(others & ~letters) > maxDistance) continue;
      }
      const frequency = frequencies[place]!;
      if (frequency === 0) continue;
      const term = this.#terms[place]!;
      const distance = this.#distance.to(term, maxDistance);
      if (distance <= maxDistance && distance > 0) near.push({ term, distance, frequency });
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
