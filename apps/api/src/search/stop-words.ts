/**
 * Words too common to tell one record from another. A query may leave them out or have them, unless it has nothing else.
 * Short on purpose: a word that carries meaning in one of the two languages is not in it.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and of in on to for by with from at as is ' +
    'le la les l un une des du de d et en au aux ou sur par pour avec dans que qui'
  )
    .split(' ')
    .concat(['der', 'die', 'das', 'und', 'el', 'los', 'las', 'y', 'il', 'lo', 'di']),
);

/** French words that lose their vowel before another: they stand before an apostrophe, or alone when it was left out. */
const ELISIONS: ReadonlySet<string> = new Set([
  'l',
  'd',
  'j',
  'n',
  's',
  'm',
  't',
  'c',
  'qu',
  'jusqu',
  'lorsqu',
  'puisqu',
]);

export function isStopWord(term: string): boolean {
  return STOP_WORDS.has(term);
}

export function isElision(term: string): boolean {
  return ELISIONS.has(term);
}
