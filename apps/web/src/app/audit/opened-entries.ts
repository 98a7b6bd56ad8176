import { signal } from '@angular/core';

/** Which entries are open, so that the differences of closed ones are not drawn. */
export class OpenedEntries {
  private readonly ids = signal<ReadonlySet<number>>(new Set());

  has(id: number): boolean {
    return this.ids().has(id);
  }

  set(id: number, isOpen: boolean): void {
    this.ids.update((ids) => new Set(isOpen ? [...ids, id] : [...ids].filter((other) => other !== id)));
  }
}
