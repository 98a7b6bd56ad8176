import { soundTerm } from './document-terms.ts';
import type { IndexFile } from './index-file.queries.ts';
import type { RecordSet } from './list-column.ts';
import { FIELD, intersection, masksOf, NO_POSTINGS, postingsOf, union, WEAK, type Postings } from './postings.ts';
import type { QueryUnit } from './query-plan.ts';
import type { RecordColumns } from './record-columns.ts';
import type { Scratch } from './scratch.ts';
import type { TermPostings } from './term-postings.ts';
import { TitleBonus } from './title-bonus.ts';

/** Records with their relevance; arrays may be longer than used. */
export interface Matches extends RecordSet {
  /** By place; empty where nobody asks how relevant they are. */
  scores: Float32Array;
}

export const NO_MATCHES: Matches = {
  ids: new Uint32Array(0),
  scores: new Float32Array(0),
  length: 0,
  isEverything: false,
};

/** Weight of a whole word by field; a word met only by its beginning, parts or sound counts less. */
const FIELD_WEIGHTS = { [FIELD.title]: 10, [FIELD.author]: 7, [FIELD.subject]: 3, [FIELD.other]: 1.5 };
const WEAK_FACTOR = 0.4;
/** A second field with the same word adds a little. */
const FURTHER_FIELD_FACTOR = 0.2;
const WEIGHTS = Float32Array.from({ length: 256 }, (_, mask) => weightOf(mask));

const MIN_IDENTIFIER_PREFIX = 5;

function weightOf(mask: number): number {
  const weights = Object.entries(FIELD_WEIGHTS)
    .map(([bit, weight]) => (mask & Number(bit) ? weight : mask & (Number(bit) << WEAK) ? weight * WEAK_FACTOR : 0))
    .sort((a, b) => b - a);
  return weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : weight * FURTHER_FIELD_FACTOR), 0);
}

/** Finds and ranks the records that answer a plan. */
export class Matcher {
  readonly #file: IndexFile;
  readonly #postings: TermPostings;
  readonly #columns: RecordColumns;
  readonly #scratch: Scratch;

  constructor(file: IndexFile, postings: TermPostings, columns: RecordColumns, scratch: Scratch) {
    this.#file = file;
    this.#postings = postings;
    this.#columns = columns;
    this.#scratch = scratch;
  }

