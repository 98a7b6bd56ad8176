import { soundTerm } from './document-terms.ts';
import type { IndexFile } from './index-file.queries.ts';
import { NO_MATCHES, type Matches } from './matches.ts';
import { FIELD, intersection, masksOf, NO_POSTINGS, postingsOf, union, withSound, type Postings } from './postings.ts';
import type { QueryUnit } from './query-plan.ts';
import type { RecordColumns } from './record-columns.ts';
import { BEST_WEIGHT, isByAuthor, ScoreRelevance, WEIGHTS, WordRelevance, WordsRelevance } from './relevance.ts';
import type { Scratch } from './scratch.ts';
import type { TermPostings } from './term-postings.ts';
import { TitleBonus } from './title-bonus.ts';

const MIN_IDENTIFIER_PREFIX = 5;

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
    if (unit.sound !== null) all = withSound(all, this.#postings.get(soundTerm(unit.sound), false));
    if (unit.identifier !== null) {
      const isPrefix = unit.identifier.length >= MIN_IDENTIFIER_PREFIX;
      all = union(all, postingsOf(this.#file.identified(unit.identifier, isPrefix), FIELD.other));
    }
    return all;
  }

  /** The records that have this ISBN, barcode or control number. */
  identified(identifier: string): Matches {
    const ids = Uint32Array.from(this.#file.identified(identifier, false));
    return { ...NO_MATCHES, ids, length: ids.length };
  }

  /** The records that have all the words; `plain` is what titles are compared with. */
  all(units: readonly Postings[], plain: readonly string[]): Matches {
    const [rarest, ...others] = [...units].sort((a, b) => a.length - b.length);
    if (rarest === undefined || rarest.length === 0) return NO_MATCHES;
    const rarities = [rarest, ...others].map((postings) => this.#rarity(postings));
    const best = rarities.reduce((sum, rarity) => sum + rarity, 0) * BEST_WEIGHT;
    const bonus = new TitleBonus(this.#columns, plain, units.length, best);
    if (others.length > 0) return this.#together(rarest, others, bonus);
    const { ids, length } = rarest;
    const relevance = new WordRelevance(rarest, rarities[0]!, bonus, this.#columns);
    return { ids, length, isEverything: false, relevance, places: null };
  }

  /** The records that the rarest word shares with all others. */
  #together(rarest: Postings, others: readonly Postings[], bonus: TitleBonus): Matches {
    let { length } = rarest;
    const ids = this.#scratch.numbers(length);
    const scores = this.#scratch.scores(length);
    const inTitle = this.#scratch.bytes(length);
    const byAuthor = this.#scratch.bytes(length);
    const masks = this.#scratch.bytes(length);
    const spread = this.#scratch.zeros(this.#columns.endId);
    const weights = WEIGHTS.map((weight) => weight * this.#rarity(rarest));
    for (const [turn, postings] of others.entries()) {
      const rarity = this.#rarity(postings);
      masksOf(postings, turn === 0 ? rarest.ids : ids, length, masks, spread);
      let kept = 0;
      for (let i = 0; i < length; i++) {
        const mask = masks[i]!;
        if (mask === 0) continue;
        const own = turn === 0 ? rarest.masks[i]! : 0;
        ids[kept] = turn === 0 ? rarest.ids[i]! : ids[i]!;
        scores[kept] = (turn === 0 ? weights[own]! : scores[i]!) + rarity * WEIGHTS[mask]!;
        inTitle[kept] = (turn === 0 ? own & FIELD.title : inTitle[i]!) + (mask & FIELD.title);
        byAuthor[kept++] = (turn === 0 ? isByAuthor(own) : byAuthor[i]!) + isByAuthor(mask);
      }
      length = kept;
    }
    const relevance = new WordsRelevance({ scores, inTitle, byAuthor }, bonus);
    return { ids, length, isEverything: false, relevance, places: null };
  }

  /** The records that have as many of the words as any record has. */
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
      const rarity = this.#rarity(postings);
      masksOf(postings, ids, length, masks, spread);
      for (let i = 0; i < length; i++) scores[i]! += rarity * WEIGHTS[masks[i]!]!;
    }
    return { ids, length, isEverything: false, relevance: new ScoreRelevance(scores), places: null };
  }

  #rarity(postings: Postings): number {
    return Math.log(1 + (this.#columns.count + 1) / (postings.length + 1));
  }
}
