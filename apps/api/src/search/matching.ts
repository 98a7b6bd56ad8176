import { hashWords, soundTerm } from './document-terms.ts';
import type { IndexFile } from './index-file.queries.ts';
import { FIELD, intersection, NO_POSTINGS, postingsOf, seek, union, WEAK, type Postings } from './postings.ts';
import type { QueryUnit } from './query-plan.ts';
import type { RecordColumns } from './record-columns.ts';
import type { TermPostings } from './term-postings.ts';

/** Records with their relevance; arrays may be longer than used. */
export interface Matches {
  ids: Uint32Array;
  scores: Float32Array;
  length: number;
}

export const NO_MATCHES: Matches = { ids: new Uint32Array(0), scores: new Float32Array(0), length: 0 };

/** Weight of a whole word by field; a word met only by its beginning, parts or sound counts less. */
const FIELD_WEIGHTS = { [FIELD.title]: 10, [FIELD.author]: 7, [FIELD.subject]: 3, [FIELD.other]: 1.5 };
const WEAK_FACTOR = 0.4;
/** A second field with the same word adds a little. */
const FURTHER_FIELD_FACTOR = 0.2;
const WEIGHTS = Float32Array.from({ length: 256 }, (_, mask) => weightOf(mask));

/** What whole-title agreement adds, as a share of the best score that the words alone can give. */
const BONUS = { sameTitle: 1, sameHead: 0.6, coveredTitle: 0.5, startsTitle: 0.25 };

const MIN_IDENTIFIER_PREFIX = 5;

function weightOf(mask: number): number {
  const weights = Object.entries(FIELD_WEIGHTS)
    .map(([bit, weight]) => (mask & Number(bit) ? weight : mask & (Number(bit) << WEAK) ? weight * WEAK_FACTOR : 0))
    .sort((a, b) => b - a);
  return weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : weight * FURTHER_FIELD_FACTOR), 0);
}

/** By place: how many of the query's words stand in the title, and how many only in the authors' names. */
interface WordPlaces {
  inTitle: Uint8Array;
  byAuthor: Uint8Array;
  units: number;
}

/** Finds and ranks the records that answer a plan. */
export class Matcher {
  readonly #file: IndexFile;
  readonly #postings: TermPostings;
  readonly #columns: RecordColumns;

  constructor(file: IndexFile, postings: TermPostings, columns: RecordColumns) {
    this.#file = file;
    this.#postings = postings;
    this.#columns = columns;
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
    return { ids, scores: new Float32Array(ids.length).fill(1), length: ids.length };
  }

  /** How many records have all the words. */
  countAll(units: readonly Postings[]): number {
    let found = units[0] ?? NO_POSTINGS;
    for (const unit of units.slice(1)) found = intersection(found, unit);
    return found.length;
  }

  /** The records that have all the words, ranked. */
  all(units: readonly Postings[], plain: readonly string[]): Matches {
    const sorted = [...units].sort((a, b) => a.length - b.length);
    const [rarest] = sorted;
    if (rarest === undefined || rarest.length === 0) return NO_MATCHES;
    const ids = rarest.ids.slice(0, rarest.length);
    const scores = new Float32Array(rarest.length);
    const inTitle = new Uint8Array(rarest.length);
    const byAuthor = new Uint8Array(rarest.length);
    let length = rarest.length;
    let best = this.#rarity(rarest) * WEIGHTS[FIELD.title]!;
    const weights = WEIGHTS.map((one) => one * this.#rarity(rarest));
    for (let i = 0; i < length; i++) {
      const mask = rarest.masks[i]!;
      scores[i] = weights[mask]!;
      inTitle[i] = mask & FIELD.title;
      byAuthor[i] = isByAuthor(mask);
    }
    for (const postings of sorted.slice(1)) {
      const weight = this.#rarity(postings);
      best += weight * WEIGHTS[FIELD.title]!;
      let kept = 0;
      let from = 0;
      for (let i = 0; i < length; i++) {
        const id = ids[i]!;
        from = seek(postings, id, from);
        if (from >= postings.length) break;
        if (postings.ids[from] !== id) continue;
        const mask = postings.masks[from]!;
        ids[kept] = id;
        scores[kept] = scores[i]! + weight * WEIGHTS[mask]!;
        inTitle[kept] = inTitle[i]! + (mask & FIELD.title);
        byAuthor[kept++] = byAuthor[i]! + isByAuthor(mask);
      }
      length = kept;
    }
    this.#addBonuses({ ids, scores, length }, { inTitle, byAuthor, units: units.length }, best, plain);
    return { ids, scores, length };
  }

  /** The records that have as many of the words as any record has, ranked. */
  most(units: readonly Postings[]): Matches {
    const scores = new Float32Array(this.#columns.endId);
    const counts = new Uint8Array(this.#columns.endId);
    let most = 0;
    for (const postings of units) {
      const weight = this.#rarity(postings);
      for (let i = 0; i < postings.length; i++) {
        const id = postings.ids[i]!;
        scores[id]! += weight * WEIGHTS[postings.masks[i]!]!;
        counts[id]!++;
        if (counts[id]! > most) most = counts[id]!;
      }
    }
    if (most === 0) return NO_MATCHES;
    const ids: number[] = [];
    for (let id = 0; id < counts.length; id++) if (counts[id] === most) ids.push(id);
    return { ids: Uint32Array.from(ids), scores: Float32Array.from(ids, (id) => scores[id]!), length: ids.length };
  }

  #rarity(postings: Postings): number {
    return Math.log(1 + (this.#columns.count + 1) / (postings.length + 1));
  }

  #addBonuses(
    matches: Matches,
    { inTitle, byAuthor, units }: WordPlaces,
    best: number,
    plain: readonly string[],
  ): void {
    const { values: titleLengths } = this.#columns.titleLength;
    const { values: titleHashes } = this.#columns.titleHash;
    const { values: headHashes } = this.#columns.headHash;
    const { values: firstHashes } = this.#columns.firstHash;
    const whole = hashWords(plain);
    const first = hashWords(plain.slice(0, 1));
    for (let i = 0; i < matches.length; i++) {
      const id = matches.ids[i]!;
      const length = titleLengths[id]! || 1;
      const covered = inTitle[i]! / length;
      let bonus = BONUS.coveredTitle * (covered > 1 ? 1 : covered);
      // "camus étranger": the whole title, and its author beside it.
      const isTitleWithAuthor = byAuthor[i]! > 0 && inTitle[i]! >= length && inTitle[i]! + byAuthor[i]! === units;
      if (titleHashes[id] === whole || isTitleWithAuthor) bonus += BONUS.sameTitle;
      else if (headHashes[id] === whole) bonus += BONUS.sameHead;
      else if (firstHashes[id] === first) bonus += BONUS.startsTitle;
      matches.scores[i]! += best * bonus;
    }
  }
}

/** 1 where a word stands in an author's name and not in the title. */
function isByAuthor(mask: number): 0 | 1 {
  return (mask & (FIELD.title | FIELD.author)) === FIELD.author ? 1 : 0;
}
