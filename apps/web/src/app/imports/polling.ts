import { DestroyRef, effect, inject } from '@angular/core';
import { nextPollDelay } from './back-off';

/**
 * Asks again while something is under way: soon while answers change, ever more seldom while they do not, and not at all
 * while the page is hidden. Call it where injection is possible.
 *
 * @param isUnderWay whether to go on; reads signals
 * @param answer what the last answer said, to see whether it changed; reads signals
 */
export function pollWhile(isUnderWay: () => boolean, answer: () => unknown, ask: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unchanged = 0;
  let last = '';

  function plan(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.hidden) plan();
      else ask();
    }, nextPollDelay(unchanged));
  }

  effect(() => {
    const text = JSON.stringify(answer());
    if (!isUnderWay()) return clearTimeout(timer);
    unchanged = text === last ? unchanged + 1 : 0;
    last = text;
    plan();
  });
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
}
