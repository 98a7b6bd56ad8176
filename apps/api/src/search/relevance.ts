import type { FirstEntries } from './first-entries.ts';
import type { Matches, Relevance } from './matches.ts';
import { FIELD, WEAK, type Postings } from './postings.ts';
import { SIGN, type RecordColumns } from './record-columns.ts';
import type { TitleBonus } from './title-bonus.ts';

/** Weight of a whole word by field; a word met only by its beginning, parts or sound counts less. */
const FIELD_WEIGHTS = { [FIELD.title]: 10, [FIELD.author]: 7, [FIELD.subject]: 3, [FIELD.other]: 1.5 };
const WEAK_FACTOR = 0.4;
/** A second field with the same word adds a little. */
const FURTHER_FIELD_FACTOR = 0.2;
/** By the mask of a word's fields. */
export const WEIGHTS = Float32Array.from({ length: 256 }, (_, mask) => weightOf(mask));
export const BEST_WEIGHT = WEIGHTS[FIELD.title]!;

function weightOf(mask: number): number {
  const weights = Object.entries(FIELD_WEIGHTS)
    .map(([bit, weight]) => (mask & Number(bit) ? weight : mask & (Number(bit) << WEAK) ? weight * WEAK_FACTOR : 0))
    .sort((a, b) => b - a);
  return weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : weight * FURTHER_FIELD_FACTOR), 0);
}

/** The relevance of records that were found by one word. Half of a catalogue may have it, and few can come first. */
export class WordRelevance implements Relevance {
  readonly #masks: Uint8Array;
  readonly #signs: Uint32Array;
  readonly #rarity: number;
  readonly #bonus: TitleBonus;

  constructor({ masks }: Postings, rarity: number, bonus: TitleBonus, columns: RecordColumns) {
    this.#masks = masks;
    this.#signs = columns.titleSign.values;
    this.#rarity = rarity;
    this.#bonus = bonus;
  }

  offer({ ids, length, places }: Matches, first: FirstEntries): void {
    const masks = this.#masks;
    const signs = this.#signs;
    const weights = WEIGHTS.map((weight) => weight * this.#rarity);
    const covering = Float64Array.from({ length: 256 }, (_, words) => this.#bonus.covering(1, words));
    const { firstSign, headSign } = this.#bonus;
    let { least } = first;
    for (let i = 0; i < length; i++) {
      const mask = masks[places === null ? i : places[i]!]!;
      const id = ids[i]!;
      const sign = signs[id]!;
      const inTitle = mask & FIELD.title;
      if ((sign & SIGN.first) !== firstSign && (sign & SIGN.head) !== headSign) {
        // The title only has the word, or not even that: most are not among the first.
        if (weights[mask]! + inTitle * covering[sign & SIGN.length]! <= least) continue;
      }
      first.offer(Math.fround(weights[mask]! + this.#bonus.of(id, inTitle, isByAuthor(mask))), id);
      ({ least } = first);
    }
  }
}

/** By place: what the words of a query found of a record. */
export interface WordsFound {
  /** What the words are worth in the fields where they stand. */
  scores: Float32Array;
  /** How many of them stand in the title, and how many only in the authors' names. */
  inTitle: Uint8Array;
  byAuthor: Uint8Array;
}

/** The relevance of records that have all words of a query. */
export class WordsRelevance implements Relevance {
  readonly #found: WordsFound;
  readonly #bonus: TitleBonus;

  constructor(found: WordsFound, bonus: TitleBonus) {
    this.#found = found;
    this.#bonus = bonus;
  }

  offer({ ids, length, places }: Matches, first: FirstEntries): void {
    const { scores, inTitle, byAuthor } = this.#found;
    for (let i = 0; i < length; i++) {
      const place = places === null ? i : places[i]!;
      const id = ids[i]!;
      first.offer(Math.fround(scores[place]! + this.#bonus.of(id, inTitle[place]!, byAuthor[place]!)), id);
    }
  }
}

/** The relevance of records that have some words of a query, whatever their titles. */
export class ScoreRelevance implements Relevance {
  readonly #scores: Float32Array;

  constructor(scores: Float32Array) {
    this.#scores = scores;
  }

  offer({ ids, length, places }: Matches, first: FirstEntries): void {
    for (let i = 0; i < length; i++) first.offer(this.#scores[places === null ? i : places[i]!]!, ids[i]!);
  }
}

/** 1 where a word stands in an author's name and not in the title. */
export function isByAuthor(mask: number): 0 | 1 {
  return (mask & (FIELD.title | FIELD.author)) === FIELD.author ? 1 : 0;
}
