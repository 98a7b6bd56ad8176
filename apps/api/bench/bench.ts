// Measures the real process over HTTP beside a bare handler in the same run; prints tables and writes JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { budgetsOf } from './budgets.ts';
import { fillCatalogue } from './fill.queries.ts';
import { measureImport, type ImportRow } from './import-load.ts';
import { HEADINGS, lineOf, measure, type Row } from './load.ts';
import { openScale } from './make-scale.ts';
import { residentMiB, startBare, startLibrary, stop, type ServerProcess } from './server-process.ts';

const OUTPUT = fileURLToPath(new URL('../../../artifacts/bench.json', import.meta.url));
const QUERIES = [
  'dickens',
  'history of england',
  'history',
  'the',
  'a',
  'voyage',
  'shakspeare',
  'letters',
  'poems 1890',
  'science',
  'lamour',
];
/** Records that are asked for again and again. */
const HOT_RECORDS = 500;
/** Ways to write each query that mean the same, more than any cache of answers holds. */
const VARIANTS = 120;

/** A process at rest. */
export interface StartRow {
  records: number;
  readyMs: number;
  residentMiB: number;
}

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false }, seconds: { type: 'string' } } });
const sizes = values.smoke ? [1000] : [10_000, 100_000];
const seconds = Number(values.seconds ?? (values.smoke ? 1 : 8));
const scale = openScale();
const rows: Row[] = [];
const starts: StartRow[] = [];
const imports: ImportRow[] = [];
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
print(`${scale.describe}; ${machine}; ${seconds} s a measurement`);

await measureStart();
for (const size of sizes) {
  await measureSize(size);
  imports.push(await measureImport(size, scale.records(size)));
  const { recordsPerSecond, cpuMsPerRecord, peakMiB, megabytes } = imports.at(-1)!;
  print(
    `import of ${size} MARC records (${megabytes.toFixed(1)} MB): ${recordsPerSecond} a second, ` +
      `${cpuMsPerRecord.toFixed(2)} CPU ms each, ${peakMiB} MiB at most`,
  );
}

const budgets = budgetsOf({ rows, starts, imports });
print('');
for (const { budget, seen, holds } of budgets) print(`${holds ? 'holds ' : 'MISSED'}  ${budget}: ${seen}`);
mkdirSync(path.dirname(OUTPUT), { recursive: true });
const at = new Date().toISOString();
const result = { at, scale: scale.describe, machine, seconds, budgets, starts, rows, imports };
writeFileSync(OUTPUT, `${JSON.stringify(result, null, 2)}\n`);
const failed = rows.reduce((sum, row) => sum + row.errors, 0);
print(failed === 0 ? `No request failed. ${OUTPUT}` : `${failed} requests failed.`);
process.exitCode = failed === 0 ? 0 : 1;

async function measureStart(): Promise<void> {
  await inFolder(async (folder) => {
    // The first start makes the database; the second is what a container does.
    await stop(await startLibrary(folder, '--empty'));
    const server = await startLibrary(folder);
    await rest();
    keepStart(0, server);
    await stop(server);
  });
}

async function measureSize(size: number): Promise<void> {
  await inFolder(async (folder) => {
    const file = path.join(folder, 'biblio.sqlite');
    const db = openDatabase(`sqlite:${file}`);
    await migrateToLatest(db);
    await fillCatalogue(db, scale.records(size));
    await db.destroy();
    const began = await startLibrary(folder);
    print(`\n${size} records: search index built in ${(began.readyMs / 1000).toFixed(1)} s`);
    await stop(began);
    const ours = await startLibrary(folder);
    const bare = await startBare(file);
    try {
      await rest();
      keepStart(size, ours);
      print(HEADINGS);
      for (const connections of [1, 16]) await measureConnections(size, connections, ours, bare);
    } finally {
      await Promise.all([stop(ours), stop(bare)]);
    }
  });
}

async function measureConnections(
  records: number,
  connections: number,
  ours: ServerProcess,
  bare: ServerProcess,
): Promise<void> {
  const all = Array.from({ length: records }, (_, index) => 1 + ((index * 7919) % records));
  const hot = all.slice(0, HOT_RECORDS);
  const spread = all.slice(HOT_RECORDS);
  const load = async (
    server: ServerProcess,
    what: string,
    addresses: string[],
    reference?: Row,
    duration = seconds,
  ) => {
    const shared = { records, what, connections, addresses, seconds: duration };
    const row = await measure(server, reference === undefined ? shared : { ...shared, reference });
    rows.push(row);
    print(lineOf(row));
    return row;
  };
  const byId = (ids: number[]) => ids.map((id) => `/api/v1/records/${id}`);
  const reference = await load(
    bare,
    'bare handler, by id',
    hot.map((id) => `/records/${id}`),
  );
  await load(ours, 'record by id', byId(hot), reference);
  await load(ours, 'record by id, each rarely asked', byId(spread), reference);
  await load(ours, 'search, never asked before', searches(VARIANTS), reference);
  await load(ours, 'search, asked before', searches(1), reference);
  if (connections > 1 || values.smoke) return;
  for (const query of QUERIES) {
    await load(ours, `  search “${query}”`, searches(VARIANTS * 10, [query]), reference, Math.ceil(seconds / 4));
  }
}

/** Addresses of searches. Points before a word mean nothing, but make the query another text. */
function searches(variants: number, queries = QUERIES): string[] {
  return Array.from({ length: variants }, (_, variant) =>
    queries.map((query) => {
      const points = '.'.repeat(variant % 200);
      return `/api/v1/records?q=${encodeURIComponent(points + query)}&limit=${20 + Math.floor(variant / 200)}`;
    }),
  ).flat();
}

function keepStart(records: number, server: ServerProcess): void {
  const row = { records, readyMs: Math.round(server.readyMs), residentMiB: residentMiB(server.child) };
  starts.push(row);
  print(`with ${records} records: ready after ${(row.readyMs / 1000).toFixed(2)} s, ${row.residentMiB} MiB at rest`);
}

/** Lets a process come to rest after its start. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, values.smoke ? 500 : 3000));
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
