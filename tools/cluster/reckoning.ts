/** What desks were told: loans with the barcodes of their copies, and which of them are returned. */
export interface Told {
  lent: [loan: number, barcode: string][];
  returned: number[];
}

/** A loan as the database has it. */
export interface Kept {
  id: number;
  barcode: string;
  isReturned: boolean;
}

/** How much of what desks were told the database does not have, and how many loans it has that no desk was told of. */
export function reckon({ lent, returned }: Told, rows: Kept[]): { gone: number; untold: number } {
  const nameOf = (id: number, barcode: string) => `${id} ${barcode}`;
  const kept = new Map(rows.map((row) => [nameOf(row.id, row.barcode), row.isReturned]));
  const told = lent.map(([id, barcode]) => nameOf(id, barcode));
  const loans = new Set(told);
  // Told twice: a database that forgot a loan gave its number to another one.
  const twice = told.length - loans.size;
  const missing = [...loans].filter((loan) => !kept.has(loan)).length;
  const barcodeOf = new Map(lent);
  const open = returned.filter((id) => kept.get(nameOf(id, barcodeOf.get(id) ?? '')) !== true).length;
  return { gone: twice + missing + open, untold: [...kept.keys()].filter((loan) => !loans.has(loan)).length };
}
