import { isUtf8 } from 'node:buffer';
import {
  isControlField,
  type MarcFlavour,
  type MarcProblem,
  type MarcRecord,
  type MarcWarning,
} from './marc-record.ts';
import { chooseEncoding, decodeText, type DeclaredEncoding, type TextEncoding } from './text-encoding.ts';

export const RECORD_END = 0x1d;
export const FIELD_END = 0x1e;
export const SUBFIELD_START = 0x1f;
export const LEADER_LENGTH = 24;
const ENTRY_LENGTH = 12;

export type ParsedRecord =
  | { record: MarcRecord; warnings: MarcWarning[]; encoding: TextEncoding; error?: undefined }
  | { error: MarcProblem; record?: undefined };

/** One field's bytes, found by the directory. */
interface Slice {
  tag: string;
  start: number;
  /** The length that the directory gives, terminator included; NaN if it is no number. */
  declared: number;
  /** After the last byte of text: the field terminator is not part of it. */
  end: number;
}

/**
 * Parses one record of ISO 2709 from its leader to its terminator (which may be missing). Lenient: the directory is
 * believed where it agrees with the field terminators, and put right by them where it does not, since lengths counted in
 * characters instead of bytes are the commonest fault of such files.
 */
export function parseIso2709(
  bytes: Uint8Array,
  options: { encoding?: TextEncoding | undefined; flavour?: MarcFlavour | undefined } = {},
): ParsedRecord {
  const end = bytes.at(-1) === RECORD_END ? bytes.length - 1 : bytes.length;
  if (end < LEADER_LENGTH + 1) {
    return refuse('record_truncated', `The record has ${bytes.length} bytes, fewer than a leader and a directory.`);
  }
  const directoryEnd = bytes.indexOf(FIELD_END, LEADER_LENGTH);
  if (directoryEnd < 0) return refuse('malformed', 'The directory does not end.');
  const directoryStart = findDirectory(bytes, directoryEnd);
  const leader = latin1(bytes, 0, Math.min(directoryStart, LEADER_LENGTH))
    .replace(/[^\x20-\x7e]/g, ' ')
    .padEnd(LEADER_LENGTH);
  const warnings = new Set<MarcWarning>();
  if (bytes.length === end) warnings.add('terminator_missing');
  if (directoryStart !== LEADER_LENGTH) warnings.add('directory_repaired');
  const found = findFields(bytes, { start: directoryStart, end: directoryEnd }, end, warnings);
  if (!Array.isArray(found)) return { error: found };
  if (found.length === 0) return refuse('no_fields', 'The record has no fields.');

  const original = options.encoding === undefined ? undoLatin1ToUtf8(bytes, leader) : undefined;
  if (original !== undefined) {
    const parsed = parseIso2709(original, options);
    if (parsed.error === undefined) {
      const noticed = new Set<MarcWarning>([...parsed.warnings, 'encoding_mislabelled', 'length_repaired']);
      return { ...parsed, warnings: [...noticed] };
    }
  }
  const body = bytes.subarray(directoryEnd, end);
  const { encoding, isMislabelled } =
    options.encoding === undefined
      ? chooseEncoding(body, declaredEncoding(leader, bytes, found, options.flavour))
      : { encoding: options.encoding, isMislabelled: false };
  if (isMislabelled) warnings.add('encoding_mislabelled');
  const fields = decodeFields(bytes, found, encoding, warnings);
  if (!fields.some((field) => isControlField(field) || field.subfields.length > 0)) {
    return refuse('no_fields', 'The record has no fields with text.');
  }
  return { record: { leader, fields }, warnings: [...warnings], encoding };
}

/**
 * Gives the bytes of a record that something transcoded from Latin-1 to UTF-8 although they were MARC-8: then the leader's
 * length counts the characters of the file, not its bytes, and no character is beyond Latin-1.
 */
