import { hashWords } from './document-terms.ts';
import type { RecordColumns } from './record-columns.ts';

/** What whole-title agreement adds, as a share of the best score that the words alone can give. */
const BONUS = { sameTitle: 1, sameHead: 0.6, coveredTitle: 0.5, startsTitle: 0.25 };

/** What a record's title adds to its relevance for one query. */
export class TitleBonus {
  readonly #lengths: Uint8Array;
  readonly #titles: Uint32Array;
  readonly #heads: Uint32Array;
  readonly #firsts: Uint32Array;
  readonly #whole: number;
  readonly #first: number;
  readonly #units: number;
  readonly #best: number;

  /**
   * @param plain the words that titles are compared with
   * @param units how many words are sought
   * @param best the best score that the words alone can give
   */
  constructor(columns: RecordColumns, plain: readonly string[], units: number, best: number) {
    this.#lengths = columns.titleLength.values;
    this.#titles = columns.titleHash.values;
    this.#heads = columns.headHash.values;
    this.#firsts = columns.firstHash.values;
    this.#whole = hashWords(plain);
    this.#first = hashWords(plain.slice(0, 1));
    this.#units = units;
    this.#best = best;
  }

  /** The bonus of a record, so many of whose words stand in the title, or only in the authors' names. */
  of(id: number, inTitle: number, byAuthor: number): number {
    const length = this.#lengths[id]! || 1;
    const covered = inTitle / length;
    let bonus = BONUS.coveredTitle * (covered > 1 ? 1 : covered);
    // "camus étranger": the whole title, and its author beside it.
    const isTitleWithAuthor = byAuthor > 0 && inTitle >= length && inTitle + byAuthor === this.#units;
    if (this.#titles[id] === this.#whole || isTitleWithAuthor) bonus += BONUS.sameTitle;
    else if (this.#heads[id] === this.#whole) bonus += BONUS.sameHead;
    else if (this.#firsts[id] === this.#first) bonus += BONUS.startsTitle;
    return this.#best * bonus;
  }
}
