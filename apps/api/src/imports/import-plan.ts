import type { ImportedTitle } from './imported-title.ts';
import type { KeySet } from './key-set.ts';
import { matchKeyOf, twinKeyOf } from './match-key.ts';

/** A title with the key that it is known by in the catalogue. */
export interface KeyedTitle {
  title: ImportedTitle;
  key: string;
  /** Whether the file had this key before: then only copies are added. */
  isRepeat: boolean;
}

/** A title of the catalogue that has the key of an imported one. */
export interface KnownTitle {
  id: number;
  /** What it was imported from; null for a title that was made here. */
  fingerprint: string | null;
}

export type Outcome = 'create' | 'update' | 'unchanged';

/**
 * Gives a title its key within its file. Rows of CSV that repeat a key are further copies of the title. MARC records that
 * share a key but differ are different things, so the later one gets a key of its own: the first import and every later one
 * of the same file decide alike.
 */
export function keyTitle(title: ImportedTitle, seen: KeySet): KeyedTitle {
  const key = matchKeyOf(title);
  if (!seen.add(key)) return { title, key, isRepeat: false };
  if (title.format === 'csv') return { title, key, isRepeat: true };
  // The very same bytes twice are one record.
  if (seen.add(`${key}\n${title.fingerprint}`)) return { title, key, isRepeat: true };
  const twin = twinKeyOf(key, title.fingerprint);
  return { title, key: twin, isRepeat: seen.add(twin) };
}

/** Tells what importing a title does. */
export function planTitle({ title, isRepeat }: KeyedTitle, known: KnownTitle | undefined): Outcome {
  if (isRepeat) return 'unchanged';
  if (known === undefined) return 'create';
  return known.fingerprint === title.fingerprint ? 'unchanged' : 'update';
}
