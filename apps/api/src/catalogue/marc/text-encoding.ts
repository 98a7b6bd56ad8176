import { isUtf8 } from 'node:buffer';
import { decodeIso5426, decodeMarc8, type DecodedText } from './marc8.ts';

/** How the text of a record or a file is written as bytes. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'marc-8',
  'iso-5426',
  'windows-1252',
  'windows-1251',
  'ibm866',
  'utf-16le',
  'utf-16be',
] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** Decodes bytes; what stands for no character becomes U+FFFD and is counted. The text is in NFC. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  if (encoding === 'marc-8') return decodeMarc8(bytes);
  if (encoding === 'iso-5426') return decodeIso5426(bytes);
  if (encoding === 'utf-8' && !isUtf8(bytes)) return decodeMixedUtf8(bytes);
  return { text: new TextDecoder(encoding).decode(bytes).normalize('NFC'), replaced: 0 };
}

/**
 * Decodes what says it is UTF-8 but is not everywhere: a byte that belongs to no UTF-8 sequence is read as Windows-1252, the
 * usual stowaway. Each such byte counts as replaced.
 */
function decodeMixedUtf8(bytes: Uint8Array): DecodedText {
  const windows = new TextDecoder('windows-1252');
  let text = '';
  let replaced = 0;
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start).toString('utf8');
    text += windows.decode(bytes.subarray(at, at + 1));
    replaced += 1;
    at += 1;
    start = at;
  }
  text += Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start).toString('utf8');
  return { text: text.normalize('NFC'), replaced };
}

/** The length of the valid UTF-8 sequence at a place, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return first >= 0xc2 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** What the bytes above 7F look like, counted over one record or the beginning of a file. */
interface HighBytes {
  total: number;
  /** Valid UTF-8 sequences of two bytes and more. */
  utf8Sequences: number;
  /** The commonest marks of MARC-8 (acute, grave, circumflex, tilde, macron, umlaut, cedilla) before a fitting letter. */
  marc8Marks: number;
  /** The marks of ISO 5426 (C0–DF) before a letter. */
  iso5426Marks: number;
  /** The commonest accented letters of Latin-1 that are rare marks in MARC-8: à é í ï î ñ ó ô ö ú û ü. */
  latin1Letters: number;
  /** Marks before anything but a letter, and places that MARC-8 leaves undefined. */
  impossible: number;
  /** Bytes that stand directly after another byte above 7F: words of another script have many. */
  inRuns: number;
  /** Bytes 80–AF, which hold letters in IBM 866 and next to none in Windows-1251. */
  below0xb0: number;
}

function countHighBytes(bytes: Uint8Array): HighBytes {
  const counts: HighBytes = {
    total: 0,
    utf8Sequences: 0,
    marc8Marks: 0,
    iso5426Marks: 0,
    latin1Letters: 0,
    impossible: 0,
    inRuns: 0,
    below0xb0: 0,
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    counts.total += 1;
    if (sequenceLength(bytes, at) > 1) counts.utf8Sequences += 1;
    if (at > 0 && bytes[at - 1]! >= 0x80) counts.inRuns += 1;
    if (byte < 0xb0) counts.below0xb0 += 1;
    const next = bytes[at + 1] ?? 0;
    const isBeforeLetter = isAsciiLetter(next) || next >= 0xc0;
    if (byte < 0xa0) counts.impossible += byte === 0x88 || byte === 0x89 || byte === 0x8d || byte === 0x8e ? 0 : 1;
    else if (byte >= 0xc0 && !isBeforeLetter) counts.impossible += 1;
    else if (byte >= 0xc0 && byte < 0xe0) counts.iso5426Marks += 1;
    if (COMMON_MARC8_MARKS.includes(byte) && MARKED_LETTERS.includes(next | 0x20)) counts.marc8Marks += 1;
    if (COMMON_LATIN1_LETTERS.includes(byte)) counts.latin1Letters += 1;
  }
  return counts;
}

const COMMON_MARC8_MARKS = [0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe8, 0xf0];
const MARKED_LETTERS = [...Buffer.from('aeioucny')];
const COMMON_LATIN1_LETTERS = [...Buffer.from('àéíïîñóôöúûü', 'latin1')];

function isAsciiLetter(byte: number): boolean {
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x5a;
}

/** What a record says of its encoding, in the leader or (UNIMARC) in field 100. */
export type DeclaredEncoding = 'utf-8' | 'marc-8' | 'iso-5426';

