/** What was found wrong with an ISBN; `null` stands for a sound one. */
export type IsbnFault = 'length' | 'characters' | 'checksum';

export interface IsbnCheck {
  /** Digits only (with a final X for some ISBN-10), as typed otherwise. */
  readonly compact: string;
  readonly fault: IsbnFault | null;
}

/** Checks an ISBN-10 or ISBN-13, with or without hyphens, by its check digit. */
export function checkIsbn(text: string): IsbnCheck {
  const compact = text.replace(/[\s\-‐‑–.]/g, '').toUpperCase();
  if (compact.length === 10) {
    if (!/^\d{9}[\dX]$/.test(compact)) return { compact, fault: 'characters' };
    return { compact, fault: hasIsbn10Checksum(compact) ? null : 'checksum' };
  }
  if (compact.length === 13) {
    if (!/^\d{13}$/.test(compact)) return { compact, fault: 'characters' };
    return { compact, fault: hasIsbn13Checksum(compact) ? null : 'checksum' };
  }
  return { compact, fault: /^[\dX]*$/.test(compact) ? 'length' : 'characters' };
}

/** The 13-digit form by which two ISBN are compared; a faulty one is compared as it is. */
export function comparableIsbn(text: string): string {
  const { compact, fault } = checkIsbn(text);
  if (fault !== null || compact.length === 13) return compact;
  const body = `978${compact.slice(0, 9)}`;
  return `${body}${isbn13CheckDigit(body)}`;
}

function hasIsbn10Checksum(compact: string): boolean {
  const sum = [...compact].reduce((total, sign, index) => total + (10 - index) * (sign === 'X' ? 10 : Number(sign)), 0);
  return sum % 11 === 0;
}

function hasIsbn13Checksum(compact: string): boolean {
  return isbn13CheckDigit(compact.slice(0, 12)) === compact[12];
}

function isbn13CheckDigit(body: string): string {
  const sum = [...body].reduce((total, sign, index) => total + Number(sign) * (index % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}
