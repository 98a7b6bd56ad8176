/** Scripts that a font may lack, by their ISO 15924 codes, as the regular expressions of ECMAScript and `Intl` know them. */
const SCRIPTS = [
  'Hira',
  'Kana',
  'Hang',
  'Hani',
  'Thai',
  'Deva',
  'Beng',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Gujr',
  'Guru',
  'Sinh',
  'Khmr',
  'Laoo',
  'Mymr',
  'Tibt',
  'Ethi',
  'Syrc',
  'Thaa',
  'Mong',
  'Cher',
  'Cans',
  'Arab',
  'Hebr',
  'Armn',
  'Geor',
  'Grek',
  'Cyrl',
].map((code) => ({ code, isIn: new RegExp(`^\\p{Script=${code}}`, 'u') }));

const SCRIPT_NAMES = {
  fr: new Intl.DisplayNames('fr', { type: 'script' }),
  en: new Intl.DisplayNames('en', { type: 'script' }),
};

const RIGHT_TO_LEFT = /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;

/**
 * Makes a text of any origin fit for a font: one line, composed, without control characters. What the font has no picture
 * for becomes the name of its script in brackets, such as `[japonais]`: better than boxes that nobody can read.
 *
 * @param hasGlyph whether the font knows a character, by its code point.
 */
export function toPrintable(text: string, language: 'fr' | 'en', hasGlyph: (codePoint: number) => boolean): string {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '');
  const parts: (string | Set<string>)[] = [];
  for (const character of clean) {
    const last = parts.at(-1);
    if (hasGlyph(character.codePointAt(0)!)) {
      if (typeof last === 'string') parts[parts.length - 1] = last + character;
      else parts.push(character);
      continue;
    }
    // A mark belongs to the letter before it, and goes with it.
    const script = /^\p{M}/u.test(character) ? undefined : scriptOf(character);
    // Words that cannot be shown are named once, not each.
    const before = parts.at(-2);
    if (typeof last === 'string' && last.trim() === '' && before instanceof Set) parts.pop();
    const unknown = parts.at(-1);
    if (unknown instanceof Set) {
      if (script !== undefined) unknown.add(script);
    } else if (script !== undefined) parts.push(new Set([script]));
  }
  return parts.map((part) => (typeof part === 'string' ? part : `[${nameOf(part, language)}]`)).join('');
}

/**
 * Breaks a text into lines at its spaces, and inside a word only where a word alone is too wide.
 *
 * @param widthOf the width of a text in the font and size that it will have.
 */
export function wrapText(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && widthOf(line + character) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * Cuts a line into the parts that are drawn from left to right, with a space between two: the line as it is, or its words
 * where some are read from right to left. Those stand the other way round among themselves; letters inside a word are the
 * font's business.
 */
export function toDrawnParts(line: string): string[] {
  if (!RIGHT_TO_LEFT.test(line)) return [line];
  const parts: string[] = [];
  let run: string[] = [];
  const endRun = () => {
    // What belongs to no direction, such as a dash at the end, stays where the line goes on.
    const rest: string[] = [];
    while (run.length > 0 && !RIGHT_TO_LEFT.test(run.at(-1)!)) rest.unshift(run.pop()!);
    parts.push(...run.reverse(), ...rest);
    run = [];
  };
  for (const word of line.split(' ')) {
    const hasNoDirection = !LEFT_TO_RIGHT.test(word);
    if (RIGHT_TO_LEFT.test(word) || (run.length > 0 && hasNoDirection)) run.push(word);
    else {
      endRun();
      parts.push(word);
    }
  }
  endRun();
  return parts;
}

function scriptOf(character: string): string {
  return SCRIPTS.find(({ isIn }) => isIn.test(character))?.code ?? '';
}

function nameOf(scripts: ReadonlySet<string>, language: 'fr' | 'en'): string {
  const isJapanese = scripts.has('Hira') || scripts.has('Kana');
  const code = isJapanese ? 'Jpan' : scripts.has('Hang') ? 'Kore' : [...scripts].find((one) => one !== '');
  return (code === undefined ? undefined : SCRIPT_NAMES[language].of(code)) ?? '…';
}
