import { hashWords } from './document-terms.ts';
import { SIGN, signOf, type RecordColumns } from './record-columns.ts';

/** What whole-title agreement adds, as a share of the best score that the words alone can give. */
const BONUS = { sameTitle: 1, sameHead: 0.6, coveredTitle: 0.5, startsTitle: 0.25 };

/** What a record's title adds to its relevance for one query. */
export class TitleBonus {
  /** The signs of titles that may begin with the query's first word, and of those whose head may be the query. */
  readonly firstSign: number;
  readonly headSign: number;
  readonly #signs: Uint32Array;
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
    this.#signs = columns.titleSign.values;
    this.#titles = columns.titleHash.values;
    this.#heads = columns.headHash.values;
    this.#firsts = columns.firstHash.values;
    this.#whole = hashWords(plain);
    this.#first = hashWords(plain.slice(0, 1));
    this.#units = units;
    this.#best = best;
    const sign = signOf(0, this.#first, this.#whole);
    this.firstSign = sign & SIGN.first;
    this.headSign = sign & SIGN.head;
  }

  /** The bonus of a record, so many of whose words stand in the title, or only in the authors' names. */
  of(id: number, inTitle: number, byAuthor: number): number {
    const sign = this.#signs[id]!;
    const length = sign & SIGN.length;
    // "camus étranger": the whole title, and its author beside it.
    const isTitleWithAuthor = byAuthor > 0 && inTitle >= (length || 1) && inTitle + byAuthor === this.#units;
    return (
      this.#best * (coveredBy(inTitle, length) + (isTitleWithAuthor ? BONUS.sameTitle : this.#agreement(id, sign)))
    );
  }

  /** The bonus of a title of so many words that agrees in nothing else. */
  covering(inTitle: number, length: number): number {
    return this.#best * coveredBy(inTitle, length);
  }

  /** A title begins as the query does when it is the same; its head may be the same without, if it is nothing but articles. */
  #agreement(id: number, sign: number): number {
    const isFirst = (sign & SIGN.first) === this.firstSign && this.#firsts[id] === this.#first;
    if (isFirst && this.#titles[id] === this.#whole) return BONUS.sameTitle;
    if ((sign & SIGN.head) === this.headSign && this.#heads[id] === this.#whole) return BONUS.sameHead;
    return isFirst ? BONUS.startsTitle : 0;
  }
}

function coveredBy(inTitle: number, length: number): number {
  const covered = inTitle / (length || 1);
  return BONUS.coveredTitle * (covered > 1 ? 1 : covered);
}
