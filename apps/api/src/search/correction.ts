import type { Matcher } from './matching.ts';
import { haveCommon, type Postings } from './postings.ts';
import { unitOfWord, type QueryPlan, type QueryUnit } from './query-plan.ts';
import { correctionsOf } from './spelling.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A query as it was perhaps meant: for each word of the plan, the words that stand for it now. */
export interface CorrectedQuery {
  units: Postings[];
  /** By the plan's unit: the words put in its place, or null where it stays. */
  words: (string[] | null)[];
}

interface Choice {
  words: string[] | null;
  postings: Postings[];
  score: number;
}

const CHOICES_PER_WORD = 4;
/** Words of a query that are looked at again; the rest stays. */
const MAX_CORRECTED_WORDS = 4;
const MAX_ATTEMPTS = 32;
const RARE = 2;
/** A word that the catalogue has was probably meant as it stands. */
const KNOWN_WORD_BONUS = 4;

/**
 * Looks for the likeliest spelling under which some record has all the words. Null when there is none.
 *
 * @param suspects places of the words that may be spelled wrongly
 */
export function correctQuery(
  plan: QueryPlan,
  found: readonly Postings[],
  suspects: ReadonlySet<number>,
  matcher: Matcher,
  vocabulary: Vocabulary,
): CorrectedQuery | null {
  const choices = plan.units.map((unit, i) =>
    suspects.has(i) ? choicesOf(unit, found[i]!, matcher, vocabulary) : [asItStands(found[i]!)],
  );
  const joined = joinedNeighbours(plan, found, matcher, vocabulary);
  if (choices.some((one) => one.length === 0)) return joined;
  const attempts = combinations(choices).sort((a, b) => b.score - a.score);
  for (const { parts } of attempts.slice(0, MAX_ATTEMPTS)) {
    const units = parts.flatMap((part) => part.postings);
    if (parts.some((part) => part.words !== null) && haveCommon(units)) {
      return { units, words: parts.map((part) => part.words) };
    }
  }
  return joined;
}

/** Replaces each word that finds nothing by the likeliest known one, wherever there is one. */
export function correctEachWord(
  plan: QueryPlan,
  found: readonly Postings[],
  matcher: Matcher,
  vocabulary: Vocabulary,
): CorrectedQuery {
  const parts = plan.units.map((unit, i): Choice => {
    if (found[i]!.length > 0) return asItStands(found[i]!);
    return choicesOf(unit, found[i]!, matcher, vocabulary)[0] ?? asItStands(found[i]!);
  });
  return { units: parts.flatMap((part) => part.postings), words: parts.map((part) => part.words) };
}

/** The words that at most one record or two have: perhaps the same error was made there. */
export function rareWords(found: readonly Postings[]): Set<number> {
  return new Set([...found.keys()].filter((i) => found[i]!.length <= RARE).slice(0, MAX_CORRECTED_WORDS));
}

/** The words that find nothing; where each finds something, all of them. */
export function suspectWords(found: readonly Postings[]): Set<number> {
  const places = [...found.keys()];
  const empty = places.filter((i) => found[i]!.length === 0);
  return new Set((empty.length > 0 ? empty : places).slice(0, MAX_CORRECTED_WORDS));
}

function asItStands(postings: Postings): Choice {
  return { words: null, postings: [postings], score: KNOWN_WORD_BONUS };
}

function choicesOf(unit: QueryUnit, found: Postings, matcher: Matcher, vocabulary: Vocabulary): Choice[] {
  const word = unit.word ?? unit.alternatives[0]!.map((term) => term.text).join('');
  const choices = correctionsOf(word, vocabulary, CHOICES_PER_WORD).map(({ words, score }): Choice => ({
    words,
    score,
    postings: words.map((corrected) => matcher.unit(unitOfWord(corrected, false))),
  }));
  return found.length > 0 ? [asItStands(found), ...choices] : choices;
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

/** One known word written as two: `spider man` for `spiderman`. */
function joinedNeighbours(
  plan: QueryPlan,
  found: readonly Postings[],
  matcher: Matcher,
  vocabulary: Vocabulary,
): CorrectedQuery | null {
  for (let i = 0; i + 1 < plan.units.length; i++) {
    const [left, right] = [plan.units[i]!.word, plan.units[i + 1]!.word];
    if (left === null || right === null || vocabulary.frequency(left + right) === 0) continue;
    const joined = matcher.unit(unitOfWord(left + right, false));
    const units = [...found.slice(0, i), joined, ...found.slice(i + 2)];
    if (!haveCommon(units)) continue;
    const words = plan.units.map((_, at) => (at === i ? [left + right] : at === i + 1 ? [] : null));
    return { units, words };
  }
  return null;
}
