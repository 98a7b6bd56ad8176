import { existsSync, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { buildApp } from './app.ts';
import { createContext, createLog } from './context.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, readConfig, type Config } from './platform/config.ts';
import { isServer, openDatabase, type Db } from './platform/database/database.ts';
import { migrateToLatest } from './platform/database/migrate.ts';
import { watchSchema, type SchemaWatch } from './platform/database/schema-watch.ts';
import { closeOnSignal, closeServer, type Lifecycle } from './platform/process-lifecycle.ts';
import { giveMemoryBackWhenQuiet } from './platform/quiet-memory.ts';
import { readSettings } from './platform/settings.queries.ts';

const USAGE = `Usage: npm start [-- options]

  --empty    begin an empty library (the first visitor becomes its administrator)
  --sample   begin the sample library (the default in a new data folder)
  --help     this text

Neither touches a library that exists, nor a database server: for that see npm run biblio -- migrate --help. Settings come from the environment: see docs/configuration.md.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { empty: { type: 'boolean' }, sample: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const config = readConfig(process.env);
  mkdirSync(config.dataDir, { recursive: true });
  const log = createLog(config);
  if (!isServer(config.databaseUrl)) await beginLibrary(config, values.empty !== true);
  const db = openDatabase(config.databaseUrl, { poolSize: config.databasePoolSize });
  const schema = isServer(config.databaseUrl) ? watchSchema(db, log) : await ownSchema(db);
  const parts = { config, db, clock: systemClock, log, databaseReady: schema.current };
  const { context, close: closeContext } = await createContext(parts);
  let lifecycle: Lifecycle = { isDraining: false };
  const app = await buildApp({
    context,
    missing: () => (lifecycle.isDraining ? ['draining'] : [...schema.missing(), ...context.search.missing()]),
    databaseMissing: schema.missing,
    isDraining: () => lifecycle.isDraining,
  });
  lifecycle = closeOnSignal({
    log,
    config,
    end: () => {
      schema.stop();
      return Promise.all([closeServer(app), context.background.stop()]);
    },
    release: () => closeContext().then(() => db.destroy()),
  });
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.server.address() as AddressInfo;
  const open = async () => {
    await schema.current;
    if (lifecycle.isDraining) return;
    context.background.begin(app.metrics);
    giveMemoryBackWhenQuiet();
    await announce(config, port, db);
  };
  open().catch((error: unknown) => log.error({ err: error }, 'the address could not be announced'));
}

/** The embedded database belongs to this process alone: it brings the schema up to date by itself. */
async function ownSchema(db: Db): Promise<SchemaWatch> {
  await migrateToLatest(db);
  return { missing: () => [], current: Promise.resolve(), stop: () => {} };
}

/** Makes the sample library where there is no library yet and an empty one was not asked for. */
async function beginLibrary(config: Config, wantsSample: boolean): Promise<void> {
  const file = config.databaseUrl.slice('sqlite:'.length);
  if (!wantsSample || existsSync(file)) return;
  // Two years of a made-up library: only a first start needs them.
  const { createSampleDatabase } = await import('./sample/sample-database.ts');
  await createSampleDatabase(
    file,
    systemClock,
    (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`),
  );
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

async function announce(config: Config, port: number, db: Db): Promise<void> {
  const settings = await readSettings(db);
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  const lines = [
    '',
    `  ${settings.libraryName} is open at ${config.publicUrl ?? `http://${host}:${port}`}`,
    `  Data in ${placeOfData(config)}`,
  ];
  if (settings.isSample) {
    lines.push(
      '',
      '  Sample accounts, each with the password biblio-demo:',
      '    admin        administrator        librarian   librarian',
      '    assistant    assistant            2000000001  a reader (by card number)',
    );
  }
  process.stdout.write([...lines, '', '  Ctrl-C closes it.', '', ''].join('\n'));
}

function placeOfData({ databaseUrl, dataDir }: Config): string {
  return isServer(databaseUrl) ? `the database server ${new URL(databaseUrl).host}` : dataDir;
}

try {
  await main();
} catch (error) {
  // The last stop: a person reads this, so a known cause is one sentence and the rest keeps its trace.
  const { code } = error as { code?: string };
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else if (code === 'EADDRINUSE')
    process.stderr.write(`The port is taken: ${(error as Error).message}. Set PORT to another.\n`);
  else if (code?.startsWith('ERR_PARSE_ARGS') === true) process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
  else throw error;
  process.exitCode = 2;
}
