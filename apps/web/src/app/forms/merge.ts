/** A field that two people changed differently since both read it. */
export interface Conflict<T> {
  readonly name: keyof T & string;
  readonly mine: T[keyof T];
  readonly theirs: T[keyof T];
  readonly choice: 'mine' | 'theirs';
}

export interface Merge<T> {
  /** What only one side changed, from that side; what both changed, as I have it. */
  readonly merged: T;
  readonly conflicts: Conflict<T>[];
}

/** Brings two edits of the same thing together, field by field, from what both began with. */
export function mergeEdits<T extends object>(base: T, mine: T, theirs: T): Merge<T> {
  const merged = { ...theirs };
  const conflicts: Conflict<T>[] = [];
  for (const name of Object.keys(theirs) as (keyof T & string)[]) {
    if (isSame(mine[name], theirs[name]) || isSame(mine[name], base[name])) continue;
    merged[name] = mine[name];
    if (!isSame(theirs[name], base[name])) {
      conflicts.push({ name, mine: mine[name], theirs: theirs[name], choice: 'mine' });
    }
  }
  return { merged, conflicts };
}

/** Only the fields that differ from what was read, for a PATCH; empty when nothing changed. */
export function changedFields<T extends object>(base: T, now: T): Partial<T> {
  const entries = Object.entries(now).filter(([name, value]) => !isSame(value, base[name as keyof T]));
  return Object.fromEntries(entries) as Partial<T>;
}

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
