// Measures the real process over HTTP beside a bare handler in the same run; prints a table and writes JSON.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { fillCatalogue } from './fill.queries.ts';
import { openScale } from './make-scale.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT = path.join(HERE, '../../../artifacts/bench.json');
const QUERIES = [
  'dickens',
  'history of england',
  'the',
  'a',
  'voyage',
  'shakspeare',
  'letters',
  'poems 1890',
  'science',
  'lamour',
];

interface Row {
  records: number;
  what: string;
  connections: number;
  requestsPerSecond: number;
  p50: number;
  p97_5: number;
  p99: number;
  cpuMsPerRequest: number;
  errors: number;
}

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false }, seconds: { type: 'string' } } });
const sizes = values.smoke ? [1000] : [10_000, 100_000];
const seconds = Number(values.seconds ?? (values.smoke ? 2 : 8));
const scale = openScale();
const rows: Row[] = [];
print(`${scale.describe}; ${availableParallelism()} cores; ${seconds} s a measurement`);

for (const size of sizes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-bench-'));
  try {
    await measureSize(size, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

mkdirSync(path.dirname(OUTPUT), { recursive: true });
writeFileSync(OUTPUT, `${JSON.stringify({ scale: scale.describe, node: process.version, seconds, rows }, null, 2)}\n`);
const failed = rows.reduce((sum, row) => sum + row.errors, 0);
print(failed === 0 ? `No request failed. ${OUTPUT}` : `${failed} requests failed.`);
process.exitCode = failed === 0 ? 0 : 1;

async function measureSize(size: number, folder: string): Promise<void> {
  const file = path.join(folder, 'biblio.sqlite');
  const db = openDatabase(`sqlite:${file}`);
  await migrateToLatest(db);
  await fillCatalogue(db, scale.records(size));
  await db.destroy();

  const started = performance.now();
  const ours = await start([path.join(HERE, '../src/main.ts')], {
    PORT: '0',
    BIBLIO_DATA_DIR: folder,
    LOG_LEVEL: 'error',
    RATE_LIMIT: '0',
  });
  await untilReady(ours.url);
  const readyMs = performance.now() - started;
  const bare = await start([path.join(HERE, 'bare-server.ts'), file], {});
  try {
    print(`\n${size} records: ready after ${(readyMs / 1000).toFixed(1)} s, ${residentMiB(ours.child)} MiB resident`);
    print(
      `${'what'.padEnd(24)}${'conn'.padStart(5)}${'req/s'.padStart(9)}${'p50 ms'.padStart(9)}${'p97.5 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'CPU ms'.padStart(9)}${'ratio'.padStart(8)}`,
    );
    const ids = Array.from({ length: 500 }, (_, index) => 1 + ((index * 7919) % size));
    for (const connections of [1, 16]) {
      const reference = await measure(
        'bare handler, by id',
        bare,
        connections,
        size,
        ids.map((id) => `/records/${id}`),
      );
      await measure(
        'record by id',
        ours,
        connections,
        size,
        ids.map((id) => `/api/v1/records/${id}`),
        reference,
      );
      const addresses = QUERIES.map((query) => `/api/v1/records?q=${encodeURIComponent(query)}`);
      await measure('search with facets', ours, connections, size, addresses, reference);
    }
  } finally {
    ours.child.kill('SIGTERM');
    bare.child.kill('SIGTERM');
  }
}

interface Server {
  url: string;
  child: ChildProcess;
}

async function measure(
  what: string,
  server: Server,
  connections: number,
  records: number,
  addresses: string[],
  reference?: Row,
): Promise<Row> {
  const options = { url: server.url, connections, requests: addresses.map((address) => ({ path: address })) };
  await autocannon({ ...options, duration: 1 });
  const before = cpuMs(server.child);
  const result = await autocannon({ ...options, duration: seconds });
  const row: Row = {
    records,
    what,
    connections,
    requestsPerSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p97_5: result.latency.p97_5,
    p99: result.latency.p99,
    cpuMsPerRequest: (cpuMs(server.child) - before) / Math.max(1, result.requests.total),
    errors: result.errors + result.non2xx,
  };
  rows.push(row);
  const ratio = reference === undefined ? '' : (row.requestsPerSecond / reference.requestsPerSecond).toFixed(2);
  print(
    `${what.padEnd(24)}${String(connections).padStart(5)}${String(row.requestsPerSecond).padStart(9)}` +
      [row.p50, row.p97_5, row.p99].map((ms) => String(ms).padStart(9)).join('') +
      `${row.cpuMsPerRequest.toFixed(2).padStart(9)}${ratio.padStart(8)}`,
  );
  return row;
}

function start(args: string[], environment: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /is open at (http:\/\/\S+)/.exec(output);
      if (found !== null) resolve({ url: found[1]!, child });
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${output}`)));
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + 300_000;
  while (performance.now() < deadline) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The server did not become ready within 300 s.');
}

/** CPU time of a process so far, user and system, in milliseconds (Linux; 100 ticks a second). */
function cpuMs(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function residentMiB(child: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))!;
  return Math.round(Number(kilobytes) / 1024);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
