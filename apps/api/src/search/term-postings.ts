import { vocabularyOf, type DocumentTerms } from './document-terms.ts';
import type { IndexFile } from './index-file.queries.ts';
import { FIELD, NO_POSTINGS, setPosting, union, WEAK, type Postings } from './postings.ts';

/** Memory for postings, in records: five bytes each. */
const MAX_POSTINGS = 24_000_000;
const MAX_TERMS = 50_000;
/** A list that is read in steps: the parts read so far, put together. */
interface Reading {
  postings: Postings;
  parts: Generator<Postings>;
}

/** The postings of the words asked for lately, read once from the file and then kept up to date in memory. */
export class TermPostings {
  readonly #file: IndexFile;
  readonly #cached = new Map<string, Postings>();
  readonly #readings = new Map<string, Reading>();
  #size = 0;

  constructor(file: IndexFile) {
    this.#file = file;
  }

  /** How many postings are in memory. */
  get size(): number {
    return this.#size;
  }

  get(term: string, isPrefix: boolean): Postings {
    const key = keyOf(term, isPrefix);
    const known = this.#cached.get(key);
    if (known !== undefined) {
      this.#cached.delete(key);
      this.#cached.set(key, known);
      return known;
    }
    let postings = NO_POSTINGS;
    for (const part of this.#file.postings(term, isPrefix)) postings = union(postings, part);
    return this.#keep(key, { ...postings });
  }

  /** Reads a list before it is asked for, in steps between which other work may be done, changes too. */
  *read(term: string, isPrefix: boolean): Generator<void> {
    const key = keyOf(term, isPrefix);
    while (!this.#cached.has(key)) {
      const reading = this.#readings.get(key) ?? {
        postings: { ...NO_POSTINGS },
        parts: this.#file.postings(term, isPrefix),
      };
      this.#readings.set(key, reading);
      const { value, done } = reading.parts.next();
      if (done === true) {
        this.#readings.delete(key);
        this.#keep(key, reading.postings);
      } else {
        reading.postings = { ...union(reading.postings, value) };
        yield;
      }
    }
  }

  /** Follows a change of one record's words. Null means that the record had, or has, no words. */
  update(id: number, before: DocumentTerms | null, after: DocumentTerms | null): void {
    if (this.#cached.size === 0 && this.#readings.size === 0) return;
    const touched = new Set<string>();
    for (const terms of [before, after]) {
      if (terms === null) continue;
      for (const sound of terms.sound) touched.add(sound);
      for (const term of vocabularyOf(terms)) {
        touched.add(term);
        for (let length = 1; length <= term.length; length++) touched.add(`${term.slice(0, length)}*`);
      }
    }
    for (const key of touched) {
      // Of a list that is being read, some parts were read before the change; the others say the same as the mask.
      const reading = this.#readings.get(key);
      if (reading !== undefined) setPosting(reading.postings, id, maskIn(after, key));
      const postings = this.#cached.get(key);
      if (postings === undefined) continue;
      this.#size -= postings.length;
      setPosting(postings, id, maskIn(after, key));
      this.#size += postings.length;
    }
  }

  #keep(key: string, postings: Postings): Postings {
    this.#size += postings.length;
    this.#cached.set(key, postings);
    this.#evict();
    return postings;
  }

  #evict(): void {
    for (const [key, postings] of this.#cached) {
      if (this.#cached.size === 1 || (this.#size <= MAX_POSTINGS && this.#cached.size <= MAX_TERMS)) return;
      this.#cached.delete(key);
      this.#size -= postings.length;
    }
  }
}

function keyOf(term: string, isPrefix: boolean): string {
  return isPrefix ? `${term}*` : term;
}

function maskIn(terms: DocumentTerms | null, key: string): number {
  if (terms === null) return 0;
  if (terms.sound.includes(key)) return FIELD.author << WEAK;
  const prefix = key.endsWith('*') ? key.slice(0, -1) : null;
  let mask = 0;
  for (const [field, bit] of Object.entries(FIELD) as [keyof typeof FIELD, number][]) {
    if (terms[field].includes(prefix ?? key)) mask |= bit;
    if (prefix !== null && terms[field].some((term) => term.startsWith(prefix))) mask |= bit << WEAK;
  }
  return mask;
}
