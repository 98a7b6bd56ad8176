import type { BenchLibrary } from './bench-library.ts';
import { workShift, type Shift } from './desk-driver.ts';
import { readCpu, type Target } from './load.ts';
import { percentilesOf, type Percentiles } from './row.ts';
import type { Run } from './run.ts';

/** Checkouts, each followed by the return of the same copy. */
export interface DeskRow {
  records: number;
  servers: number;
  desks: number;
  pairsPerSecond: number;
  checkout: Percentiles;
  return: Percentiles;
  /** Of all API processes together. */
  cpuMsPerPair: number;
  /** Of the database server; null where it is part of the process or cannot be looked at. */
  databaseCpuMsPerPair: number | null;
  errors: number;
  firstError: string | null;
}

/** Shifts of desks that are held against each other take turns. */
const ROUNDS = 4;
/** Before the first shift of a process: a transaction is much code, and a compiler that has seen little of it does little. */
const WARM_UP_PAIRS = 150;
const WARM_UP_DESKS = 8;

/** One process with few and with many desks. */
export async function measureDesks(run: Run, library: BenchLibrary, target: Target): Promise<DeskRow[]> {
  const rows: DeskRow[] = [];
  run.print(DESK_HEADINGS);
  for (const desks of [1, 8, 32]) rows.push(...(await measureDesksBeside(run, library, [target], desks)));
  return rows;
}

/** The same number of desks at several sets of processes, in turns. */
export async function measureDesksBeside(
  run: Run,
  library: BenchLibrary,
  targets: readonly Target[],
  desks: number,
): Promise<DeskRow[]> {
  const rounds = run.isSmoke ? 1 : ROUNDS;
  const sides = targets.map((target) => ({ target, begin: 0, shifts: [] as MeasuredShift[] }));
  for (const { target } of sides) {
    const leastPairs = run.isSmoke ? 0 : WARM_UP_PAIRS * target.servers.length;
    await workShift(library, target.servers, { desks: WARM_UP_DESKS, seconds: 0.5, begin: 0, leastPairs });
  }
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const before = readCpu(side.target);
      const options = { desks, seconds: run.seconds / rounds, begin: side.begin };
      const shift = await workShift(library, side.target.servers, options);
      const after = readCpu(side.target);
      const cpuMs = after.servers - before.servers;
      side.shifts.push({ ...shift, cpuMs, databaseCpuMs: after.database - before.database });
      side.begin += Math.ceil(shift.pairs / desks);
    }
  }
  const rows = sides.map(({ target, shifts }) => toRow(library.records, target, desks, shifts));
  for (const row of rows) run.print(lineOf(row));
  return rows;
}

interface MeasuredShift extends Shift {
  cpuMs: number;
  databaseCpuMs: number;
}

function toRow(
  records: number,
  { servers, database }: Target,
  desks: number,
  shifts: readonly MeasuredShift[],
): DeskRow {
  const sum = (figure: 'pairs' | 'seconds' | 'errors' | 'cpuMs' | 'databaseCpuMs') =>
    shifts.reduce((total, shift) => total + shift[figure], 0);
  return {
    records,
    servers: servers.length,
    desks,
    pairsPerSecond: Math.round(sum('pairs') / sum('seconds')),
    checkout: percentilesOf(shifts.flatMap(({ checkouts }) => checkouts)),
    return: percentilesOf(shifts.flatMap(({ returns }) => returns)),
    cpuMsPerPair: sum('cpuMs') / sum('pairs'),
    databaseCpuMsPerPair: database === null ? null : sum('databaseCpuMs') / sum('pairs'),
    errors: sum('errors'),
    firstError: shifts.find(({ firstError }) => firstError !== null)?.firstError ?? null,
  };
}

const COLUMNS = ['pairs/s', 'p50 ms', 'p95 ms', 'p99 ms', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms', 'DB ms'];
export const DESK_HEADINGS =
  `${''.padEnd(42 + 9)}${'checkout'.padStart(27)}${'return'.padStart(27)}${'a pair'.padStart(18)}\n` +
  `${'lend and take back'.padEnd(42)}${COLUMNS.map((title) => title.padStart(9)).join('')}`;

function lineOf(row: DeskRow): string {
  const { checkout, return: back, firstError } = row;
  const times = [checkout.p50, checkout.p95, checkout.p99, back.p50, back.p95, back.p99];
  const figures = [
    row.pairsPerSecond,
    ...times.map((ms) => ms.toFixed(1)),
    row.cpuMsPerPair.toFixed(2),
    row.databaseCpuMsPerPair?.toFixed(2) ?? '',
  ];
  const what = `${row.desks} desk${row.desks === 1 ? '' : 's'}, ${row.servers} process${row.servers === 1 ? '' : 'es'}`;
  const line = what.padEnd(42) + figures.map((figure) => String(figure).padStart(9)).join('');
  return firstError === null ? line : `${line}\n  ${row.errors} failed, first ${firstError}`;
}
