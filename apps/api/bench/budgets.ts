import type { Figures } from './bench.ts';
import type { Row } from './load.ts';
import type { Hold } from './server-process.ts';

/** A promise about speed or memory, and what a run saw. */
export interface Budget {
  budget: string;
  seen: string;
  holds: boolean;
}

/** Up to so many records a search may take 4 ms of CPU time; above, 10. */
const MIDDLE_SIZE = 100_000;

/** Holds the figures of a run to the budgets, size by size. */
export function budgetsOf({ rows, starts, imports }: Figures): Budget[] {
  const budgets: Budget[] = [];
  const hold = (budget: string, seen: number[], isWithin: (figure: number) => boolean, digits = 0, unit = '') => {
    if (seen.length === 0) return;
    const text = seen.map((figure) => `${figure.toFixed(digits)}${unit}`).join(', ');
    budgets.push({ budget, seen: text, holds: seen.every(isWithin) });
  };
  const atLeast = (least: number) => (figure: number) => figure >= least;
  const atMost = (most: number) => (figure: number) => figure <= most;

  const [empty] = starts;
  hold('an empty library is ready in under 2 s', [empty!.readyMs / 1000], atMost(2), 2, ' s');
  hold('an empty library at rest takes under 150 MiB', [empty!.residentMiB], atMost(150), 0, ' MiB');
  for (const records of new Set(rows.map((row) => row.records))) {
    const at = `${records.toLocaleString('en')} records`;
    const own = rows.filter((row) => row.records === records && row.throughputRatio !== null);
    const of = (what: string) => own.filter((row) => row.what.startsWith(what));
    const ratios = (what: string) => of(what).map((row) => row.throughputRatio!);
    for (const who of ['visitor', 'staff', 'asked often']) {
      const budget = `${at}: a record by id (${who}; 1 and 16 connections) has 60 % of the bare handler’s throughput`;
      hold(budget, ratios(`record by id, ${who}`), atLeast(0.6), 2);
    }
    const usual = [...of('search, never asked before'), ...of('  search')];
    const cpu = records > MIDDLE_SIZE ? 10 : 4;
    const most = Math.max(...usual.map((row) => row.cpuMsPerRequest));
    hold(`${at}: a search takes ${cpu} CPU ms or less`, [most], atMost(cpu), 2, ' ms');
    const busy = of('search, ').filter((row) => row.connections === 16);
    hold(
      `${at}: 95 % of searches take under 60 ms at 16 connections, broad ones included`,
      busy.map((row) => row.p95),
      atMost(60),
      1,
      ' ms',
    );
    const longest = (of: Row[], hold: keyof Hold) => Math.max(...of.map((row) => row.hold[hold]));
    const others = rows.filter((row) => row.records === records && row.throughputRatio === null);
    const clock = `by the clock ${longest(own, 'clockMs')} ms, the bare handler’s ${longest(others, 'clockMs')} ms`;
    hold(
      `${at}: the process never holds its event loop up over 50 ms (${clock})`,
      [longest(own, 'ownMs')],
      atMost(50),
      0,
      ' ms',
    );
    if (records <= MIDDLE_SIZE) {
      const rest = starts.filter((row) => row.records === records && row.what !== 'index built');
      hold(
        `${at}: the whole application takes under 250 MiB`,
        rest.map((row) => row.residentMiB),
        atMost(250),
        0,
        ' MiB',
      );
    }
  }
  // Of a small file, the start of the process is most.
  const imported = imports.filter((row) => row.records >= 10_000).map((row) => row.recordsPerSecond);
  hold('an import takes in 2,000 MARC records a second', imported, atLeast(2000));
  const peaks = imports.map((row) => row.peakMiB);
  hold('an import takes under 200 MiB, whatever the size of the file', peaks, atMost(200), 0, ' MiB');
  return budgets;
}
