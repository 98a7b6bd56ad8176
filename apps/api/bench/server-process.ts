import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const API = fileURLToPath(new URL('..', import.meta.url));
/** What `npm start` gives its server; the bare one gets the same. */
const NODE_FLAGS = ['--max-semi-space-size=8'];

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

/** Starts a library on a data folder and waits until it is ready. */
export async function startLibrary(dataDir: string, ...more: string[]): Promise<ServerProcess> {
  const began = performance.now();
  const environment = { PORT: '0', BIBLIO_DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMIT: '0' };
  const server = await start([entryOf('main'), ...more], environment);
  await untilReady(server.url);
  return { ...server, readyMs: performance.now() - began };
}

/** Starts the reference on a database file. */
export async function startBare(file: string): Promise<ServerProcess> {
  return { ...(await start([path.join(API, 'bench/bare-server.ts'), file], {})), readyMs: 0 };
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
    peakMiB = Math.max(peakMiB, residentMiB(child));
    cpu = cpuMs(child);
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`${module} ended with ${code}: ${output}`);
  return { ms: performance.now() - began, cpuMs: cpu, peakMiB, output };
}

/** CPU time of a process so far, user and system, in milliseconds (Linux; 100 ticks a second). */
export function cpuMs(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory of a process that is in RAM now. */
export function residentMiB(child: ChildProcess): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? 0) / 1024);
}

/** The longest that the process's event loop was held up since this was last asked. */
export async function longestLagMs(server: ServerProcess): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const [, seconds] = /^biblio_nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics) ?? [];
  return Math.round(Number(seconds) * 1000);
}

function start(args: string[], environment: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const child = spawnNode(args, environment);
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

function spawnNode(args: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [...NODE_FLAGS, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + 600_000;
  while (performance.now() < deadline) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The server did not become ready within ten minutes.');
}
