import { vocabularyOf, type DocumentTerms } from './document-terms.ts';
import type { IndexFile } from './index-file.queries.ts';
import { FIELD, setPosting, WEAK, type Postings } from './postings.ts';

/** Memory for postings, in records: five bytes each. */
const MAX_POSTINGS = 12_000_000;
const MAX_TERMS = 50_000;

/** The postings of the words asked for lately, read once from the file and then kept up to date in memory. */
export class TermPostings {
  readonly #file: IndexFile;
  readonly #cached = new Map<string, Postings>();
  #size = 0;

  constructor(file: IndexFile) {
    this.#file = file;
  }

  get(term: string, isPrefix: boolean): Postings {
    const key = isPrefix ? `${term}*` : term;
    let postings = this.#cached.get(key);
    if (postings === undefined) {
      postings = { ...this.#file.postings(term, isPrefix) };
      this.#size += postings.length;
    } else {
      this.#cached.delete(key);
    }
    this.#cached.set(key, postings);
    this.#evict();
    return postings;
  }

  /** Follows a change of one record's words. Null means that the record had, or has, no words. */
  update(id: number, before: DocumentTerms | null, after: DocumentTerms | null): void {
    if (this.#cached.size === 0) return;
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
      const postings = this.#cached.get(key);
      if (postings === undefined) continue;
      this.#size -= postings.length;
      setPosting(postings, id, after === null ? 0 : maskOf(key, after));
      this.#size += postings.length;
    }
  }

  #evict(): void {
    for (const [key, postings] of this.#cached) {
      if (this.#cached.size === 1 || (this.#size <= MAX_POSTINGS && this.#cached.size <= MAX_TERMS)) return;
      this.#cached.delete(key);
      this.#size -= postings.length;
    }
  }
}

function maskOf(key: string, terms: DocumentTerms): number {
  if (terms.sound.includes(key)) return FIELD.author << WEAK;
  const prefix = key.endsWith('*') ? key.slice(0, -1) : null;
  let mask = 0;
  for (const [field, bit] of Object.entries(FIELD) as [keyof typeof FIELD, number][]) {
    if (terms[field].includes(prefix ?? key)) mask |= bit;
    if (prefix !== null && terms[field].some((term) => term.startsWith(prefix))) mask |= bit << WEAK;
  }
  return mask;
}
