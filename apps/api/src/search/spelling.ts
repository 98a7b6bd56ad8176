import { soundKey } from './sound.ts';
import { MAX_COMPARED_LENGTH } from './typing-distance.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A known word that another was perhaps meant to be; the higher the score, the likelier. */
export interface Correction {
  words: string[];
  score: number;
}

/** How many typing errors are looked through in a word: the longer it is, the more it can have and still be known. */
export function allowedErrors(word: string): number {
  if (word.length < 4 || word.length > MAX_COMPARED_LENGTH || /^\d+$/.test(word)) return 0;
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
  for (const { term, distance, frequency } of vocabulary.near(word, reach)) {
    const soundsTheSame = sound !== null && soundKey(term) === sound;
    if (distance > errors && !soundsTheSame) continue;
    corrections.push({
      words: [term],
      score:
        Math.log(1 + frequency) -
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