function undoLatin1ToUtf8(bytes: Uint8Array, leader: string): Uint8Array | undefined {
  const declared = Number(leader.slice(0, 5));
  if (leader[9] === 'a' || declared >= bytes.length || !isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (text.length !== declared || !/^[\u0000-\u00ff]*$/.test(text)) return undefined;
  const original = Buffer.from(text, 'latin1');
  return chooseEncoding(original, 'marc-8').encoding === 'marc-8' ? original : undefined;
}

function refuse(code: MarcProblem['code'], message: string): { error: MarcProblem } {
  return { error: { code, message } };
}

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('latin1');
}

/** Finds where the directory begins: behind the leader, unless that lost or gained characters on its way. */
function findDirectory(bytes: Uint8Array, directoryEnd: number): number {
  const excess = (directoryEnd - LEADER_LENGTH) % ENTRY_LENGTH;
  if (excess === 0) return LEADER_LENGTH;
  const candidates = [LEADER_LENGTH + excess - ENTRY_LENGTH, LEADER_LENGTH + excess];
  const isFirstEntry = (at: number) => /^[0-9A-Z]{3}\d{4}00000$/.test(latin1(bytes, at, at + ENTRY_LENGTH));
  return candidates.find(isFirstEntry) ?? LEADER_LENGTH;
}

/** Reads the directory and finds each field's bytes. */
function findFields(
  bytes: Uint8Array,
  directory: { start: number; end: number },
  end: number,
  warnings: Set<MarcWarning>,
): Slice[] | MarcProblem {
  const length = directory.end - directory.start;
  const base = directory.end + 1;
  const slices: Slice[] = [];
  let isExact = length % ENTRY_LENGTH === 0;
  for (let at = directory.start; at + ENTRY_LENGTH <= directory.end; at += ENTRY_LENGTH) {
    const entry = latin1(bytes, at, at + ENTRY_LENGTH);
    const fieldLength = digits(entry, 3, 7);
    const fieldStart = digits(entry, 7, 12);
    const tag = entry.slice(0, 3);
    const start = base + fieldStart;
    // A field of 9,999 bytes and more has a length of zeros or nines in most exports: its terminator says where it ends.
    const isOverlong = fieldLength === 0 || fieldLength === 9999;
    const isTerminated = isOverlong || bytes[start + fieldLength - 1] === FIELD_END;
    if (Number.isNaN(fieldLength) || Number.isNaN(fieldStart) || start + fieldLength > end + 1) isExact = false;
    else if (!isTerminated || bytes[start - 1] !== FIELD_END) isExact = false;
    slices.push({
      tag,
      start,
      declared: fieldLength,
      end: isOverlong ? terminatorFrom(bytes, start, end) : start + fieldLength - 1,
    });
  }
  if (slices.length === 0) return [];
  if (isExact) return slices;
  warnings.add('directory_repaired');
  return repairByTerminators(bytes, slices, base, end);
}

function digits(entry: string, start: number, end: number): number {
  const text = entry.slice(start, end);
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function terminatorFrom(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes.indexOf(FIELD_END, start);
  return at < 0 || at > end ? end : at;
}

/**
 * Gives the fields that stand between terminators to the directory's tags, in the order of the addresses. A field with a
 * terminator in its text takes as many pieces as its length asks for. Only where the count comes out even: otherwise text
 * could come under a foreign tag, which is worse than a refusal.
 */
function repairByTerminators(bytes: Uint8Array, slices: Slice[], base: number, end: number): Slice[] | MarcProblem {
  const pieces: { start: number; end: number }[] = [];
  for (let at = base; at < end;) {
    const next = terminatorFrom(bytes, at, end);
    pieces.push({ start: at, end: next });
    at = next + 1;
  }
  // A directory may list fields in another order than they stand in.
  const hasAddresses = slices.every((slice) => !Number.isNaN(slice.start));
  const byAddress = hasAddresses ? [...slices].sort((a, b) => a.start - b.start) : slices;
  let spare = pieces.length - byAddress.length;
  let next = 0;
  for (const slice of byAddress) {
    const { start } = pieces[next] ?? { start: end };
    let extra = 0;
    if (spare > 0) {
      // Bytes or characters must come to exactly what the directory says.
      const most = Math.min(spare, pieces.length - next - 1);
      const fits = (more: number) => {
        const stop = pieces[next + more]!.end;
        return stop - start + 1 === slice.declared || countCharacters(bytes, start, stop) + 1 === slice.declared;
      };
      for (let more = 1; more <= most && extra === 0; more += 1) if (fits(more)) extra = more;
    }
    const stop = pieces[next + extra]?.end ?? end;
    next += 1 + extra;
    spare -= extra;
    slice.start = start;
    slice.end = stop;
  }
  if (spare === 0) return slices;
  return {
    code: 'malformed',
    message: `The directory has ${slices.length} entries, the record ${pieces.length} fields.`,
  };
}

/** Counts the characters of UTF-8: every byte that does not continue one. */
function countCharacters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if ((bytes[at]! & 0xc0) !== 0x80) count += 1;
  return count;
}