/**
 * Decides how a record's text is encoded. What the record says is believed only while its bytes agree: exports that label
 * UTF-8 as MARC-8, Latin-1 as MARC-8, or MARC-8 as UTF-8 are everyday. Valid UTF-8 is never anything else in practice.
 */
export function chooseEncoding(
  bytes: Uint8Array,
  declared: DeclaredEncoding,
): { encoding: TextEncoding; isMislabelled: boolean } {
  const agree = (encoding: TextEncoding) => ({ encoding, isMislabelled: encoding !== declared });
  const counts = countHighBytes(bytes);
  if (counts.total === 0)
    return { encoding: bytes.includes(0x1b) ? legacyOf(declared) : 'utf-8', isMislabelled: false };
  if (isUtf8(bytes)) return agree('utf-8');
  // A few stray bytes among much good UTF-8 do not make another encoding.
  if (counts.utf8Sequences * 2 > counts.total - counts.utf8Sequences * 2) return agree('utf-8');
  if (bytes.includes(0x1b)) return agree(legacyOf(declared));
  return agree(chooseLegacy(counts, legacyOf(declared)));
}

function legacyOf(declared: DeclaredEncoding): 'marc-8' | 'iso-5426' {
  return declared === 'iso-5426' ? 'iso-5426' : 'marc-8';
}

function chooseLegacy(counts: HighBytes, declared: 'marc-8' | 'iso-5426'): TextEncoding {
  // Letters of one word side by side: no text of marks and letters does that, Cyrillic code pages always do.
  if (counts.total >= 8 && counts.inRuns > counts.total * 0.5) {
    return counts.below0xb0 > counts.total * 0.3 ? 'ibm866' : 'windows-1251';
  }
  if (declared === 'iso-5426') {
    return counts.iso5426Marks > counts.latin1Letters && counts.impossible <= counts.total * 0.1
      ? declared
      : 'windows-1252';
  }
  return counts.latin1Letters + counts.impossible > counts.marc8Marks && counts.impossible > 0
    ? 'windows-1252'
    : declared;
}

/**
 * Decides how a text file (CSV) is encoded, from its first kilobytes. A byte order mark is believed; zeros at every other
 * place are UTF-16; valid UTF-8 is UTF-8; the rest is the code page of Western Windows or, in long runs, a Cyrillic one.
 */
export function chooseFileEncoding(sample: Uint8Array): TextEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) evenZeros += 1;
    if (sample[at + 1] === 0) oddZeros += 1;
  }
  const pairs = sample.length / 2;
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le';
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return 'utf-16be';
  if (isUtf8(withoutCutSequence(sample))) return 'utf-8';
  const counts = countHighBytes(sample);
  if (counts.utf8Sequences * 2 > counts.total - counts.utf8Sequences * 2) return 'utf-8';
  return chooseLegacy({ ...counts, marc8Marks: 0, impossible: counts.total }, 'marc-8');
}

/** Drops the last three bytes at most, where the sample may have cut a character in two. */
function withoutCutSequence(sample: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= sample.length; back += 1) {
    const byte = sample[sample.length - back]!;
    if (byte >= 0xc0) return sample.subarray(0, sample.length - back);
    if (byte < 0x80) break;
  }
  return sample;
}

/**
 * Tells whether text in Unicode holds pieces that were MARC-8 and were read as Latin-1 on their way (`bâebâe` for `bébé`):
 * many pairs that no language writes, a mark of MARC-8 and the letter that it belongs to.
 */
export function isMarc8ReadAsLatin1(text: string): boolean {
  const accents = text.match(/[\u00e0-\u00fe]/g)?.length ?? 0;
  const impossible = text.match(/â[eE]|áe|ðc/g)?.length ?? 0;
  return impossible >= 20 && impossible > accents * 0.1;
}

/**
 * Undoes what `isMarc8ReadAsLatin1` found, in one cell: only if every accented letter in it is such a mark before its letter,
 * since other cells of the same file may be sound.
 */
export function repairMarc8ReadAsLatin1(text: string): string {
  const rest = text.replace(/[áâãäåèéêðñ](?=[aeiouycnszAEIOUYCNSZ])/g, '');
  const isGarbled =
    rest.length < text.length && !/[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]|[^\u0000-\u00ff]/.test(rest);
  // Portuguese writes ão, and é before a consonant is everyday: alone they prove nothing.
  const isSure = /[áâèð][aeiouycAEIOUYC]|ã[aeiu]/.test(text);
  return isGarbled && isSure ? decodeMarc8(Buffer.from(text, 'latin1')).text : text;
}
