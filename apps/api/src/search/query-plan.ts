import { compactIdentifier, normaliseIsbn } from './isbn.ts';
import { soundKey } from './sound.ts';
import { isElision, isStopWord } from './stop-words.ts';
import { fold, plainWords, wordsOf, type Word } from './text.ts';

/** A word of the index, or all words that begin so. */
export interface QueryTerm {
  text: string;
  isPrefix: boolean;
}

/** One word of the query: any of its alternatives will do, each of them needs all its terms. */
export interface QueryUnit {
  /** The word as typed. */
  shown: string;
  /** The folded word that spelling looks at; null for compounds. */
  word: string | null;
  alternatives: QueryTerm[][];
  /** The transliteration key under which authors are found too. */
  sound: string | null;
  /** The word as a barcode, ISBN or control number; null when it has no digit. */
  identifier: string | null;
}

/** A query as the index understands it. */
export interface QueryPlan {
  units: QueryUnit[];
  /** Everything typed, as words with the unit that each became (none for stop words). */
  shown: { text: string; unit: number | null }[];
  /** The words that a title is compared with. */
  plain: string[];
  /** The whole query as an identifier, when it has a digit. */
  identifier: string | null;
}

const MAX_QUERY_LENGTH = 300;
const MAX_UNITS = 10;
const MIN_IDENTIFIER_LENGTH = 3;

/** Reads a query. Any text is one: operators and punctuation mean nothing, and what is too long is cut. */
export function planQuery(text: string): QueryPlan {
  const bounded = text.slice(0, MAX_QUERY_LENGTH);
  const isLastOpen = /[\p{L}\p{N}\p{M}]$/u.test(bounded);
  const tokens = tokensOf(bounded);
  const units: QueryUnit[] = [];
  const shown: QueryPlan['shown'] = [];
  const seen = new Set<string>();
  const hasOthers = tokens.some(({ word }, i) => !isOptional(word, tokens[i + 1]?.word));
  for (const [i, { word, raw }] of tokens.entries()) {
    const key = word.flat().join(' ');
    const isSkipped = hasOthers && isOptional(word, tokens[i + 1]?.word);
    if (isSkipped || seen.has(key) || units.length === MAX_UNITS) {
      shown.push({ text: raw, unit: null });
      continue;
    }
    seen.add(key);
    shown.push({ text: raw, unit: units.length });
    units.push(toUnit(word, raw, isLastOpen && i === tokens.length - 1));
  }
  return { units, shown, plain: significantWords(bounded), identifier: identifierOf(bounded) };
}

/** Makes the unit of one folded word, as spelling puts it in the place of another. */
export function unitOfWord(word: string, isPrefix: boolean): QueryUnit {
  return toUnit([[word]], word, isPrefix);
}

/** The words by which titles are compared: without articles and other stop words, unless there is nothing else. */
export function significantWords(text: string): string[] {
  const words = plainWords(text);
  const kept = words.filter((word) => !isStopWord(word));
  return kept.length > 0 ? kept : words;
}

/** Gives a text's identifier: the ISBN-13 of an ISBN, else its letters and digits in capitals. Null without a digit. */
export function identifierOf(text: string): string | null {
  if (!/\d/.test(text)) return null;
  const identifier = normaliseIsbn(text) ?? compactIdentifier(text);
  return identifier.length >= MIN_IDENTIFIER_LENGTH && identifier.length <= 60 ? identifier : null;
}

function tokensOf(text: string): { word: Word; raw: string }[] {
  // Digit groups are held together before the text is split at its spaces.
  const grouped = text.replace(/(?<!\d)(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?!\d)/g, (group) =>
    group.replace(/\s/g, '.'),
  );
  const tokens: { word: Word; raw: string }[] = [];
  for (const raw of grouped.split(/\s+/)) {
    const words = wordsOf(raw);
    for (const word of words) {
      const trimmed = raw.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      tokens.push({ word, raw: words.length === 1 ? trimmed : word.map((segment) => segment.join('-')).join('’') });
    }
  }
  return tokens;
}

function isOptional(word: Word, next: Word | undefined): boolean {
  if (word.length !== 1 || word[0]!.length !== 1) return false;
  const term = word[0]![0]!;
  return isStopWord(term) || (next !== undefined && isElision(term));
}

function toUnit(word: Word, raw: string, isPrefix: boolean): QueryUnit {
  const forms = formsOf(word);
  const alternatives = forms.map((parts) =>
    parts.map((text, i) => ({ text, isPrefix: isPrefix && i === parts.length - 1 })),
  );
  const simple = forms.length === 1 && forms[0]!.length === 1 ? forms[0]![0]! : null;
  return {
    shown: raw,
    word: simple,
    alternatives,
    sound: simple === null ? null : soundKey(simple),
    identifier: identifierOf(fold(raw)),
  };
}

/** Lists the forms that a word may have in the index, each as terms that must all be there. */
function formsOf(word: Word): string[][] {
  const [first, ...rest] = word as [readonly string[], ...(readonly string[])[]];
  if (rest.length > 0 && isElision(first.join(''))) return formsOf(rest);
  const parts = word.flat();
  if (parts.length === 1) return [[parts[0]!]];
  const joined = parts.join('').slice(0, 40);
  // An English possessive: the name alone will do.
  if (parts.at(-1) === 's' && word.at(-1)!.length === 1 && word.length > 1)
    return [[joined], ...formsOf(word.slice(0, -1))];
  return [[joined], [...new Set(parts)]];
}
