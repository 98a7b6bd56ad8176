import { isElision } from './stop-words.ts';

/** One word of a text as typed: its folded parts, between apostrophes (segments) and hyphens, dots or digit groups (parts). */
export type Word = readonly (readonly string[])[];

const APOSTROPHES = /['’‘‛ʼʹ′`´＇]/g;
/** Marks on Latin, Greek and Cyrillic letters, Hebrew points and Arabic vowels; not the vowel signs of Indic scripts. */
const DROPPED_MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
};
const UNDECOMPOSED_LETTERS = new RegExp(`[${Object.keys(UNDECOMPOSED).join('')}]`, 'g');
const DIGIT_GROUPS = /(?<![\d])(\d{1,3})((?:[ \u00a0\u202f,.]\d{3})+)(?!\d)/g;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['\-.][\p{L}\p{N}\p{M}]+)*/gu;
const IDEOGRAM = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const IDEOGRAMS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

const ASCII = /^[\0-\x7f]*$/;

/** Words longer than this are cut: nobody types them, and a hostile one must not fill the vocabulary. */
const MAX_PART_LENGTH = 40;

/** Takes case, diacritics and typographic variants away: `L’Œuvre` becomes `l'oeuvre`. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  return text
    .toWellFormed()
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(DROPPED_MARKS, '')
    .replace(UNDECOMPOSED_LETTERS, (letter) => UNDECOMPOSED[letter]!)
    .replace(/[‐‑‒–]/g, '-')
    .normalize('NFC');
}

/** Splits a text into words. `L'avant-garde` is one word of two segments, `l` and `avant` + `garde`. */
export function wordsOf(text: string): Word[] {
  const folded = fold(text)
    .replace(/(?<![\p{L}\p{N}])c\+\+/gu, 'cplusplus')
    .replace(/(?<![\p{L}\p{N}])([cf])#/gu, '$1sharp')
    .replace(DIGIT_GROUPS, (_, first: string, rest: string) => first + rest.replace(/[ \u00a0\u202f,]/g, '.'));
  const words: Word[] = [];
  for (const [match] of folded.matchAll(WORD)) {
    if (IDEOGRAM.test(match)) {
      // Scripts without spaces: every ideogram is a word.
      for (const [piece] of match.matchAll(IDEOGRAMS)) words.push([[piece.slice(0, MAX_PART_LENGTH)]]);
      continue;
    }
    const segments = match
      .split("'")
      .map((segment) => segment.split(/[-.]/).map((part) => part.slice(0, MAX_PART_LENGTH)));
    words.push(segments);
  }
  return words;
}

/**
 * Lists the terms under which a text is found: every part of every word, and the joined forms (`letranger`,
 * `saintexupery`, `20000`) of words with apostrophes, hyphens or digit groups.
 */
export function indexTerms(text: string): string[] {
  const terms: string[] = [];
  const words = wordsOf(text);
  for (const [position, word] of words.entries()) {
    for (const segment of word) {
      terms.push(...segment);
      if (segment.length > 1) terms.push(joined(segment));
    }
    if (word.length > 1) terms.push(joined(word.flat()));
    if (word.length > 1 && isElision(word[0]!.join(''))) terms.push(joined(word.slice(1).flat()));
    const [[only]] = word as [[string]];
    const next = words[position + 1]?.[0]?.[0];
    if (word.length === 1 && word[0]!.length === 1 && isElision(only) && next !== undefined) {
      terms.push(joined([only, next]));
    }
  }
  return terms;
}

function joined(parts: readonly string[]): string {
  return parts.join('').slice(0, MAX_PART_LENGTH);
}

/** Lists the words of a text without elided articles, to compare whole titles: `L'Étranger` gives `etranger`. */
export function plainWords(text: string): string[] {
  const plain: string[] = [];
  for (const word of wordsOf(text)) {
    const kept = word.length > 1 && isElision(word[0]!.join('')) ? word.slice(1) : word;
    plain.push(...kept.flat());
  }
  return plain;
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

const ARTICLES: Readonly<Record<string, readonly string[]>> = {
  fre: ['le', 'la', 'les', 'l', 'un', 'une', 'des'],
  eng: ['the', 'a', 'an'],
  ger: ['der', 'die', 'das', 'ein', 'eine'],
  spa: ['el', 'la', 'los', 'las', 'un', 'una'],
  ita: ['il', 'lo', 'la', 'i', 'gli', 'le', 'l', 'un', 'uno', 'una'],
};
/** Where the language is not known. Not `a`: it begins as many French titles (`À la recherche…`) as English ones. */
const LIKELY_ARTICLES = ['the', 'an', 'le', 'la', 'les', 'l', 'un', 'une', 'des'];
const MAX_SORT_KEY_LENGTH = 200;

/**
 * Gives the key by which a title or name is put in order: folded, without a leading article, numbers by their value.
 *
 * @param language ISO 639-2/B code of the title, where known
 */
export function sortKey(text: string, language: string | null = null): string {
  const words = wordsOf(text)
    .flatMap((word) => (word.flat().every(isNumber) ? [word.flat().join('')] : word.flat()))
    .map((part) => part.replace(/\d+/g, (digits) => digits.padStart(8, '0')));
  const articles = language === null ? LIKELY_ARTICLES : (ARTICLES[language] ?? []);
  if (words.length > 1 && articles.includes(words[0]!)) words.shift();
  return words.join(' ').slice(0, MAX_SORT_KEY_LENGTH);
}
