/** The row of digits as an AZERTY keyboard types it without Shift: a scanner set to QWERTY writes these for 0 to 9. */
const AZERTY_DIGITS = 'à&é"\'(-è_ç';
const ONLY_AZERTY_DIGITS = /^[à&é"'(\-è_ç]{6,}$/;

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/g;

/** How long the same code counts as one trigger of the scanner that bounced, in milliseconds. */
export const DOUBLE_SCAN_MS = 1500;

/**
 * What was typed or scanned, as the library would write it: control characters and outer blanks gone, one blank between
 * words, and digits restored when a scanner set to QWERTY met an AZERTY keyboard.
 */
export function cleanScan(text: string): string {
  const cleaned = text.normalize('NFC').replace(CONTROL_CHARACTERS, '').replace(/\s+/g, ' ').trim();
  if (!ONLY_AZERTY_DIGITS.test(cleaned)) return cleaned;
  return Array.from(cleaned, (character) => AZERTY_DIGITS.indexOf(character)).join('');
}

/** Whether a text is shaped like a card or item number: one word, at least four characters, with a digit. */
export function looksLikeCode(text: string): boolean {
  return /^[\p{L}\d._/-]{4,}$/u.test(text) && /\d{2}/.test(text);
}

/** Whether it is worth suggesting readers and titles while this is typed: two letters, and not a code. */
export function isWorthSuggesting(text: string): boolean {
  return /\p{L}.*\p{L}/u.test(text) && !looksLikeCode(text);
}

/** Whether this scan is the previous one again because the scanner's trigger bounced; times in milliseconds. */
export function isDoubleScan(previous: { text: string; at: number } | null, text: string, at: number): boolean {
  return previous !== null && previous.text === text && looksLikeCode(text) && at - previous.at < DOUBLE_SCAN_MS;
}
