import autocannon, { type Client, type Instance, type Options, type Request } from 'autocannon';
import { cpuMs, longestHold, type AnyProcess, type Hold, type ServerProcess } from './server-process.ts';

/** Requests to one or more servers, over some connections. */
export interface Load {
  what: string;
  target: Target;
  connections: number;
  /**
   * What one of the connections asks, in a circle.
   *
   * @param place of the connection, from 0
   * @param turn how often this load was measured before: each turn begins elsewhere
   */
  requestsOf: (place: number, connections: number, turn: number) => Request[];
  headers?: Record<string, string>;
}

/** Servers that share the connections of a load, and the database server behind them. */
export interface Target {
  servers: readonly ServerProcess[];
  /** Null where the database is part of the process, or cannot be looked at. */
  database: AnyProcess | null;
}

/** What was measured of a load. */
export interface Measured {
  load: Load;
  rounds: Round[];
  /** Milliseconds that answers took. */
  times: number[];
  /** How long an event loop was held up at most. */
  hold: Hold;
}

export interface Round {
  requests: number;
  seconds: number;
  cpuMs: number;
  databaseCpuMs: number;
  errors: number;
}

/** Requests before each round, for the compilers of both sides. */
const WARM_UP_SECONDS = 0.25;
/** Loads that are held against each other take turns, so that a busy moment of the machine hits all of them. */
const ROUNDS = 8;

/** Measures loads in turns. */
export async function measureInTurns(loads: readonly Load[], seconds: number, rounds = ROUNDS): Promise<Measured[]> {
  const measured = loads.map((load) => ({ load, rounds: [], times: [], hold: { ownMs: 0, clockMs: 0 } }) as Measured);
  for (let round = 0; round < rounds; round++) {
    for (const one of measured) await measureRound(one, round, seconds / rounds);
  }
  return measured;
}

/** Measures one load in one piece. */
export async function measureAlone(load: Load, seconds: number): Promise<Measured> {
  const [measured] = await measureInTurns([load], seconds, 1);
  return measured!;
}

/** A load that asks addresses, each connection some of its own, so that none asks what another has just asked. */
export function askInTurn(addresses: readonly string[]): Load['requestsOf'] {
  return (place, connections, turn) => {
    const slice = addresses.filter((_, i) => i % connections === place);
    const own = addresses.length < connections ? addresses : slice;
    const start = (turn * 997) % own.length;
    return [...own.slice(start), ...own.slice(0, start)].map((path) => ({ path }));
  };
}

async function measureRound(measured: Measured, turn: number, seconds: number): Promise<void> {
  const { load, rounds, times } = measured;
  const { servers } = load.target;
  await Promise.all(send(load, turn * 2, Math.min(seconds, WARM_UP_SECONDS)));
  await holdOf(servers);
  const before = readCpu(load.target);
  const runs = send(load, turn * 2 + 1, seconds);
  let first = 0;
  let last = 0;
  for (const run of runs) {
    // The promise is the running instance too; its types do not say so.
    (run as unknown as Instance).on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds);
      last = performance.now();
      first ||= last - milliseconds;
    });
  }
  const results = await Promise.all(runs);
  const after = readCpu(load.target);
  const sum = (of: (result: autocannon.Result) => number) => results.reduce((total, one) => total + of(one), 0);
  rounds.push({
    requests: sum(({ requests }) => requests.total),
    seconds: (last - first) / 1000,
    cpuMs: after.servers - before.servers,
    databaseCpuMs: after.database - before.database,
    errors: sum(({ errors, non2xx }) => errors + non2xx),
  });
  measured.hold = longer(measured.hold, await holdOf(servers));
}

/** Begins to send; each server gets its share of the connections. */
function send({ target, connections, requestsOf, headers = {} }: Load, turn: number, seconds: number) {
  const { servers } = target;
  let joined = 0;
  return servers.map(({ url }) => {
    const options: Options = {
      url,
      connections: connections / servers.length,
      duration: seconds,
      headers,
      // The tool only looks this often whether it is to end.
      sampleInt: 50,
      setupClient: (client: Client) =>
        client.setRequests(requestsOf(joined++, connections, turn) as Parameters<Client['setRequests']>[0]),
    };
    return autocannon(options);
  });
}

/** The CPU time so far of the processes of a target. */
export function readCpu({ servers, database }: Target): { servers: number; database: number } {
  const sum = servers.reduce((total, { child }) => total + cpuMs(child), 0);
  return { servers: sum, database: database === null ? 0 : cpuMs(database) };
}

async function holdOf(servers: readonly ServerProcess[]): Promise<Hold> {
  return (await Promise.all(servers.map(longestHold))).reduce(longer);
}

function longer(a: Hold, b: Hold): Hold {
  return { ownMs: Math.max(a.ownMs, b.ownMs), clockMs: Math.max(a.clockMs, b.clockMs) };
}
