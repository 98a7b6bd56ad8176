/** Takes the hyphens and spaces out of an ISBN, barcode or number, and puts it in capitals. */
export function compactIdentifier(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\-.]/g, '')
    .toUpperCase();
}

/** Gives the ISBN-13 of a valid ISBN-10 or ISBN-13, with or without hyphens; null when the check digit is wrong. */
export function normaliseIsbn(text: string): string | null {
  const compact = compactIdentifier(text).replace(/^ISBN(?:1[03])?:?/, '');
  if (/^\d{9}[\dX]$/.test(compact)) {
    if (!isValidIsbn10(compact)) return null;
    const body = `978${compact.slice(0, 9)}`;
    return body + isbn13CheckDigit(body);
  }
  if (/^97[89]\d{10}$/.test(compact)) {
    return isbn13CheckDigit(compact.slice(0, 12)) === compact[12] ? compact : null;
  }
  return null;
}

function isValidIsbn10(isbn: string): boolean {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += (10 - i) * (isbn[i] === 'X' ? 10 : Number(isbn[i]));
  return sum % 11 === 0;
}

/** Gives the last digit of an ISBN-13 from its first twelve. */
export function isbn13CheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(body[i]) * (i % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}
