import { detectFlavour } from '../catalogue/marc/flavour.ts';
import { readIso2709 } from '../catalogue/marc/iso2709-reader.ts';
import { parseIso2709 } from '../catalogue/marc/iso2709-record.ts';
import {
  chooseFileEncoding,
  decodeText,
  isMarc8ReadAsLatin1,
  type TextEncoding,
} from '../catalogue/marc/text-encoding.ts';
import { detectDelimiter } from './csv-dialect.ts';

/** What a file can be imported as: MARC in ISO 2709 of either flavour, MARCXML of either, or rows. */
export const IMPORT_FORMATS = ['marc21', 'unimarc', 'marcxml', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What the beginning of a file shows. */
export interface DetectedFile {
  /** Null when the file is none of the formats. */
  format: ImportFormat | null;
  /** For people: the encoding of the file, or of its first records. */
  encoding: string | null;
  /** For CSV: how its bytes are to be read. */
  textEncoding: TextEncoding;
  /** Text that was MARC-8 before something read it as Latin-1: `bâebâe` for `bébé`. */
  isGarbled: boolean;
}

/** Bytes that are looked at. */
export const SAMPLE_BYTES = 256 * 1024;

/** Recognises a file by its first bytes. */
export async function detectFile(sample: Uint8Array): Promise<DetectedFile> {
  const textEncoding = chooseFileEncoding(sample);
  const text = decodeText(sample, textEncoding).text.replace(/^\ufeff/, '');
  const nothing: DetectedFile = { format: null, encoding: textEncoding, textEncoding, isGarbled: false };
  const start = text.trimStart();
  if (start.startsWith('<')) return { ...nothing, format: 'marcxml' };
  if (sample.includes(0x1d) || sample.includes(0x1e)) {
    const { flavour, encoding } = await inspectMarc(sample);
    return { ...nothing, format: flavour, encoding };
  }
  if (/^\d{5}[a-z ][a-z ]{2}/.test(start)) return { ...nothing, format: 'marc21' };
  if (start === '' || start.startsWith('{') || start.startsWith('[') || /[\u0000-\u0008]/.test(text)) return nothing;
  if (detectDelimiter(start) === undefined) return nothing;
  return { ...nothing, format: 'csv', isGarbled: isMarc8ReadAsLatin1(text) };
}

/** The flavour of most of the first records, and the encodings that they have. */
async function inspectMarc(sample: Uint8Array): Promise<{ flavour: 'marc21' | 'unimarc'; encoding: string | null }> {
  const counts = { marc21: 0, unimarc: 0 };
  const encodings = new Set<string>();
  for await (const read of readIso2709(once(sample))) {
    if (read.record === undefined) continue;
    const flavour = detectFlavour(read.record);
    if (flavour !== undefined) counts[flavour] += 1;
    const parsed = parseIso2709(read.bytes);
    // Plain ASCII is every encoding.
    if (parsed.record !== undefined && read.bytes.some((byte) => byte >= 0x80 || byte === 0x1b))
      encodings.add(parsed.encoding);
    if (counts.marc21 + counts.unimarc >= 50) break;
  }
  const encoding = encodings.size === 0 ? 'utf-8' : [...encodings].sort().join(', ');
  return { flavour: counts.unimarc > counts.marc21 ? 'unimarc' : 'marc21', encoding };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
