/** A copy in one line: volume, call number, barcode. */
export function copyLine(item: { volume: string | null; callNumber: string | null; barcode: string }): string {
  return [item.volume, item.callNumber, item.barcode].filter((part) => part !== null && part !== '').join(' · ');
}
