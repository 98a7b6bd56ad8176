import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyLibrary, isLibraryEmpty } from '../platform/database/copy-library.ts';
import { isServer, openDatabase, type Db } from '../platform/database/database.ts';
import { fileOf, isInUse } from '../platform/database/embedded-file.ts';
import { listPendingMigrations, migrateToLatest } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { UsageError, type Command } from './command.ts';

/** `biblio copy`: a whole library from one database to another, whichever engine each is on. */
export const copy: Command = {
  name: 'copy',
  summary: 'move a whole library to another database, such as from the file to MySQL',
  usage: `Usage: npm run biblio -- copy [--from URL] [--to URL]

Copies every row and reads it back: all of it arrives as it was, or nothing is kept. The target must hold no library; its
schema is made. URLs are sqlite:/path/to/biblio.sqlite and mysql://user:password@host/database; the one that is left out
is the library of the configuration, whose DATABASE_URL nobody else on the machine can read.

Stop the library first: what is changed during the copy is not in it. Files that are being imported stay where they are.`,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { from: { type: 'string' }, to: { type: 'string' } } });
    if (values.from === undefined && values.to === undefined) throw new UsageError('Say --from, --to or both.');
    const { from = io.config.databaseUrl, to = io.config.databaseUrl } = values;
    if (from === to) throw new UsageError('Both are the same database.');
    const source = await openSource(from);
    try {
      const target = await openTarget(to);
      try {
        const counts = await copyLibrary(source, target, (share, table) => io.progress(share, table));
        for (const [table, rows] of counts) if (rows > 0) io.print(`${String(rows).padStart(10)}  ${table}`);
        const all = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
        io.print(`${all} rows copied and read back. Check them with: npm run biblio -- doctor`);
        return 0;
      } finally {
        await target.destroy();
      }
    } finally {
      await source.destroy();
    }
  },
};

async function openSource(url: string): Promise<Db> {
  if (!isServer(url)) {
    if (!existsSync(fileOf(url))) throw new UsageError(`There is no library at ${fileOf(url)}.`);
    if (isInUse(fileOf(url))) throw new UsageError('The library is running. Stop it first.');
  }
  return openChecked(url, async (db) => {
    const pending = await listPendingMigrations(db);
    if (pending.length > 0) throw problem('schema_outdated', { pending });
  });
}

async function openTarget(url: string): Promise<Db> {
  if (!isServer(url)) mkdirSync(path.dirname(fileOf(url)), { recursive: true });
  return openChecked(url, async (db) => {
    await migrateToLatest(db);
    if (!(await isLibraryEmpty(db))) throw new UsageError('The target holds a library already.');
  });
}

async function openChecked(url: string, check: (db: Db) => Promise<void>): Promise<Db> {
  const db = openDatabase(url, { poolSize: 2, isPatient: true });
  try {
    await check(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
