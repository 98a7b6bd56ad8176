import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const API = fileURLToPath(new URL('..', import.meta.url));
const PROBE = new URL('loop-probe.mjs', import.meta.url).href;
/** What `npm start` gives its server; the bare one gets the same. */
const NODE_FLAGS = ['--max-semi-space-size=4', '--expose-gc'];

/** The index of a million records takes its time, and on a busy machine several times as long. */
const READY_MINUTES = 40;

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Time from its start to its first readiness. */
  readyMs: number;
}

/** The build where there is one, as `npm start` runs it, else the sources. */
export function entryOf(module: string): string {
  const built = path.join(API, 'dist', `${module}.js`);
  return existsSync(built) ? built : path.join(API, 'src', `${module}.ts`);
}

/** How a library is started, where it is not as usual. */
export interface LibraryOptions {
  /** Settings beside the data folder; without `DATABASE_URL`, the embedded database. */
  environment?: Record<string, string>;
  args?: readonly string[];
  /** Options of Node itself. */
  flags?: readonly string[];
}

/** Starts a library on a data folder and waits until it is ready. */
export async function startLibrary(dataDir: string, options: LibraryOptions = {}): Promise<ServerProcess> {
  const { environment = {}, args = [], flags = [] } = options;
  const began = performance.now();
  const settings = { PORT: '0', BIBLIO_DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMIT: '0', ...environment };
  const server = await start([...flags, entryOf('main'), ...args], settings);
  try {
    await untilReady(server.url);
  } catch (error) {
    server.child.kill('SIGKILL');
    throw error;
  }
  return { ...server, readyMs: performance.now() - began };
}

/** Starts the reference on a database that has records, and on a full-text index of them. */
export async function startBare(databaseUrl: string, indexFile: string): Promise<ServerProcess> {
  return { ...(await start([path.join(API, 'bench/bare-server.ts'), databaseUrl, indexFile], {})), readyMs: 0 };
}

export function stop({ child }: ServerProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return ended;
}

/** Runs a module of the API to its end. */
export async function runToEnd(
  module: string,
  args: string[],
  environment: Record<string, string>,
): Promise<{ ms: number; cpuMs: number; peakMiB: number; output: string }> {
  const began = performance.now();
  const child = spawnNode([entryOf(module), ...args], environment);
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let peakMiB = 0;
  let cpu = 0;
  const look = setInterval(() => {
    // It may end between two looks: what was seen last counts.
    if (!existsSync(`/proc/${child.pid}/status`)) return;
    peakMiB = Math.max(peakMiB, memoryOf(child).peakMiB);
    cpu = cpuMs(child);
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${module} ended with ${code}: ${output}`);
  return { ms: performance.now() - began, cpuMs: cpu, peakMiB, output };
}

/** A process of this machine: one of ours, or a database server. */
export type AnyProcess = Pick<ChildProcess, 'pid'>;

/** CPU time of a process so far, user and system, in milliseconds (Linux; 100 ticks a second). */
export function cpuMs({ pid }: AnyProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory of a process that is in RAM now, and that was at most. */
export function memoryOf({ pid }: AnyProcess): { residentMiB: number; peakMiB: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { residentMiB: mebibytes('VmRSS'), peakMiB: mebibytes('VmHWM') };
}

/** How long an event loop was held up at most: by the process's own work, and by the clock, which other processes delay too. */
export interface Hold {
  ownMs: number;
  clockMs: number;
}

/** The longest hold since this was last asked. */
export async function longestHold({ child }: ServerProcess): Promise<Hold> {
  const answer = once(child, 'message');
  child.send('longest');
  return (await answer)[0] as Hold;
}

/** Starts a server with the probe of its event loop. */
function start(args: string[], environment: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const child = spawnNode(['--import', PROBE, ...args], environment, 'ipc');
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /is open at (http:\/\/\S+)/.exec(output);
      if (found !== null) resolve({ url: found[1]!, child });
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${output}`)));
  });
}

function spawnNode(args: string[], environment: Record<string, string>, ...more: 'ipc'[]): ChildProcess {
  return spawn(process.execPath, [...NODE_FLAGS, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', ...more],
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + READY_MINUTES * 60_000;
  while (performance.now() < deadline) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The server did not become ready within ${READY_MINUTES} minutes.`);
}
