import type { Matcher } from './matching.ts';
import { haveCommon, type Postings } from './postings.ts';
import { unitOfWord, type QueryPlan } from './query-plan.ts';
import { correctionsOf } from './spelling.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A query as it was perhaps meant: for each word of the plan, the words that stand for it now. */
export interface CorrectedQuery {
  units: Postings[];
  /** By the plan's unit: the words put in its place, or null where it stays. */
  words: (string[] | null)[];
}

/** What may stand in the place of a word; its records are looked up when it is tried. */
interface Choice {
  words: string[] | null;
  postings: () => Postings[];
  score: number;
}

const CHOICES_PER_WORD = 4;
/** Words of a query that are looked at again; the rest stays. */
const MAX_CORRECTED_WORDS = 4;
const MAX_ATTEMPTS = 32;
const RARE = 2;
/** A word that the catalogue has was probably meant as it stands. */
const KNOWN_WORD_BONUS = 4;

/** Other spellings of one query. Each word is looked up among the known ones once, whatever is asked. */
export class QueryCorrection {
  readonly #plan: QueryPlan;
  readonly #found: readonly Postings[];
  readonly #matcher: Matcher;
  readonly #vocabulary: Vocabulary;
  readonly #choices = new Map<number, Choice[]>();

  /** @param found by the plan's unit: the records that have the word as it stands */
  constructor(plan: QueryPlan, found: readonly Postings[], matcher: Matcher, vocabulary: Vocabulary) {
    this.#plan = plan;
    this.#found = found;
    this.#matcher = matcher;
    this.#vocabulary = vocabulary;
  }

  /** The words that at most one record or two have: perhaps the same error was made there. */
  rareWords(): number[] {
    return this.#places((length) => length <= RARE);
  }

  /** The words that find nothing; where each finds something, all of them. */
  suspectWords(): number[] {
    const empty = this.#places((length) => length === 0);
    return empty.length > 0 ? empty : this.#places(() => true);
  }

  /**
   * Looks for the likeliest spelling under which some record has all the words. Null when there is none.
   *
   * @param suspects places of the words that may be spelled wrongly
   */
  together(suspects: readonly number[]): CorrectedQuery | null {
    const choices = this.#found.map((found, i) => {
      if (!suspects.includes(i)) return found.length > 0 ? [asItStands(found)] : [];
      const others = this.#choicesOf(i);
      return found.length > 0 ? [asItStands(found), ...others] : others;
    });
    if (choices.some((one) => one.length === 0)) return this.#joinedNeighbours();
    const attempts = combinations(choices).sort((a, b) => b.score - a.score);
    for (const { parts } of attempts.slice(0, MAX_ATTEMPTS)) {
      if (parts.every((part) => part.words === null)) continue;
      const units = parts.flatMap((part) => part.postings());
      if (haveCommon(units)) return { units, words: parts.map((part) => part.words) };
    }
    return this.#joinedNeighbours();
  }

  /** Replaces words that find nothing by the likeliest known one each, wherever there is one. */
  eachWord(): CorrectedQuery {
    const empty = this.#places((length) => length === 0);
    const parts = this.#found.map(
      (found, i) => (empty.includes(i) ? this.#choicesOf(i)[0] : undefined) ?? asItStands(found),
    );
    return { units: parts.flatMap((part) => part.postings()), words: parts.map((part) => part.words) };
  }

  #places(isMeant: (length: number) => boolean): number[] {
    const places = [...this.#found.keys()].filter((i) => isMeant(this.#found[i]!.length));
    return places.slice(0, MAX_CORRECTED_WORDS);
  }

  #choicesOf(place: number): Choice[] {
    const known = this.#choices.get(place);
    if (known !== undefined) return known;
    const unit = this.#plan.units[place]!;
    const word = unit.word ?? unit.alternatives[0]!.map((term) => term.text).join('');
    const choices = correctionsOf(word, this.#vocabulary, CHOICES_PER_WORD).map(({ words, score }): Choice => {
      let postings: Postings[] | undefined;
      const lookUp = () => (postings ??= words.map((corrected) => this.#matcher.unit(unitOfWord(corrected, false))));
      return { words, score, postings: lookUp };
    });
    this.#choices.set(place, choices);
    return choices;
  }

  /** One known word written as two: `spider man` for `spiderman`. */
  #joinedNeighbours(): CorrectedQuery | null {
    const { units: planned } = this.#plan;
    for (let i = 0; i + 1 < planned.length; i++) {
      const [left, right] = [planned[i]!.word, planned[i + 1]!.word];
      if (left === null || right === null || this.#vocabulary.frequency(left + right) === 0) continue;
      const joined = this.#matcher.unit(unitOfWord(left + right, false));
      const units = [...this.#found.slice(0, i), joined, ...this.#found.slice(i + 2)];
      if (!haveCommon(units)) continue;
      const words = planned.map((_, at) => (at === i ? [left + right] : at === i + 1 ? [] : null));
      return { units, words };
    }
    return null;
  }
}

function asItStands(postings: Postings): Choice {
  return { words: null, postings: () => [postings], score: KNOWN_WORD_BONUS };
}

function combinations(choices: readonly Choice[][]): { parts: Choice[]; score: number }[] {
  let all: { parts: Choice[]; score: number }[] = [{ parts: [], score: 0 }];
  for (const options of choices) {
    all = all.flatMap(({ parts, score }) =>
      options.map((option) => ({ parts: [...parts, option], score: score + option.score })),
    );
  }
  return all;
}
