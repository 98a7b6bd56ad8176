import type { Load, Measured } from './load.ts';
import { measureAlone, measureInTurns } from './load.ts';
import { lineOf, toRowBeside, toRows, type Row } from './row.ts';

/** What all measurements of a run have in common. */
export interface Run {
  seconds: number;
  isSmoke: boolean;
  print: (line: string) => void;
}

/** Measures loads in turns and prints them; the first is what the others are held against. */
export async function runBeside(run: Run, records: number, loads: readonly Load[]): Promise<Row[]> {
  const rows = toRows(records, await measureInTurns(loads, run.seconds));
  for (const row of rows) run.print(lineOf(row));
  return rows;
}

/** Measures one load, holds it against a row and prints it. */
export async function runAlone(run: Run, load: Load, reference: Row, seconds = run.seconds): Promise<Row> {
  const measured: Measured = await measureAlone(load, seconds);
  const row = toRowBeside(reference.records, measured, reference);
  run.print(lineOf(row));
  return row;
}
