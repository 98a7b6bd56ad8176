import type { MarcFlavour, MarcProblem, ReadOutcome, ReadPlace, ReadRecord } from './marc-record.ts';
import { latin1, LEADER_LENGTH, parseIso2709, RECORD_END } from './iso2709-record.ts';
import type { TextEncoding } from './text-encoding.ts';

/** No catalogue record comes near this; what does is a file of something else, and must not fill the memory. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** How much of a record that cannot be read is kept for the report. */
const EXCERPT_BYTES = 2000;

export interface Iso2709Options {
  encoding?: TextEncoding | undefined;
  flavour?: MarcFlavour | undefined;
  maxRecordBytes?: number;
}

/**
 * Reads a file of ISO 2709 records one by one; memory holds one record and one chunk, however large the file. A record that
 * cannot be read is given as an error, and reading goes on behind its terminator.
 */
export async function* readIso2709(
  stream: AsyncIterable<Uint8Array>,
  options: Iso2709Options = {},
): AsyncGenerator<ReadRecord> {
  const limit = options.maxRecordBytes ?? MAX_RECORD_BYTES;
  let position = 0;
  for await (const frame of splitFrames(stream, limit)) {
    const read = readFrame(frame, options);
    if (read === undefined) continue;
    position += 1;
    yield { position, ...read };
  }
}

/** The bytes between two terminators, with the second one if it is there. */
interface Frame {
  offset: number;
  bytes: Uint8Array;
  /** Longer than allowed: only the beginning was kept. */
  isCut: boolean;
}

async function* splitFrames(stream: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Frame> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let offset = 0;
  const take = (last: Uint8Array): Frame => {
    const isCut = size + last.length > limit;
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    const frame = { offset, bytes: isCut ? bytes.slice(0, EXCERPT_BYTES) : bytes, isCut };
    offset += size + last.length;
    parts = [];
    size = 0;
    return frame;
  };
  for await (const chunk of stream) {
    let start = 0;
    for (;;) {
      const at = chunk.indexOf(RECORD_END, start);
      if (at < 0) break;
      yield take(chunk.subarray(start, at + 1));
      start = at + 1;
    }
    const rest = chunk.subarray(start);
    if (rest.length === 0) continue;
    // Past the limit the bytes are counted but no longer kept.
    if (size <= limit) parts.push(rest);
    size += rest.length;
  }
  if (size > 0) yield take(new Uint8Array(0));
}

/** A leader with the fixed numbers of MARC (2 indicators, 2 characters a subfield code) or at least a directory behind it. */
const LEADER = /\d{5}[^\x1d-\x1f]{5}(?:22[\d ]{5}[^\x1d-\x1f]{7}|[^\x1d-\x1f]{13,14}(?=\d{3}\d{4}00000))/;

type Unnumbered = Omit<ReadPlace, 'position'> & ReadOutcome;

function readFrame(frame: Frame, options: Iso2709Options): Unnumbered | undefined {
  const { bytes, isCut } = frame;
  const isTerminated = bytes.at(-1) === RECORD_END;
  let start = 0;
  while (start < bytes.length && isFiller(bytes[start]!)) start += 1;
  // Line ends and padding between records, and what follows the last one.
  if (start >= bytes.length - (isTerminated ? 1 : 0)) return undefined;

  const fail = (error: MarcProblem): Unnumbered => ({
    offset: frame.offset + start,
    bytes: bytes.slice(start, start + EXCERPT_BYTES),
    error,
  });
  if (isCut) {
    return fail({
      code: 'too_long',
      message: `No record ends within ${options.maxRecordBytes ?? MAX_RECORD_BYTES} bytes.`,
    });
  }
  let hasJunk = false;
  const head = latin1(bytes, start, Math.min(bytes.length, start + LEADER_LENGTH + 12));
  if (!new RegExp(`^(?:${LEADER.source})`).test(head)) {
    const text = latin1(bytes, start, Math.min(bytes.length, start + JUNK_SEARCH_BYTES));
    const found = LEADER.exec(text);
    if (found !== null && found.index > 0) {
      start += found.index;
      hasJunk = true;
    } else if (!isTerminated && !/^\d{5}/.test(head)) {
      return fail({ code: 'not_a_record', message: 'The file ends with bytes that are no record.' });
    }
  }
  const own = bytes.subarray(start);
  const declared = Number(latin1(own, 0, 5));
  if (!isTerminated && !(declared === own.length + 1)) {
    return fail({
      code: 'record_truncated',
      message: `The file ends after ${own.length} bytes of a record that declares ${latin1(own, 0, 5)}.`,
    });
  }
  const parsed = parseIso2709(own, options);
  if (parsed.error !== undefined) return fail(parsed.error);
  const { record, warnings } = parsed;
  if (hasJunk) warnings.push('junk_skipped');
  // Longer records than five digits can say carry nines or zeros: that is how they are meant to be.
  if (declared !== own.length && own.length <= 99_999) warnings.push('length_repaired');
  return { offset: frame.offset + start, bytes: own, record, warnings };
}

const JUNK_SEARCH_BYTES = 20_000;

/** Line ends, spaces, zeros and the end-of-file mark of old systems, which stand between records. */
function isFiller(byte: number): boolean {
  return (
    byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x00 || byte === 0x1a || byte === 0x09)
  );
}
