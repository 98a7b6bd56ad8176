import type { StartRow } from './bench.ts';
import type { ImportRow } from './import-load.ts';
import type { Row } from './load.ts';

/** A promise about speed or memory, and what this run saw. */
export interface Budget {
  budget: string;
  seen: string;
  holds: boolean;
}

interface Figures {
  rows: Row[];
  starts: StartRow[];
  imports: ImportRow[];
}

/** Holds the figures of the largest catalogue of a run to the budgets. */
export function budgetsOf({ rows, starts, imports }: Figures): Budget[] {
  const records = Math.max(...rows.map((row) => row.records));
  const of = (what: string) => rows.filter((row) => row.records === records && row.what.startsWith(what));
  const budgets: Budget[] = [];
  const hold = (budget: string, figures: number[], isWithin: (figure: number) => boolean, digits = 0, unit = '') => {
    const seen = figures.map((figure) => `${figure.toFixed(digits)}${unit}`).join(', ');
    budgets.push({ budget, seen, holds: figures.every(isWithin) });
  };
  const byId = rows.filter((row) => row.what === 'record by id' && row.records === records);
  const fresh = of('search, never asked before');
  const single = of('  search “');
  const busy = fresh.filter((row) => row.connections === 16);
  const ratios = byId.map((row) => row.throughputRatio ?? 0);
  hold('a record by id has 60 % of the bare handler’s throughput', ratios, (ratio) => ratio >= 0.6, 2);
  const cpu = [...fresh, ...single].map((row) => row.cpuMsPerRequest);
  hold(`a search takes 4 CPU ms or less at ${records} records`, [Math.max(...cpu)], (ms) => ms <= 4, 2, ' ms');
  const p95 = busy.map((row) => row.p95);
  hold('95 % of searches take under 60 ms at 16 connections', p95, (ms) => ms < 60, 1, ' ms');
  const longest = (isOurs: boolean) =>
    Math.max(...rows.filter((row) => (row.throughputRatio !== null) === isOurs).map((row) => row.longestLagMs));
  const lag = `the event loop is never held up over 50 ms (the bare handler’s was for ${longest(false)} ms)`;
  hold(lag, [longest(true)], (ms) => ms <= 50, 0, ' ms');
  const empty = starts.filter((row) => row.records === 0);
  hold(
    'an empty library is ready in under 2 s',
    empty.map((row) => row.readyMs / 1000),
    (s) => s < 2,
    2,
    ' s',
  );
  hold(
    'an empty library at rest takes under 150 MiB',
    empty.map((row) => row.residentMiB),
    (mib) => mib < 150,
    0,
    ' MiB',
  );
  hold(
    'an import takes in 2,000 MARC records a second',
    imports.map((row) => row.recordsPerSecond),
    (speed) => speed >= 2000,
  );
  return budgets;
}
