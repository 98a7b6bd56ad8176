/** As many changes as are remembered: who has not looked for longer is told that anything may have changed. */
const REMEMBERED = 1000;

/** The records that a follower of the change log has seen to change, counted in the order in which it saw them. */
export class FollowedChanges {
  #changes: { id: number; recordId: number }[] = [];
  #last = 0;
  /** Up to here what changed is not known any more. */
  #forgotten = 0;

  /** The count of the last change. */
  get last(): number {
    return this.#last;
  }

  add(recordIds: readonly number[]): void {
    for (const recordId of recordIds) this.#changes.push({ id: (this.#last += 1), recordId });
    if (this.#changes.length > 2 * REMEMBERED) {
      this.#forgotten = this.#changes.at(-REMEMBERED - 1)!.id;
      this.#changes = this.#changes.slice(-REMEMBERED);
    }
  }

  /** Notes that anything may have changed. */
  addAll(): void {
    this.#forgotten = this.#last += 1;
    this.#changes = [];
  }

  /** The changes after a count; null where they are not known any more. */
  after(position: number): { id: number; recordId: number }[] | null {
    if (position < this.#forgotten) return null;
    return this.#changes.filter(({ id }) => id > position);
  }
}
