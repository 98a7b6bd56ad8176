import { soundKey } from './sound.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A known word that another was perhaps meant to be; the higher the score, the likelier. */
export interface Correction {
  words: string[];
  score: number;
}

/** How many typing errors are looked through in a word: the longer it is, the more it can have and still be known. */
export function allowedErrors(word: string): number {
  if (word.length < 4 || /^\d+$/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

const FURTHER_WHEN_IT_SOUNDS_THE_SAME = 1;
const MIN_SOUND_LENGTH = 6;
const WEIGHTS = { error: 4, firstLetter: 1.5, sound: 3, split: 5 };

/** Lists what a word may have been meant to be, the likeliest first. */
export function correctionsOf(word: string, vocabulary: Vocabulary, limit: number): Correction[] {
  const errors = allowedErrors(word);
  if (errors === 0) return [];
  const sound = word.length >= MIN_SOUND_LENGTH ? soundKey(word) : null;
  const reach = errors + (sound === null ? 0 : FURTHER_WHEN_IT_SOUNDS_THE_SAME);
  const corrections: Correction[] = [];
  for (const term of vocabulary.near(word, reach)) {
    if (term === word) continue;
    const distance = typingDistance(word, term, reach);
    if (distance > reach) continue;
    const soundsTheSame = sound !== null && soundKey(term) === sound;
    if (distance > errors && !soundsTheSame) continue;
    corrections.push({
      words: [term],
      score:
        Math.log(1 + vocabulary.frequency(term)) -
        WEIGHTS.error * distance +
        (term[0] === word[0] ? WEIGHTS.firstLetter : 0) +
        (soundsTheSame ? WEIGHTS.sound : 0),
    });
  }
  corrections.push(...splitsOf(word, vocabulary));
  return corrections.sort((a, b) => b.score - a.score || (a.words.join() < b.words.join() ? -1 : 1)).slice(0, limit);
}

/** Two known words written as one. */
function splitsOf(word: string, vocabulary: Vocabulary): Correction[] {
  const splits: Correction[] = [];
  for (let at = 3; at <= word.length - 3; at++) {
    const words = [word.slice(0, at), word.slice(at)];
    const frequency = Math.min(...words.map((part) => vocabulary.frequency(part)));
    if (frequency > 0) splits.push({ words, score: Math.log(1 + frequency) - WEIGHTS.split });
  }
  return splits;
}

/** Longer words are not compared; the index cuts them at 40 letters. */
const MAX_COMPARED_LENGTH = 63;
/** Working memory of one comparison: thousands are made for a word, none of which outlives its call. */
const ROWS = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as [Uint8Array, Uint8Array, Uint8Array];

/**
 * Counts the typing errors between two words: letters left out, put in, changed, or two neighbours swapped
 * (Damerau-Levenshtein, optimal string alignment). Gives up above `max` and answers `max + 1`.
 */
export function typingDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  if (b.length > MAX_COMPARED_LENGTH) return max + 1;
  let [beforeLast, last, current] = ROWS;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let distance = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1);
      }
      current[j] = distance;
      if (distance < best) best = distance;
    }
    if (best > max) return max + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[b.length]!, max + 1);
}
