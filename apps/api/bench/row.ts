import type { Measured, Round } from './load.ts';
import type { Hold } from './server-process.ts';

/** A load on a catalogue of some size, as it is printed and kept. */
export interface Row {
  records: number;
  what: string;
  servers: number;
  connections: number;
  /** Whether others are held against it. */
  isReference: boolean;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Of all servers together. */
  cpuMsPerRequest: number;
  /** Of the database server; null where it is part of the process or cannot be looked at. */
  databaseCpuMsPerRequest: number | null;
  hold: Hold;
  errors: number;
  /** Against the reference. */
  throughputRatio: number | null;
  /** How much CPU time the reference takes for each unit that this takes. */
  cpuRatio: number | null;
}

/** Rows of loads that were measured in turns; the first is what the others are held against, round by round. */
export function toRows(records: number, measured: readonly Measured[]): Row[] {
  const [reference] = measured;
  return measured.map((one) => {
    if (one === reference) return { ...toRow(records, one), isReference: true };
    const inTurns = (ratio: (own: Round, other: Round) => number) =>
      median(one.rounds.map((round, i) => ratio(round, reference!.rounds[i]!)));
    return {
      ...toRow(records, one),
      throughputRatio: inTurns((own, other) => speed(own) / speed(other)),
      cpuRatio: inTurns((own, other) => cpuOf(other) / cpuOf(own)),
    };
  });
}

/** A row of a load that is held against a row measured before. */
export function toRowBeside(records: number, measured: Measured, reference: Row): Row {
  const row = toRow(records, measured);
  return {
    ...row,
    throughputRatio: row.requestsPerSecond / reference.requestsPerSecond,
    cpuRatio: reference.cpuMsPerRequest / row.cpuMsPerRequest,
  };
}

function toRow(records: number, { load, rounds, times, hold }: Measured): Row {
  const requests = Math.max(1, total(rounds, 'requests'));
  return {
    records,
    what: load.what,
    servers: load.target.servers.length,
    connections: load.connections,
    isReference: false,
    requestsPerSecond: Math.round(requests / total(rounds, 'seconds')),
    ...percentilesOf(times),
    cpuMsPerRequest: total(rounds, 'cpuMs') / requests,
    databaseCpuMsPerRequest: load.target.database === null ? null : total(rounds, 'databaseCpuMs') / requests,
    hold,
    errors: total(rounds, 'errors'),
    throughputRatio: null,
    cpuRatio: null,
  };
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function total(rounds: readonly Round[], figure: keyof Round): number {
  return rounds.reduce((sum, round) => sum + round[figure], 0);
}

function speed({ requests, seconds }: Round): number {
  return requests / seconds;
}

function cpuOf({ requests, cpuMs: ms }: Round): number {
  return ms / Math.max(1, requests);
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;
}

const COLUMNS = [
  'conn',
  'req/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'CPU ms',
  'DB ms',
  'held ms',
  'clock',
  'req/s ÷',
  'CPU ÷',
];
export const HEADINGS = 'what'.padEnd(42) + COLUMNS.map((title) => title.padStart(9)).join('');

export function lineOf(row: Row): string {
  const figures = [
    row.connections,
    row.requestsPerSecond,
    row.p50.toFixed(2),
    row.p95.toFixed(2),
    row.p99.toFixed(2),
    row.cpuMsPerRequest.toFixed(3),
    row.databaseCpuMsPerRequest?.toFixed(3) ?? '',
    row.hold.ownMs,
    row.hold.clockMs,
    row.throughputRatio?.toFixed(2) ?? '',
    row.cpuRatio?.toFixed(2) ?? '',
  ];
  return row.what.padEnd(42) + figures.map((figure) => String(figure).padStart(9)).join('');
}
