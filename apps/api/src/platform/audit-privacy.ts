/** What leads from an entry to a reader. */
const POINTERS: ReadonlySet<string> = new Set(['patron', 'patronId', 'patronName', 'activeKey']);
/** What staff wrote, or what was so of the reader, beside them. */
const ABOUT_PERSON: ReadonlySet<string> = new Set([...POINTERS, 'comment', 'closedNote', 'restriction']);

/**
 * Leaves out of an entry whose reader it was. The rows of loans and holds say that as long as they may; the log outlives
 * them, so it must not.
 */
export function withoutPointers(value: unknown): unknown {
  return without(value, POINTERS);
}

/** What may stay of an entry's text once its loan or hold is anonymous: what was done, and not to whom or why. */
export function redactEntryText(text: string | null): string | null {
  return text === null ? null : JSON.stringify(without(JSON.parse(text), ABOUT_PERSON));
}

function without(value: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, keys));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !keys.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner, keys)]));
}
