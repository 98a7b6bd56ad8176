/** Letters that Unicode does not take apart into a base letter and an accent. */
const WHOLE_LETTERS: Record<string, string> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * Writes a name as it is searched: lower case, without accents, with one space for whatever is no letter or digit.
 * `D’Ormesson-Œdipe` and `d'ormesson oedipe` come out the same.
 */
export function toSearchText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[æœßøłđðþı]/g, (letter) => WHOLE_LETTERS[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The text that a reader is found and sorted by: the family name first. */
export function toSearchName(familyName: string, givenName: string): string {
  return toSearchText(`${familyName} ${givenName}`);
}
