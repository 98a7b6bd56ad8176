/** A field left empty means "nothing": the API wants null, the form an empty text. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

/** The id chosen in a select, or null for its empty choice. */
export function idOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** The number in an address, where it names one. */
export function numberIn(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

/** The select's text for an id. */
export function textOfId(id: number | null): string {
  return id === null ? '' : String(id);
}

/** Only the named parts of a body, for a PATCH. */
export function only<T extends object>(body: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name))) as Partial<T>;
}
