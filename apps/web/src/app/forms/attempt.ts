import { signal, type Signal } from '@angular/core';

/** Requests of one dialog or form, one at a time: busy while it lasts, and why the last one failed. */
export interface Attempt {
  readonly isBusy: Signal<boolean>;
  /** Why the last one failed, to be told where it was asked for. What was typed or chosen stays. */
  readonly problem: Signal<unknown>;
  /** Never fails itself. */
  run(work: () => Promise<unknown>): Promise<void>;
}

export function attempt(): Attempt {
  const isBusy = signal(false);
  const problem = signal<unknown>(null);
  return {
    isBusy: isBusy.asReadonly(),
    problem: problem.asReadonly(),
    async run(work) {
      isBusy.set(true);
      problem.set(null);
      // Whoever shows `problem` tells it.
      try {
        await work();
      } catch (error) {
        problem.set(error);
      } finally {
        isBusy.set(false);
      }
    },
  };
}
