/**
 * The single-byte character sets of MARC-8 (and of UNIMARC's ISO 5426 family, which shares most of them), after the code
 * tables that the Library of Congress publishes. A table gives the character of a byte. Marks are written on a carrier "◌" here so that they can be read.
 */
export type CharacterTable = ReadonlyMap<number, string>;

/** Lays characters from a first byte on; `·` leaves a place empty, `◌` before a mark is dropped. */
function table(...rows: [firstByte: number, characters: string][]): CharacterTable {
  const map = new Map<number, string>();
  for (const [firstByte, characters] of rows) {
    let byte = firstByte;
    for (const character of characters.replaceAll('◌', '')) {
      if (character !== '·') map.set(byte, character);
      byte += 1;
    }
  }
  return map;
}

/** Moves a table of the lower half to the upper half or back: any set may be invoked in either. */
export function inHalf(characters: CharacterTable, half: 0 | 0x80): CharacterTable {
  return new Map([...characters].map(([byte, character]) => [(byte & 0x7f) | half, character]));
}

/** ANSEL, the extended Latin set. The middle dot stands at A8 and is set apart, as `·` means "none" here. */
export const ANSEL: CharacterTable = new Map([
  ...table(
    [0x88, '\u0098\u009c'],
    [0x8d, '\u200d\u200c'],
    [0xa1, 'ŁØĐÞÆŒʹ·♭®±ƠƯʼ·ʻłøđþæœʺı£ð·ơư··°ℓ℗©♯¿¡ß€'],
    [0xe0, '◌̉◌̀◌́◌̂◌̃◌̄◌̆◌̇◌̈◌̌◌̊◌︠◌︡◌̕◌̋◌̐◌̧◌̨◌̣◌̤◌̥◌̳◌̲◌̦◌̜◌̮◌︢◌︣··◌̓'],
  ),
  [0xa8, '\u00b7'],
]);

/** ISO 5426, the extended Latin set of UNIMARC. */
export const ISO_5426: CharacterTable = new Map([
  ...table(
    [0x88, '\u0098\u009c'],
    [0xa1, '¡„£$¥†§′‘“«♭©℗®ʻʼ‚···‡·″’”»♯ʹʺ¿'],
    [0xc0, '◌̉◌̀◌́◌̂◌̃◌̄◌̆◌̇◌̈◌̈◌̊◌̕◌̒◌̋◌̛◌̌◌̧◌̜◌̡◌̨◌̥◌̮◌̣◌̤◌̲◌̳◌̩◌̭·◌︠◌︡◌︣'],
    [0xe1, 'ÆĐ···Ĳ·ŁØŒ·Þ'],
    [0xf1, 'æđð·ıĳ·łøœßþ'],
  ),
  [0xb7, '\u00b7'],
]);

const ASCII_PUNCTUATION = '!"#$%&\'()*+,-./0123456789:;<=>?';

export const BASIC_CYRILLIC: CharacterTable = table(
  [0x21, ASCII_PUNCTUATION],
  [0x40, 'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧ'],
);

export const EXTENDED_CYRILLIC: CharacterTable = table(
  [0x40, 'ґђѓєёѕіїјљњћќўџ·ѣѳѵѫ'],
  [0x5b, '[·]·_ҐЂЃЄЁЅІЇЈЉЊЋЌЎЏЪѢѲѴѪ'],
);

export const BASIC_GREEK: CharacterTable = new Map([
  ...table(
    [0x21, '◌̀◌́◌̈◌͂◌̓◌̔◌ͅ'],
    [0x30, '«»“”ʹ͵'],
    [0x3f, ';'],
    [0x41, 'ΑΒ·ΓΔΕϚϜΖΗΘΙΚΛΜΝΞΟΠϞΡΣ·ΤΥΦΧΨΩϠ'],
    [0x61, 'αβϐγδεϛϝζηθικλμνξοπϟρσςτυφχψωϡ'],
  ),
  [0x3b, '\u00b7'],
]);

export const BASIC_HEBREW: CharacterTable = table(
  [0x21, '!״#$%&׳()*+,־./0123456789:;<=>?'],
  [0x40, '◌ַ◌ָ◌ֶ◌ֵ◌ִ◌ֹ◌ֻ◌ְ◌ֲ◌ֳ◌ֱ◌ּ◌ֿ◌ׁ◌ﬞ'],
  [0x5b, '[·]'],
  [0x60, 'אבגדהוזחטיךכלםמןנסעףפץצקרשתװױײ'],
);

export const BASIC_ARABIC: CharacterTable = table(
  [0x21, '!"#$٪&\'()٭+،-./٠١٢٣٤٥٦٧٨٩:؛<=>؟'],
  [0x41, 'ءآأؤإئابةتثجحخدذرزسشصضطظعغ[·]'],
  [0x60, 'ـفقكلمنهوىي◌ً◌ٌ◌ٍ◌َ◌ُ◌ِ◌ّ◌ْٱ◌ٰ'],
  [0x78, '٬”“'],
);

export const EXTENDED_ARABIC: CharacterTable = table(
  [0x21, '۽ٲٳٹٺٻټٽپٿڀځڂڃڄڅچڿڇڈډڊڋڌڍڎڏڐڑڒړڔڕږڗژڙښڛڜۺڝڞۻڟڠۼڡڢڣڤڥڦڧڨ'],
  [0x58, 'کڪګڬڭڮگڰڱڲڳڴڵڶڷڸںڻڼڽڹھۀۄۅۆۊۋۍێېےۓ'],
  [0x7d, '◌̆◌̌'],
);

export const SUPERSCRIPT: CharacterTable = table([0x28, '⁽⁾·⁺·⁻··⁰¹²³⁴⁵⁶⁷⁸⁹']);
export const SUBSCRIPT: CharacterTable = table([0x28, '₍₎·₊·₋··₀₁₂₃₄₅₆₇₈₉']);
export const GREEK_SYMBOLS: CharacterTable = table([0x61, 'αβγ']);
