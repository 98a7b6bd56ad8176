/**
 * How long to wait before asking again how an import goes, in milliseconds: quickly while something moves, ever more
 * slowly (up to 10 s) while nothing does.
 */
export function nextPollDelay(unchangedAnswers: number): number {
  return Math.min(600 * 1.6 ** unchangedAnswers, 10_000);
}
