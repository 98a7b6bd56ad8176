import type { ImportFormat, TextEncoding } from '../api-types';

/** Formats and encodings that may be chosen where the server recognised them wrongly. */
export const importFormats = ['marc21', 'unimarc', 'marcxml', 'csv'] as const satisfies ImportFormat[];
export const textEncodings = [
  'utf-8',
  'marc-8',
  'iso-5426',
  'windows-1252',
  'windows-1251',
  'ibm866',
] as const satisfies TextEncoding[];
