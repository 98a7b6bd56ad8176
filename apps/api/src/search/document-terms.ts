import { soundKey } from './sound.ts';
import { identifierOf, significantWords } from './query-plan.ts';
import type { SearchDocument } from './search-index.ts';
import { indexTerms, sortKey } from './text.ts';

/** The words of a record by field, each once; `sound` has the transliteration keys of its authors, marked as such. */
export interface DocumentTerms {
  title: string[];
  author: string[];
  subject: string[];
  other: string[];
  sound: string[];
}

/** Marks a sound key among the words: no folded word begins with it, and the tokenizer takes it for a letter. */
const SOUND_MARK = '§';

export function soundTerm(key: string): string {
  return SOUND_MARK + key;
}

export function isSoundTerm(term: string): boolean {
  return term.startsWith(SOUND_MARK);
}

/** Lists the words of a record by field. */
export function termsOf(document: SearchDocument): DocumentTerms {
  const author = uniqueTerms(document.authors);
  return {
    title: uniqueTerms([document.title]),
    author,
    subject: uniqueTerms(document.subjects),
    other: uniqueTerms([document.subtitle, document.series, document.publisher]),
    sound: [...new Set(author.flatMap((term) => soundKey(term) ?? []))].map(soundTerm),
  };
}

/** Lists every word of a record once, whatever its field, without sounds. */
export function vocabularyOf(terms: DocumentTerms): Set<string> {
  return new Set([...terms.title, ...terms.author, ...terms.subject, ...terms.other]);
}

/** Lists what a record can be called by exactly: ISBNs, barcodes, control number. */
export function identifiersOf(document: SearchDocument): string[] {
  const numbers = [...document.isbns, ...document.barcodes, document.controlNumber ?? ''];
  return [...new Set(numbers.flatMap((number) => identifierOf(number) ?? []))];
}

/** What ranking and sorting look at instead of the texts themselves. */
export interface DocumentKeys {
  sortTitle: string;
  sortAuthor: string;
  /** Hash of the whole title's significant words. */
  titleHash: number;
  /** The same up to the first colon, semicolon, slash or bracket. */
  headHash: number;
  /** Hash of the title's first significant word. */
  firstHash: number;
  /** How many significant words the title has, at most 255. */
  titleLength: number;
}

/** Comes after every sort key: for records without an author. */
const LAST = '\uffff';

export function keysOf(document: SearchDocument): DocumentKeys {
  const words = significantWords(document.title);
  const [head = ''] = document.title.split(/\s[:;/=]|[:;/(]/, 1);
  return {
    sortTitle: sortKey(document.title, document.language) || LAST,
    sortAuthor: sortKey(document.authors[0] ?? '') || LAST,
    titleHash: hashWords(words),
    headHash: hashWords(significantWords(head)),
    firstHash: hashWords(words.slice(0, 1)),
    titleLength: Math.min(words.length, 255),
  };
}

/** Hashes words to 32 bits (FNV-1a). 0 is kept for "no words". */
export function hashWords(words: readonly string[]): number {
  if (words.length === 0) return 0;
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash >>> 0 || 1;
}

function uniqueTerms(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : indexTerms(text))))];
}
