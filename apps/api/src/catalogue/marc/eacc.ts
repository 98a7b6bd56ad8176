import { readFileSync } from 'node:fs';

/** East Asian characters by their three bytes as one number. */
export type EaccTable = ReadonlyMap<number, string>;

let loaded: EaccTable | undefined;

/**
 * The East Asian table of MARC-8. Read from its file when the first East Asian record asks for it: nearly no library does,
 * and it holds 15,738 characters. It never changes, so keeping it for the process is safe.
 */
export function eaccTable(): EaccTable {
  loaded ??= parseEacc(readFileSync(new URL('eacc.txt', import.meta.url), 'utf8'));
  return loaded;
}

function parseEacc(text: string): EaccTable {
  const table = new Map<number, string>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const row = Number.parseInt(line.slice(0, 4), 16) * 256;
    let third = 0x21;
    for (const character of line.slice(5)) {
      if (character !== '.') table.set(row + third, character);
      third += 1;
    }
  }
  return table;
}
