const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * Finds the character between the columns: the one that the heading has, and that the following lines have as often, quotes
 * left aside. Undefined when the text has no columns.
 */
export function detectDelimiter(text: string): Delimiter | undefined {
  const rows = splitRows(text).slice(0, 30);
  const [heading] = rows;
  if (heading === undefined) return undefined;
  let best: Delimiter | undefined;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const columns = count(heading, delimiter);
    if (columns === 0) continue;
    const alike = rows.filter((row) => count(row, delimiter) === columns).length / rows.length;
    const score = columns * (0.2 + alike);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Lines outside quotes, with everything inside quotes taken out. */
function splitRows(text: string): string[] {
  return text
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
}

function count(line: string, character: string): number {
  return line.split(character).length - 1;
}
