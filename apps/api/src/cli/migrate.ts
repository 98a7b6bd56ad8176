import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../platform/clock.ts';
import { copyLibrary, isLibraryEmpty } from '../platform/database/copy-library.ts';
import { isServer, openDatabase, type Db } from '../platform/database/database.ts';
import { listUnknownMigrations, migrateToLatest, planMigrations } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { createSampleDatabase } from '../sample/sample-database.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';

/** `biblio migrate`: the schema of a database server, which nothing else changes. */
export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the schema of a database server up to date',
  usage: `Usage: npm run biblio -- migrate [--plan] [--sample]

  --plan     prints the statements that would run, and changes nothing
  --sample   makes the sample library too, in a database without a library

A library on a server waits, and says so, until its schema is what its version needs. Two of these never run at once. A database that a later version has changed is refused. An
embedded database needs none of it: it is brought up to date when the library starts.`,
  run: async (args, io) => {
    const { values } = parseArgs({
      args,
      options: { plan: { type: 'boolean', default: false }, sample: { type: 'boolean', default: false } },
    });
    const { databaseUrl } = io.config;
    if (!isServer(databaseUrl)) throw new UsageError('DATABASE_URL names no database server.');
    const db = openDatabase(databaseUrl, { poolSize: 2, isPatient: true });
    try {
      const unknown = await listUnknownMigrations(db);
      if (unknown.length > 0) throw problem('schema_newer', { unknown });
      if (values.plan) return await printPlan(db, io);
      const done = await migrateToLatest(db);
      for (const name of done) io.print(`${name}: done`);
      if (done.length === 0) io.print('The schema is up to date.');
      if (values.sample) await fillWithSample(db, io);
      return 0;
    } finally {
      await db.destroy();
    }
  },
};

async function printPlan(db: Db, io: CommandIo): Promise<number> {
  const plan = await planMigrations(db);
  for (const { name, statements } of plan) {
    io.print(`-- ${name}`);
    for (const statement of statements) io.print(`${statement};`);
  }
  if (plan.length === 0) io.print('-- The schema is up to date.');
  return 0;
}

/** The sample library is lived through in a file, which is some ten times as fast, and its rows go over as they are. */
async function fillWithSample(db: Db, io: CommandIo): Promise<void> {
  if (!(await isLibraryEmpty(db))) return io.print('This database holds a library already; no sample was made.');
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-sample-'));
  const file = path.join(folder, 'sample.sqlite');
  try {
    await createSampleDatabase(file, systemClock, (text) => io.progress(null, text));
    const source = openDatabase(`sqlite:${file}`);
    const counts = await copyLibrary(source, db, (share, table) => io.progress(share, `copying ${table}`));
    await source.destroy();
    io.print(`The sample library: ${counts.get('records')} titles, ${counts.get('loans')} loans.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
