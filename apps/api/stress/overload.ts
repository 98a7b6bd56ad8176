import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon, { type Instance } from 'autocannon';
import { cpuMs, memoryOf, startLibrary, stop, type ServerProcess } from '../bench/server-process.ts';
import { buildScenery } from './scenery.ts';

/** What a stretch of load saw. */
interface Stretch {
  /** Requests answered with 2xx in each second. */
  served: number[];
  refused: number;
  /** Neither served nor refused with 503: broken connections, time-outs, other answers. */
  faults: number;
  p95: number;
  cpuMsPerServed: number;
  residentMiB: number[];
}

export interface OverloadResult {
  /** Requests a second that the process serves when it is asked for as much as it can do. */
  capacity: number;
  /** Requests a second that were asked for, as a multiple of the capacity. */
  asked: number;
  /** Requests a second served in the first and in the second half of the overload. */
  firstHalf: number;
  secondHalf: number;
  refused: number;
  faults: number;
  p95Before: number;
  p95During: number;
  p95After: number;
  /** CPU milliseconds of the process for each request that it served, before and after. */
  cpuMsBefore: number;
  cpuMsAfter: number;
  residentBeforeMiB: number;
  residentFirstHalfMiB: number;
  residentSecondHalfMiB: number;
}

const CALM_CONNECTIONS = 16;
const CALM_SECONDS = 5;
/** Stretches after the overload. */
const CALM_STRETCHES = 2;
/** Each sends its next request as soon as it is answered, and so comes back at once when it is refused. */
const OVERLOAD_CONNECTIONS = 400;
/** As in a container of 256 MiB: without it V8 collects late, and memory tells nothing. */
const HEAP = '--max-old-space-size=160';

/**
 * Measures what one process can do, asks it for several times as much for some time (as much as this machine can ask
 * for), and measures it again. Searches that were
 * never asked before, so that no cache answers, on a real process at its default limit.
 *
 * @param seconds how long the overload lasts
 */
export async function runOverload(seconds: number): Promise<OverloadResult> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'biblio-overload-'));
  let server: ServerProcess | undefined;
  try {
    await buildScenery(`sqlite:${path.join(dataDir, 'biblio.sqlite')}`, 1, 1);
    process.env['NODE_OPTIONS'] = HEAP;
    server = await startLibrary(dataDir, { args: ['--empty'] });
    delete process.env['NODE_OPTIONS'];
    await press(server, { seconds: 2, connections: CALM_CONNECTIONS });
    const before = await press(server, { seconds: CALM_SECONDS, connections: CALM_CONNECTIONS });
    const capacity = mean(before.served);
    const residentBeforeMiB = memoryOf(server.child).residentMiB;
    const during = await press(server, { seconds, connections: OVERLOAD_CONNECTIONS });
    const after = await pressUntilCalm(server);
    const total = during.served.reduce((sum, count) => sum + count, 0) + during.refused;
    const middle = Math.floor(during.served.length / 2);
    return {
      capacity: Math.round(capacity),
      asked: Number((total / during.served.length / capacity).toFixed(1)),
      firstHalf: Math.round(mean(during.served.slice(0, middle))),
      secondHalf: Math.round(mean(during.served.slice(middle))),
      refused: during.refused,
      faults: before.faults + during.faults + after.faults,
      p95Before: before.p95,
      p95During: during.p95,
      p95After: after.p95,
      cpuMsBefore: before.cpuMsPerServed,
      cpuMsAfter: after.cpuMsPerServed,
      residentBeforeMiB,
      residentFirstHalfMiB: Math.max(...during.residentMiB.slice(0, middle)),
      residentSecondHalfMiB: Math.max(...during.residentMiB.slice(middle)),
    };
  } finally {
    if (server !== undefined) await stop(server);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * The cheapest of some stretches: what other processes of the machine do makes one dear, what the overload has left behind would
 * make all of them so.
 */
async function pressUntilCalm(server: ServerProcess): Promise<Stretch> {
  const stretches: Stretch[] = [];
  for (let n = 0; n < CALM_STRETCHES; n += 1) {
    stretches.push(await press(server, { seconds: CALM_SECONDS, connections: CALM_CONNECTIONS }));
  }
  const [cheapest] = stretches.toSorted((one, other) => one.cpuMsPerServed - other.cpuMsPerServed);
  return { ...cheapest!, faults: stretches.reduce((sum, { faults }) => sum + faults, 0) };
}

/** What is not as it should be; empty when the process held. */
export function faultsOf(result: OverloadResult): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, text: string) => {
    if (!holds) faults.push(text);
  };
  expect(result.faults === 0, `${result.faults} requests were neither served nor refused with 503`);
  expect(result.refused > 0, 'nothing was refused: this was no overload');
  expect(result.firstHalf > 0.2 * result.capacity, 'under overload it serves less than a fifth of its capacity');
  expect(result.secondHalf > 0.5 * result.firstHalf, 'it serves less and less');
  expect(
    result.residentSecondHalfMiB < 1.2 * result.residentFirstHalfMiB + 20,
    'its memory grows while the overload lasts',
  );
  // Throughput and times are the machine's as much as ours: what recovery means is that a request costs what it did.
  expect(result.cpuMsAfter < 1.5 * result.cpuMsBefore, 'a request costs more than before the overload');
  expect(result.p95After < 0.5 * result.p95During, 'requests still wait as they did under overload');
  return faults;
}

interface Pressure {
  seconds: number;
  connections: number;
}

let asked = 0;

async function press(server: ServerProcess, { seconds, connections }: Pressure): Promise<Stretch> {
  const served: number[] = [0];
  const resident: number[] = [memoryOf(server.child).residentMiB];
  const times: number[] = [];
  let refused = 0;
  let others = 0;
  const cpuBefore = cpuMs(server.child);
  const run = autocannon({
    url: server.url,
    connections,
    duration: seconds,
    timeout: 20,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          path: `/api/v1/records?q=title%20${(asked += 1) % 100_000}&limit=50`,
        }),
      },
    ],
  });
  // The promise is the running instance too; its types do not say so.
  const instance = run as unknown as Instance;
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    if (status >= 200 && status < 300) {
      served[served.length - 1]! += 1;
      times.push(milliseconds);
    } else if (status === 503) refused += 1;
    else others += 1;
  });
  const clock = setInterval(() => {
    served.push(0);
    resident.push(memoryOf(server.child).residentMiB);
  }, 1000);
  const result = await run;
  clearInterval(clock);
  times.sort((a, b) => a - b);
  return {
    // The last second is not whole.
    served: served.slice(0, seconds),
    refused,
    faults: others + result.errors,
    cpuMsPerServed: Number(((cpuMs(server.child) - cpuBefore) / Math.max(1, times.length)).toFixed(2)),
    p95: Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
    residentMiB: resident.slice(0, seconds),
  };
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