/** What the record says: leader 09 in MARC 21, field 100 $a positions 26–29 in UNIMARC. */
function declaredEncoding(
  leader: string,
  bytes: Uint8Array,
  slices: Slice[],
  flavour: MarcFlavour | undefined,
): DeclaredEncoding {
  if (leader[9] === 'a') return 'utf-8';
  const hasTag = (tag: string) => slices.some((slice) => slice.tag === tag);
  const isUnimarc = flavour === undefined ? !hasTag('245') && hasTag('200') : flavour === 'unimarc';
  if (!isUnimarc) return 'marc-8';
  const general = slices.find(({ tag }) => tag === '100');
  const text = general === undefined ? '' : latin1(bytes, general.start, general.end);
  const coded = /^..\x1fa([\x20-\x7e]{30})/.exec(text)?.[1];
  return coded?.slice(26, 28) === '50' || coded?.slice(28, 30) === '50' ? 'utf-8' : 'iso-5426';
}

function decodeFields(
  bytes: Uint8Array,
  slices: Slice[],
  encoding: TextEncoding,
  warnings: Set<MarcWarning>,
): MarcRecord['fields'] {
  const isPlain = encoding === 'utf-8' && !bytes.some((byte) => byte >= 0x80);
  const decode = (start: number, end: number): string => {
    if (isPlain) return latin1(bytes, start, end);
    const { text, replaced } = decodeText(bytes.subarray(start, end), encoding);
    if (replaced > 0) warnings.add('characters_replaced');
    return text;
  };
  return slices.map(({ tag, start, end }) => {
    const stop = Math.max(start, end);
    const delimiter = bytes.subarray(start, stop).indexOf(SUBFIELD_START);
    // Control fields other than 00X exist (FMT and LDR of Aleph); a number above 009 means a data field that lost its delimiter.
    if (delimiter < 0 && !/^(?!00)\d{3}$/.test(tag)) return { tag, value: decode(start, stop) };
    const first = delimiter < 0 ? stop - start : delimiter;
    const head = latin1(bytes, start, start + Math.min(first, 2));
    const hasIndicators = first === 2 || /^[\d ][\d ]/.test(head);
    const indicators = hasIndicators ? head : '  ';
    const subfields: { code: string; value: string }[] = [];
    const stray = decode(start + (hasIndicators ? 2 : 0), start + first).trim();
    if (stray !== '' && (delimiter < 0 || first > 2)) subfields.push({ code: 'a', value: stray });
    for (let at = start + first; at < stop;) {
      const next = bytes.indexOf(SUBFIELD_START, at + 1);
      const until = next < 0 || next > stop ? stop : next;
      // A code that is not ASCII is a fault, but it is still one character, not its first byte.
      const codeEnd = Math.min(until, at + 1 + (encoding === 'utf-8' ? utf8Length(bytes[at + 1] ?? 0) : 1));
      const code = encoding === 'utf-8' ? decode(at + 1, codeEnd) : latin1(bytes, at + 1, codeEnd);
      if (code !== '') subfields.push({ code, value: decode(codeEnd, until) });
      at = until;
    }
    return { tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields };
  });
}

function utf8Length(first: number): number {
  if (first < 0xc2) return 1;
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}
