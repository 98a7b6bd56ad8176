import { computed, Injectable, signal } from '@angular/core';
import type { DeskTask, SessionEntry } from './desk-types';

const LONGEST_LOG = 200;
const UNDO_WITHIN_MS = 10 * 60_000;
const LOG_KEY = 'biblio.desk.log';
const TASKS_KEY = 'biblio.desk.tasks';

/** Whether the server would still take this action back. */
export function isUndoable(entry: SessionEntry, now: number): boolean {
  return entry.state === 'done' && entry.undo !== null && now - Date.parse(entry.at) < UNDO_WITHIN_MS;
}

/**
 * What was done at this desk since the librarian signed in, newest first, and what the server has not answered yet. Both
 * live in the browser tab's storage: a reload keeps them, closing the tab forgets them.
 */
@Injectable({ providedIn: 'root' })
export class SessionLog {
  private readonly list = signal<readonly SessionEntry[]>([]);
  private owner = '';

  readonly entries = this.list.asReadonly();
  readonly lastUndoable = computed(
    () => this.list().find((entry) => entry.state === 'done' && entry.undo !== null) ?? null,
  );

  /** Opens the log of one member of staff and forgets another one's; false when it was open already. */
  open(owner: string): boolean {
    if (this.owner === owner) return false;
    this.owner = owner;
    this.list.set(read<SessionEntry>(LOG_KEY, owner));
    return true;
  }

  add(entry: SessionEntry): void {
    this.change([entry, ...this.list().filter(({ id }) => id !== entry.id)].slice(0, LONGEST_LOG));
  }

  update(id: string, change: Partial<SessionEntry>): void {
    this.change(this.list().map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  remove(id: string): void {
    this.change(this.list().filter((entry) => entry.id !== id));
  }

  clear(): void {
    this.change([]);
  }

  keepTasks(tasks: readonly DeskTask[]): void {
    write(TASKS_KEY, this.owner, tasks);
  }

  keptTasks(): DeskTask[] {
    return read<DeskTask>(TASKS_KEY, this.owner);
  }

  private change(entries: readonly SessionEntry[]): void {
    this.list.set(entries);
    write(LOG_KEY, this.owner, entries);
  }
}

function write(key: string, owner: string, list: readonly unknown[]): void {
  // Storage can be full or forbidden by the browser; the desk then works on, it only forgets on a reload.
  try {
    sessionStorage.setItem(key, JSON.stringify({ owner, list }));
  } catch {
    return;
  }
}

function read<T>(key: string, owner: string): T[] {
  // The same storage can be forbidden, or hold what an older version wrote: both mean an empty list.
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { owner: string; list: T[] } | null;
    return kept?.owner === owner && Array.isArray(kept.list) ? kept.list : [];
  } catch {
    return [];
  }
}
