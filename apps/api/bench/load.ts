import autocannon, { type Instance } from 'autocannon';
import { cpuMs, longestLagMs, type ServerProcess } from './server-process.ts';

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
  /** The longest that the event loop was held up; the reference's tells how much of it is the machine. */
  longestLagMs: number;
  errors: number;
  /** Against the reference of the same number of connections. */
  throughputRatio: number | null;
  /** How much CPU time the reference takes for each unit that this takes. */
  cpuRatio: number | null;
}

export interface Load {
  records: number;
  what: string;
  connections: number;
  addresses: string[];
  seconds: number;
  reference?: Row;
}

/** Requests before each measurement, for the compilers of both sides. */
const WARM_UP = 500;

export async function measure(server: ServerProcess, load: Load): Promise<Row> {
  const { records, what, connections, reference } = load;
  const options = { url: server.url, connections, requests: load.addresses.map((path) => ({ path })) };
  const isOurs = reference !== undefined;
  await autocannon({ ...options, amount: WARM_UP });
  await longestLagMs(server);
  const times: number[] = [];
  const before = cpuMs(server.child);
  const run = autocannon({ ...options, duration: load.seconds });
  // The promise is the running instance too; its types do not say so.
  (run as unknown as Instance).on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const result = await run;
  const cpuMsPerRequest = (cpuMs(server.child) - before) / Math.max(1, result.requests.total);
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return {
    records,
    what,
    connections,
    requestsPerSecond: Math.round(result.requests.total / result.duration),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpuMsPerRequest,
    longestLagMs: await longestLagMs(server),
    errors: result.errors + result.non2xx,
    throughputRatio: isOurs ? result.requests.total / result.duration / reference.requestsPerSecond : null,
    cpuRatio: isOurs ? reference.cpuMsPerRequest / cpuMsPerRequest : null,
  };
}

export const HEADINGS = `${'what'.padEnd(34)}${[
  'conn',
  'req/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'CPU ms',
  'lag ms',
  'req/s ÷',
  'CPU ÷',
]
  .map((title) => title.padStart(9))
  .join('')}`;

export function lineOf(row: Row): string {
  const figures = [
    row.connections,
    row.requestsPerSecond,
    row.p50.toFixed(2),
    row.p95.toFixed(2),
    row.p99.toFixed(2),
    row.cpuMsPerRequest.toFixed(3),
    row.longestLagMs,
    row.throughputRatio?.toFixed(2) ?? '',
    row.cpuRatio?.toFixed(2) ?? '',
  ];
  return row.what.padEnd(34) + figures.map((figure) => String(figure).padStart(9)).join('');
}
