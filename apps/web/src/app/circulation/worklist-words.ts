/** A copy in one line: volume, call number, barcode. */
export function copyLine(item: { volume: string | null; callNumber: string | null; barcode: string }): string {
  return [item.volume, item.callNumber, item.barcode].filter((part) => part !== null && part !== '').join(' · ');
}

/** The parameters that have a value. */
export function given(params: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
