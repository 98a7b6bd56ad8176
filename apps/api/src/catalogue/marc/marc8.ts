import { eaccTable } from './eacc.ts';
import {
  ANSEL,
  BASIC_ARABIC,
  BASIC_CYRILLIC,
  BASIC_GREEK,
  BASIC_HEBREW,
  EXTENDED_ARABIC,
  EXTENDED_CYRILLIC,
  GREEK_SYMBOLS,
  inHalf,
  ISO_5426,
  SUBSCRIPT,
  SUPERSCRIPT,
  type CharacterTable,
} from './marc8-tables.ts';

/** What stands at one half of the code table: ASCII, a single-byte set, or East Asian triples. */
type CharacterSet = 'ascii' | 'eacc' | CharacterTable;

/** A text in Unicode (NFC), and how many of its bytes or triples stand for no character (they became U+FFFD). */
export interface DecodedText {
  text: string;
  replaced: number;
}

/** The sets in force at the start of each subfield: in bytes 21–7E and in bytes A1–FE. */
interface InitialSets {
  lower: CharacterSet;
  upper: CharacterSet;
}

const MARC_8: InitialSets = { lower: 'ascii', upper: ANSEL };
const ISO_5426_SETS: InitialSets = { lower: 'ascii', upper: ISO_5426 };

/** Decodes a subfield in MARC-8, the encoding of MARC 21 records whose leader does not say UTF-8. */
export function decodeMarc8(bytes: Uint8Array): DecodedText {
  return decodeIso2022(bytes, MARC_8);
}

/** Decodes a subfield in ISO 5426, the extended Latin of UNIMARC. */
export function decodeIso5426(bytes: Uint8Array): DecodedText {
  return decodeIso2022(bytes, ISO_5426_SETS);
}

const ESCAPE = 0x1b;
const REPLACEMENT = '\ufffd';

/** Sets by the final byte of the escape sequence that designates them. */
function setOf(final: string): CharacterTable | 'ascii' | 'eacc' | undefined {
  switch (final) {
    case 'B':
    case 's':
      return 'ascii';
    case 'E':
      return ANSEL;
    case 'P':
      return ISO_5426;
    case '1':
      return 'eacc';
    case '2':
      return BASIC_HEBREW;
    case '3':
      return BASIC_ARABIC;
    case '4':
      return EXTENDED_ARABIC;
    case 'N':
      return BASIC_CYRILLIC;
    case 'Q':
      return EXTENDED_CYRILLIC;
    case 'S':
      return BASIC_GREEK;
    case 'g':
      return GREEK_SYMBOLS;
    case 'b':
      return SUBSCRIPT;
    case 'p':
      return SUPERSCRIPT;
    default:
      return undefined;
  }
}

/** `ESC`, then the intermediate bytes that say which half is meant (or none), then the final byte. */
const ESCAPE_SEQUENCE = /^\u001b(?:(\$?[(,])!?|(\$?[)-])!?|(\$))?([B-Zgbps1-4])/;

function decodeIso2022(bytes: Uint8Array, initial: InitialSets): DecodedText {
  const placed: [lower: CharacterSet, upper: CharacterSet] = [initial.lower, initial.upper];
  let text = '';
  // In these sets a mark comes before its letter, in Unicode after it.
  let marks = '';
  let replaced = 0;
  const put = (character: string): void => {
    if (isLeadingMark(character)) marks += character;
    else {
      text += character + marks;
      marks = '';
    }
  };

  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === ESCAPE) {
      const match = ESCAPE_SEQUENCE.exec(String.fromCharCode(...bytes.subarray(at, at + 5)));
      const chosen = match === null ? undefined : setOf(match[4]!);
      if (match === null || chosen === undefined) {
        replaced += 1;
        at += 1;
        continue;
      }
      placed[match[2] === undefined ? 0 : 1] = chosen;
      at += match[0].length;
      continue;
    }
    const half = byte >= 0x80 ? 1 : 0;
    const set = placed[half];
    if (byte <= 0x20 || byte === 0x7f) {
      put(byte === 0x20 ? ' ' : String.fromCharCode(byte));
      at += 1;
    } else if (set === 'ascii') {
      put(half === 0 ? String.fromCharCode(byte) : REPLACEMENT);
      replaced += half;
      at += 1;
    } else if (set === 'eacc') {
      const triple = ((byte & 0x7f) << 16) | ((bytes[at + 1]! & 0x7f) << 8) | (bytes[at + 2]! & 0x7f);
      const isWhole = at + 2 < bytes.length && isGraphic(bytes[at + 1]!) && isGraphic(bytes[at + 2]!);
      const character = isWhole ? eaccTable().get(triple) : undefined;
      if (character === undefined) replaced += 1;
      put(character ?? REPLACEMENT);
      // A broken triple is most often the end of the East Asian text whose closing escape got lost.
      at += isWhole ? 3 : 1;
    } else {
      const character = lookUp(set, byte);
      if (character === undefined) replaced += 1;
      put(character ?? REPLACEMENT);
      at += 1;
    }
  }
  // A mark at the end has no letter to sit on.
  if (marks !== '') text += marks;
  return { text: resolveReferences(text).normalize('NFC'), replaced };
}

function isGraphic(byte: number): boolean {
  return (byte & 0x7f) > 0x20 && (byte & 0x7f) < 0x7f;
}

/** The superscript alef of Arabic is a letter of its own in MARC-8. */
function isLeadingMark(character: string): boolean {
  return character > '\u02ff' && character !== '\u0670' && /^\p{M}/u.test(character);
}

const halves = new WeakMap<CharacterTable, [CharacterTable, CharacterTable]>();

/** A set has one place in its table; the file may have put it at either half. ANSEL's controls (88–8E) stay where they are. */
function lookUp(set: CharacterTable, byte: number): string | undefined {
  const direct = set.get(byte);
  if (direct !== undefined) return direct;
  let pair = halves.get(set);
  if (pair === undefined) {
    pair = [inHalf(set, 0), inHalf(set, 0x80)];
    halves.set(set, pair);
  }
  return pair[byte >= 0x80 ? 1 : 0].get(byte);
}

/** Systems that cannot hold a character in MARC-8 write it as `&#x4E00;`, as the Library of Congress recommends. */
function resolveReferences(text: string): string {
  if (!text.includes('&#x')) return text;
  return text.replace(/&#x([0-9a-f]{4,6});/gi, (reference: string, code: string) => {
    const value = Number.parseInt(code, 16);
    const isCharacter = value >= 0xa0 && value <= 0x10_ffff && !(value >= 0xd800 && value < 0xe000);
    return isCharacter ? String.fromCodePoint(value) : reference;
  });
}
