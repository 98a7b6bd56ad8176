import type { Figures } from './bench.ts';
import { RECORD_LOADS } from './record-load.ts';
import type { Row } from './row.ts';
import { SEARCH_LOADS } from './search-load.ts';
import type { Hold } from './server-process.ts';

/** A promise about speed or memory, and what a run saw. */
export interface Budget {
  budget: string;
  seen: string;
  holds: boolean;
}

/** Up to so many records a search may take 4 ms of CPU time; above, 10. */
const MIDDLE_SIZE = 100_000;
const IMPORTED_A_SECOND = { sqlite: 2000, mysql: 1000 };

/** Notes a budget, unless nothing was measured that it is about. */
type Holder = (budget: string, seen: readonly number[], isWithin: (figure: number) => boolean, format?: Format) => void;
interface Format {
  digits?: number;
  unit?: string;
}

const atLeast = (least: number) => (figure: number) => figure >= least;
const atMost = (most: number) => (figure: number) => figure <= most;
const MIB: Format = { unit: ' MiB' };
const MS: Format = { unit: ' ms' };

/** Holds the figures of a run to the budgets of its engine, size by size. */
export function budgetsOf(figures: Figures): Budget[] {
  const budgets: Budget[] = [];
  const hold: Holder = (budget, seen, isWithin, { digits = 0, unit = '' } = {}) => {
    if (seen.length === 0) return;
    const text = seen.map((figure) => `${figure.toFixed(digits)}${unit}`).join(', ');
    budgets.push({ budget, seen: text, holds: seen.every(isWithin) });
  };
  const [empty] = figures.starts;
  hold('an empty library is ready in under 2 s', [empty!.readyMs / 1000], atMost(2), { digits: 2, unit: ' s' });
  hold('an empty library at rest takes under 150 MiB', [empty!.residentMiB], atMost(150), MIB);
  const sizes = new Set([...figures.starts.slice(1), ...figures.rows, ...figures.desks].map(({ records }) => records));
  for (const records of sizes) {
    const at = `${records.toLocaleString('en')} records`;
    const rows = figures.rows.filter((row) => row.records === records && row.servers === 1);
    holdRequests(hold, at, records, rows);
    holdDesks(hold, at, figures, records);
    if (figures.engine === 'sqlite' && records <= MIDDLE_SIZE) {
      const rest = figures.starts.filter((row) => row.records === records && row.what !== 'index built');
      const resident = rest.map((row) => row.residentMiB);
      hold(`${at}: the whole application takes under 250 MiB`, resident, atMost(250), MIB);
    }
  }
  holdImports(hold, figures);
  return budgets;
}

function holdRequests(hold: Holder, at: string, records: number, rows: readonly Row[]): void {
  const isBare = ({ what }: Row) => what.startsWith('bare');
  const own = rows.filter((row) => !isBare(row));
  const of = (...loads: string[]) => own.filter(({ what }) => loads.some((load) => what.startsWith(load)));
  for (const [who, load] of Object.entries(RECORD_LOADS)) {
    const ratios = of(load).map((row) => row.throughputRatio!);
    const budget = `${at}: a record by id (${who}; 1 and 16 connections) has 60 % of the bare handler’s throughput`;
    hold(budget, ratios, atLeast(0.6), { digits: 2 });
  }
  const [list, asked, broad, one] = SEARCH_LOADS;
  const most = records > MIDDLE_SIZE ? 10 : 4;
  const withDatabase = 'CPU ms or less, the database’s included';
  const cpu = of(list).map(cpuOfBoth);
  hold(`${at}: a search of the list takes ${most} ${withDatabase}`, cpu, atMost(most), { digits: 2, unit: ' ms' });
  const dearest = of(one)
    .map(cpuOfBoth)
    .toSorted((a, b) => b - a)
    .slice(0, 1);
  hold(`${at}: so does the dearest of the list`, dearest, atMost(most), { digits: 2, unit: ' ms' });
  const busy = of(list, asked, broad).filter((row) => row.connections === 16);
  hold(
    `${at}: 95 % of searches take under 60 ms at 16 connections, broad ones included`,
    busy.map((row) => row.p95),
    atMost(60),
    { digits: 1, unit: ' ms' },
  );
  if (own.length === 0) return;
  const longest = (of: readonly Row[], which: keyof Hold) => Math.max(0, ...of.map((row) => row.hold[which]));
  const others = longest(rows.filter(isBare), 'clockMs');
  const clock = `by the clock ${longest(own, 'clockMs')} ms, the bare handler’s ${others} ms`;
  hold(
    `${at}: the process never holds its event loop up over 50 ms (${clock})`,
    [longest(own, 'ownMs')],
    atMost(50),
    MS,
  );
}

function holdDesks(hold: Holder, at: string, { engine, desks }: Figures, records: number): void {
  const eight = desks.filter((row) => row.records === records && row.desks === 8 && row.servers === 1);
  if (engine === 'sqlite') return;
  const pairs = eight.map((row) => row.pairsPerSecond);
  hold(`${at}: 8 desks lend and take back 400 times a second`, pairs, atLeast(400));
  const slow = eight.map((row) => row.checkout.p95);
  hold(`${at}: 95 % of checkouts at 8 desks take under 50 ms`, slow, atMost(50), { digits: 1, unit: ' ms' });
}

function holdImports(hold: Holder, { engine, imports }: Figures): void {
  const least = IMPORTED_A_SECOND[engine];
  // Of a small file, the start of the process is most.
  const imported = imports.filter((row) => row.records >= 10_000).map((row) => row.recordsPerSecond);
  hold(`an import takes in ${least.toLocaleString('en')} MARC records a second`, imported, atLeast(least));
  const peaks = imports.map((row) => row.peakMiB);
  hold('an import takes under 200 MiB, whatever the size of the file', peaks, atMost(200), MIB);
}

function cpuOfBoth({ cpuMsPerRequest, databaseCpuMsPerRequest }: Row): number {
  return cpuMsPerRequest + (databaseCpuMsPerRequest ?? 0);
}
