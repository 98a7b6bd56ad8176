/**
 * The minor units in an amount as people type it: `12`, `12,5`, `12.50`, `1 234,50`, with or without a sign of a currency
 * of two decimals or of another number. Null when it is no positive amount.
 */
export function parseMoney(text: string, decimals: number): number | null {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^\p{Sc}|\p{Sc}$/gu, '');
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(compact);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return null;
  const amount = Number(whole) * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || '0');
  return amount > 0 ? amount : null;
}

/** An amount as one would type it into a field: no currency, no grouping. */
export function moneyText(amount: number, decimals: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(amount / 10 ** decimals);
}

/** How many decimals a currency has. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
