// Measures the real process over HTTP beside a bare handler in the same run; prints tables and writes JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from '../src/cli/command.ts';
import { EMBEDDED, openServerEngine, type Engine } from './bench-database.queries.ts';
import { budgetsOf } from './budgets.ts';
import type { DeskRow } from './desk-load.ts';
import { measureImport, type ImportRow } from './import-load.ts';
import { openScale } from './make-scale.ts';
import { LOADS, measureSize } from './measure-size.ts';
import { profileRoute, ROUTES } from './profile.ts';
import type { Row } from './row.ts';
import type { Run } from './run.ts';
import { measureEmptyStart, type StartRow, type StorageRow } from './start-load.ts';

const USAGE = `Usage: npm run bench -- [options]

  --engine sqlite|mysql     the embedded database (the default), or a server
  --database-url URL        of the server, such as mysql://root@127.0.0.1:3306/ (or BIBLIO_BENCH_DATABASE_URL); scratch
                            databases are made there and dropped
  --records N[,N …]         sizes of the catalogue; 10000,100000 without it
  --loads NAME[,NAME …]     only some of ${LOADS.join(', ')}
  --replicas N              on a server: also N processes beside one
  --redis URL               on a server: also with a Redis that holds nothing else
  --seconds N               of one measurement; 8 without it
  --profile ROUTE           instead: draws where the time goes, of one of ${Object.keys(ROUTES).join(', ')}
  --smoke                   1,000 records for a second each: does the bench itself work?
`;

/** What a run saw. */
export interface Figures {
  at: string;
  engine: Engine['name'];
  database: string;
  scale: string;
  machine: string;
  seconds: number;
  starts: StartRow[];
  storage: StorageRow[];
  rows: Row[];
  desks: DeskRow[];
  imports: ImportRow[];
}

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    'database-url': { type: 'string' },
    records: { type: 'string' },
    loads: { type: 'string', default: LOADS.join(',') },
    replicas: { type: 'string' },
    redis: { type: 'string' },
    seconds: { type: 'string' },
    profile: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
try {
  if (values.help) print(USAGE);
  else await main();
} catch (error) {
  // A wrong call is answered with a sentence; anything else keeps its trace.
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const engine = openEngine();
  const loads = new Set(LOADS.filter((load) => values.loads.split(',').includes(load)));
  if (loads.size < values.loads.split(',').length) throw new UsageError(`--loads is some of ${LOADS.join(', ')}.`);
  const sizes = (values.records ?? (values.smoke ? '1000' : '10000,100000')).split(',').map(Number);
  const run: Run = { seconds: Number(values.seconds ?? (values.smoke ? 1 : 8)), isSmoke: values.smoke, print };
  const scale = openScale();
  if (values.profile !== undefined) {
    if (!(values.profile in ROUTES)) throw new UsageError(`--profile is one of ${Object.keys(ROUTES).join(', ')}.`);
    await profileRoute(run, engine, { route: values.profile, records: sizes[0]!, scale });
    return;
  }
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const figures: Figures = {
    at: new Date().toISOString(),
    engine: engine.name,
    database: await engine.describe(),
    scale: scale.describe,
    machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, ${memory}, Linux ${release()}, Node ${process.version}`,
    seconds: run.seconds,
    starts: [],
    storage: [],
    rows: [],
    desks: [],
    imports: [],
  };
  print(`${figures.database}; ${figures.scale}; ${figures.machine}; ${figures.seconds} s a measurement`);
  figures.starts.push(await measureEmptyStart(engine, run));
  const replicas = Number(values.replicas ?? (values.smoke && engine.name === 'mysql' ? 2 : 1));
  for (const records of sizes) {
    print('');
    const options = { loads, replicas, redisUrl: values.redis ?? null };
    const { starts, storage, rows, desks } = await measureSize(run, engine, records, scale, options);
    figures.starts.push(...starts);
    figures.storage.push(storage);
    figures.rows.push(...rows);
    figures.desks.push(...desks);
    if (loads.has('import')) figures.imports.push(await measureImport(run, engine, records, scale.records(records)));
  }
  finish(figures);
}

/** @throws UsageError with a sentence for whoever called. */
function openEngine(): Engine {
  if (values.engine === 'sqlite') {
    if (values.replicas !== undefined || values.redis !== undefined) {
      throw new UsageError('--replicas and --redis need a database server: add --engine mysql.');
    }
    return EMBEDDED;
  }
  if (values.engine !== 'mysql') throw new UsageError('--engine is sqlite or mysql.');
  const address = values['database-url'] ?? process.env['BIBLIO_BENCH_DATABASE_URL'];
  if (address === undefined)
    throw new UsageError('Say where the server is: --database-url, or BIBLIO_BENCH_DATABASE_URL.');
  return openServerEngine(address);
}

function finish(figures: Figures): void {
  const budgets = budgetsOf(figures);
  print('');
  for (const { budget, seen, holds } of budgets) print(`${holds ? 'holds ' : 'MISSED'}  ${budget}: ${seen}`);
  const name = figures.engine === 'sqlite' ? 'bench.json' : `bench-${figures.engine}.json`;
  const output = fileURLToPath(new URL(`../../../artifacts/${name}`, import.meta.url));
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, `${JSON.stringify({ ...figures, budgets }, null, 2)}\n`);
  const failed = [...figures.rows, ...figures.desks].reduce((sum, row) => sum + row.errors, 0);
  print(failed === 0 ? `No request failed. ${output}` : `${failed} requests failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