  /** The records that one word finds, by any of its forms. */
  unit(unit: QueryUnit): Postings {
    let all = NO_POSTINGS;
    for (const terms of unit.alternatives) {
      const found = terms.map((term) => this.#postings.get(term.text, term.isPrefix));
      all = union(all, found.length === 0 ? NO_POSTINGS : found.reduce(intersection));
    }
    if (unit.sound !== null) all = union(all, this.#postings.get(soundTerm(unit.sound), false));
    if (unit.identifier !== null) {
      const isPrefix = unit.identifier.length >= MIN_IDENTIFIER_PREFIX;
      all = union(all, postingsOf(this.#file.identified(unit.identifier, isPrefix), FIELD.other));
    }
    return all;
  }

  /** The records that have this ISBN, barcode or control number. */
  identified(identifier: string): Matches {
    const ids = Uint32Array.from(this.#file.identified(identifier, false));
    return { ids, scores: new Float32Array(ids.length).fill(1), length: ids.length, isEverything: false };
  }

  /**
   * The records that have all the words.
   *
   * @param isRanked whether somebody asks how relevant they are
   */
  all(units: readonly Postings[], plain: readonly string[], isRanked = true): Matches {
    const sorted = [...units].sort((a, b) => a.length - b.length);
    const [rarest, ...others] = sorted;
    if (rarest === undefined || rarest.length === 0) return NO_MATCHES;
    const best = sorted.reduce((sum, postings) => sum + this.#rarity(postings), 0) * WEIGHTS[FIELD.title]!;
    const bonus = new TitleBonus(this.#columns, plain, units.length, best);
    if (others.length === 0) return this.#ranked(rarest, bonus, isRanked);
    return this.#together(rarest, others, bonus);
  }

  /** The records of one word. */
  #ranked(postings: Postings, bonus: TitleBonus, isRanked: boolean): Matches {
    const { ids, masks, length } = postings;
    if (!isRanked) return { ids, scores: NO_MATCHES.scores, length, isEverything: false };
    const scores = this.#scratch.scores(length);
    const weights = WEIGHTS.map((one) => one * this.#rarity(postings));
    for (let i = 0; i < length; i++) {
      const mask = masks[i]!;
      scores[i] = weights[mask]! + bonus.of(ids[i]!, mask & FIELD.title, isByAuthor(mask));
    }
    return { ids, scores, length, isEverything: false };
  }

  /** The records that the rarest word shares with all others. */
  #together(rarest: Postings, others: readonly Postings[], bonus: TitleBonus): Matches {
    let { length } = rarest;
    const ids = this.#scratch.numbers(length);
    const scores = this.#scratch.scores(length);
    const inTitle = this.#scratch.bytes(length);
    const byAuthor = this.#scratch.bytes(length);
    const rarestWeights = WEIGHTS.map((one) => one * this.#rarity(rarest));
    for (let i = 0; i < length; i++) {
      const mask = rarest.masks[i]!;
      ids[i] = rarest.ids[i]!;
      scores[i] = rarestWeights[mask]!;
      inTitle[i] = mask & FIELD.title;
      byAuthor[i] = isByAuthor(mask);
    }
    const masks = this.#scratch.bytes(length);
    const spread = this.#scratch.zeros(this.#columns.endId);
    for (const postings of others) {
      const weight = this.#rarity(postings);
      masksOf(postings, ids, length, masks, spread);
      let kept = 0;
      for (let i = 0; i < length; i++) {
        const mask = masks[i]!;
        if (mask === 0) continue;
        ids[kept] = ids[i]!;
        scores[kept] = scores[i]! + weight * WEIGHTS[mask]!;
        inTitle[kept] = inTitle[i]! + (mask & FIELD.title);
        byAuthor[kept++] = byAuthor[i]! + isByAuthor(mask);
      }
      length = kept;
    }
    for (let i = 0; i < length; i++) scores[i]! += bonus.of(ids[i]!, inTitle[i]!, byAuthor[i]!);
    return { ids, scores, length, isEverything: false };
  }

  /** The records that have as many of the words as any record has, ranked. */
  most(units: readonly Postings[]): Matches {
    const { endId } = this.#columns;
    const counts = this.#scratch.zeros(endId);
    let most = 0;
    for (const { ids, length } of units) {
      for (let i = 0; i < length; i++) {
        const count = ++counts[ids[i]!]!;
        if (count > most) most = count;
      }
    }
    if (most === 0) return NO_MATCHES;
    const ids = this.#scratch.numbers(endId);
    let length = 0;
    for (let id = 0; id < endId; id++) if (counts[id] === most) ids[length++] = id;
    const scores = this.#scratch.scores(length).fill(0, 0, length);
    const masks = this.#scratch.bytes(length);
    const spread = counts.fill(0, 0, endId);
    for (const postings of units) {
      const weight = this.#rarity(postings);
      masksOf(postings, ids, length, masks, spread);
      for (let i = 0; i < length; i++) scores[i]! += weight * WEIGHTS[masks[i]!]!;
    }
    return { ids, scores, length, isEverything: false };
  }

  #rarity(postings: Postings): number {
    return Math.log(1 + (this.#columns.count + 1) / (postings.length + 1));
  }
}

/** 1 where a word stands in an author's name and not in the title. */
function isByAuthor(mask: number): 0 | 1 {
  return (mask & (FIELD.title | FIELD.author)) === FIELD.author ? 1 : 0;
}
