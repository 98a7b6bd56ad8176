import autocannon, { type Client, type Instance, type Options } from 'autocannon';
import { cpuMs, longestHold, type Hold, type ServerProcess } from './server-process.ts';

/** One measurement: a list of addresses asked in turn over some connections. */
export interface Row {
  records: number;
  what: string;
  connections: number;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  cpuMsPerRequest: number;
  /** How long the event loop was held up at most. */
  hold: Hold;
  errors: number;
  /** Against the reference, measured in turns with it. */
  throughputRatio: number | null;
  /** How much CPU time the reference takes for each unit that this takes. */
  cpuRatio: number | null;
}

export interface Load {
  server: ServerProcess;
  records: number;
  what: string;
  connections: number;
  addresses: string[];
  /** Of who asks: none for visitors. */
  headers?: Record<string, string>;
}

interface Round {
  requests: number;
  seconds: number;
  cpuMs: number;
  errors: number;
}

/** Requests before each round, for the compilers of both sides. */
const WARM_UP = 500;
/** Loads that are held against each other take turns, so that a busy moment of the machine hits all of them. */
const ROUNDS = 8;

/** Measures loads in turns; the first is what the others are held against. */
export async function measureBeside(loads: readonly Load[], seconds: number): Promise<Row[]> {
  const measured = loads.map((load) => ({ load, rounds: [] as Round[], times: [] as number[], hold: NO_HOLD }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of measured) {
      one.rounds.push(await measureRound(one.load, round, seconds / ROUNDS, one.times));
      one.hold = longer(one.hold, await longestHold(one.load.server));
    }
  }
  const [reference] = measured;
  return measured.map((one) => ({
    ...toRow(one.load, one.rounds, one.times, one.hold),
    throughputRatio:
      one === reference ? null : median(one.rounds.map((r, i) => speed(r) / speed(reference!.rounds[i]!))),
    cpuRatio: one === reference ? null : median(one.rounds.map((r, i) => cpuOf(reference!.rounds[i]!) / cpuOf(r))),
  }));
}

/** Measures one load and holds it against a reference measured before. */
export async function measure(load: Load, seconds: number, reference: Row): Promise<Row> {
  const times: number[] = [];
  const round = await measureRound(load, 0, seconds, times);
  return {
    ...toRow(load, [round], times, await longestHold(load.server)),
    throughputRatio: speed(round) / reference.requestsPerSecond,
    cpuRatio: reference.cpuMsPerRequest / cpuOf(round),
  };
}

async function measureRound(load: Load, turn: number, seconds: number, times: number[]): Promise<Round> {
  await autocannon({ ...optionsOf(load, turn * 2), amount: WARM_UP });
  await longestHold(load.server);
  const before = cpuMs(load.server.child);
  const run = autocannon({ ...optionsOf(load, turn * 2 + 1), duration: seconds });
  let first = 0;
  let last = 0;
  // The promise is the running instance too; its types do not say so.
  (run as unknown as Instance).on('response', (_client, _status, _bytes, milliseconds) => {
    times.push(milliseconds);
    last = performance.now();
    first ||= last - milliseconds;
  });
  const { requests, errors, non2xx } = await run;
  const spent = cpuMs(load.server.child) - before;
  return { requests: requests.total, seconds: (last - first) / 1000, cpuMs: spent, errors: errors + non2xx };
}

/** Each connection has addresses of its own, so that none asks what another has just asked, and each turn begins elsewhere. */
function optionsOf({ server, connections, addresses, headers = {} }: Load, turn: number): Options {
  let joined = 0;
  return {
    url: server.url,
    connections,
    headers,
    // The tool only looks this often whether it is to end.
    sampleInt: 50,
    setupClient: (client: Client) => {
      const place = joined++ % connections;
      const slice = addresses.filter((_, i) => i % connections === place);
      const own = addresses.length < connections ? addresses : slice;
      const start = (turn * 997) % own.length;
      const requests = [...own.slice(start), ...own.slice(0, start)].map((path) => ({ path }));
      client.setRequests(requests as Parameters<Client['setRequests']>[0]);
    },
  };
}

function toRow({ records, what, connections }: Load, rounds: Round[], times: number[], hold: Hold): Row {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
  const requests = sum((round) => round.requests);
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return {
    records,
    what,
    connections,
    requestsPerSecond: Math.round(requests / sum(({ seconds }) => seconds)),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpuMsPerRequest: sum((round) => round.cpuMs) / Math.max(1, requests),
    hold,
    errors: sum((round) => round.errors),
    throughputRatio: null,
    cpuRatio: null,
  };
}

const NO_HOLD: Hold = { ownMs: 0, clockMs: 0 };

function longer(a: Hold, b: Hold): Hold {
  return { ownMs: Math.max(a.ownMs, b.ownMs), clockMs: Math.max(a.clockMs, b.clockMs) };
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

const COLUMNS = ['conn', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms', 'held ms', 'clock ms', 'req/s ÷', 'CPU ÷'];
export const HEADINGS = 'what'.padEnd(40) + COLUMNS.map((title) => title.padStart(9)).join('');

export function lineOf(row: Row): string {
  const figures = [
    row.connections,
    row.requestsPerSecond,
    row.p50.toFixed(2),
    row.p95.toFixed(2),
    row.p99.toFixed(2),
    row.cpuMsPerRequest.toFixed(3),
    row.hold.ownMs,
    row.hold.clockMs,
    row.throughputRatio?.toFixed(2) ?? '',
    row.cpuRatio?.toFixed(2) ?? '',
  ];
  return row.what.padEnd(40) + figures.map((figure) => String(figure).padStart(9)).join('');
}
