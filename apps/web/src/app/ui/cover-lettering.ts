/** A title set in lines for a drawn cover. `size` is in the units of the cover's 200 × 300 drawing. */
export interface Lettering {
  lines: string[];
  size: number;
}

/** Average width of a letter of the serif, as a part of its size. */
const LETTER_WIDTH = 0.52;
const SIZES = [30, 26, 23, 20, 17.5, 15.5, 14];

/** Sets a title as large as it fits in `width`, in at most `maxLines`; what is too long ends in an ellipsis. */
export function setTitle(title: string, width: number, maxLines: number): Lettering {
  const words = title.replace(/\s+/g, ' ').trim().split(' ');
  for (const size of SIZES) {
    const perLine = Math.floor(width / (size * LETTER_WIDTH));
    const lines = breakLines(words, perLine);
    // The largest size is for short titles: three lines of it fill a cover.
    const allowed = Math.min(maxLines, size >= 26 ? 3 : maxLines);
    if (lines.length <= allowed && lines.every((line) => line.length <= perLine)) return { lines, size };
  }
  const size = SIZES.at(-1) ?? 14;
  const perLine = Math.floor(width / (size * LETTER_WIDTH));
  const lines = breakLines(words, perLine).map((line) => shorten(line, perLine));
  if (lines.length <= maxLines) return { lines, size };
  const kept = lines.slice(0, maxLines);
  return { lines: [...kept.slice(0, -1), shorten(`${kept.at(-1)}…`, perLine)], size };
}

/** The same number for the same words, on every machine: chooses cloth and layout. */
export function stableNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text.normalize('NFC').toLowerCase()) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

function breakLines(words: string[], perLine: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= perLine) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function shorten(line: string, perLine: number): string {
  return line.length <= perLine ? line : `${line.slice(0, perLine - 1).replace(/[\s,;:…]+$/, '')}…`;
}
