import { setTimeout as pause } from 'node:timers/promises';

/** Waits for so many milliseconds, or until a signal is given: being woken is no failure, and the caller looks why. */
export async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    // Woken.
    if ((error as { name?: string }).name !== 'AbortError') throw error;
  }
}
