import type { Import } from '../api-types';
import type { ColumnMapping } from './column-mapping';

/** An import with what only these pages need. */
export interface ImportDetail extends Import {
  readonly mapping?: ColumnMapping;
  readonly error?: string | null;
  readonly progress: Import['progress'] & { readonly itemsCreated?: number };
}

/** Formats and encodings that may be chosen where the server recognised them wrongly. */
export const importFormats = ['marc21', 'unimarc', 'marcxml', 'csv'] as const;
export const textEncodings = ['utf-8', 'marc-8', 'iso-5426', 'windows-1252', 'windows-1251', 'ibm866'] as const;
