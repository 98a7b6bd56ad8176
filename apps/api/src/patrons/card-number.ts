/** What a card's number may look like: what a scanner reads from a barcode. */
export const CARD_NUMBER_PATTERN = '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$';

/**
 * Makes the card number of a place in the sequence: 2, nine digits, and a check digit that catches a wrong digit and most
 * swapped ones (Luhn, ISO/IEC 7812-1).
 */
export function makeCardNumber(sequence: number): string {
  const payload = `2${String(sequence).padStart(9, '0')}`;
  return payload + checkDigitOf(payload);
}

/** Tells whether a number made by `makeCardNumber` was read or typed without a fault. */
export function hasValidCheckDigit(number: string): boolean {
  return /^\d{2,}$/.test(number) && checkDigitOf(number.slice(0, -1)) === number.slice(-1);
}

function checkDigitOf(payload: string): string {
  const sum = [...payload].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
