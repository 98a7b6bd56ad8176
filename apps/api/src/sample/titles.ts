import { parseTitles, type SampleTitle, type TitleBlock } from './title-lines.ts';
import { LETTERS_EN } from './titles-letters-en.ts';
import { LETTERS_FR } from './titles-letters-fr.ts';
import { MODERN_NOVELS_EN } from './titles-modern-novels-en.ts';
import { MODERN_NOVELS_FR } from './titles-modern-novels-fr.ts';
import { NOVELS_EN } from './titles-novels-en.ts';
import { NOVELS_FR } from './titles-novels-fr.ts';
import { WIDE_EN } from './titles-wide-en.ts';
import { WIDE_FR } from './titles-wide-fr.ts';
import { YOUNG_EN } from './titles-young-en.ts';
import { YOUNG_FR } from './titles-young-fr.ts';

const BLOCKS: readonly TitleBlock[] = [
  ...NOVELS_FR,
  ...MODERN_NOVELS_FR,
  ...LETTERS_FR,
  ...YOUNG_FR,
  ...WIDE_FR,
  ...NOVELS_EN,
  ...MODERN_NOVELS_EN,
  ...LETTERS_EN,
  ...YOUNG_EN,
  ...WIDE_EN,
];

/** All titles of the sample library. */
export function sampleTitles(): SampleTitle[] {
  return BLOCKS.flatMap(parseTitles);
}
