/** What becomes of a reader's past loans: as the library has it, kept for ever, or forgotten soon after the return. */
export const HISTORY_CHOICES = ['library', 'always', 'never'] as const;
export type HistoryChoice = (typeof HISTORY_CHOICES)[number];
