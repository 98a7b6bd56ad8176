import type { RecordKind } from '../api-types';

/** The kinds in the order in which a small library meets them. */
export const recordKinds: readonly RecordKind[] = [
  'book',
  'comic',
  'periodical',
  'music',
  'film',
  'game',
  'map',
  'ebook',
  'other',
];
