import { hash } from 'node:crypto';

/**
 * How long a number that is missing in the log may still appear. A server hands numbers out before their transactions
 * commit, and gives none twice: one that was undone stays missing for ever, and is waited for no longer than any transaction
 * can take.
 */
const PATIENCE_MS = 5 * 60_000;
/** More numbers than are handed out while the slowest transaction runs: of a wider gap, the last so many are waited for. */
export const LOOKED_BACK = 10_000;

/**
 * How far a follower has read the change log. The highest number alone does not say it: of two transactions the one with the
 * higher number may commit first, and the other's change then appears below what was read already.
 */
export class LogPosition {
  #high: number;
  /** Numbers below the highest that were not there, and since when they are waited for. */
  readonly #missing = new Map<number, number>();

  /** @param missing numbers up to `high` that are not in the log */
  constructor(high: number, missing: Iterable<number> = [], now = 0) {
    this.#high = high;
    for (const id of missing) this.#missing.set(id, now);
  }

  /** A position that moves on its own. */
  copy(): LogPosition {
    const copy = new LogPosition(this.#high);
    for (const [id, since] of this.#missing) copy.#missing.set(id, since);
    return copy;
  }

  /** The highest number that was read. */
  get high(): number {
    return this.#high;
  }

  /** Up to here everything was read, or will never be there: where a reading may begin anew without missing anything. */
  get low(): number {
    // Numbers are added in their order, so the first one is the lowest.
    const [lowest] = this.#missing.keys();
    return lowest === undefined ? this.#high : lowest - 1;
  }

  /** The numbers that are still waited for, in their order. */
  get missing(): number[] {
    return [...this.#missing.keys()];
  }

  /** Names what was read: whoever has read the same has the same name, and anything more has another. */
  get name(): string {
    const { missing } = this;
    return missing.length === 0 ? `${this.#high}` : `${this.#high}-${hash('sha256', missing.join(), 'base64url')}`;
  }

  /** Takes in numbers that were read, in their order, at a moment in milliseconds; gives up those that never came. */
  advance(ids: readonly number[], now: number): void {
    for (const id of ids) {
      for (let between = Math.max(this.#high + 1, id - LOOKED_BACK); between < id; between += 1) {
        this.#missing.set(between, now);
      }
      this.#missing.delete(id);
      this.#high = Math.max(this.#high, id);
    }
    for (const [id, since] of this.#missing) {
      if (now - since > PATIENCE_MS) this.#missing.delete(id);
    }
  }
}
