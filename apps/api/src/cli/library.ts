import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createContext } from '../context.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { AppContext } from '../platform/context.ts';
import { isServer, openDatabase, type Db } from '../platform/database/database.ts';
import { fileOf } from '../platform/database/embedded-file.ts';
import { listPendingMigrations, migrateToLatest } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { UsageError } from './command.ts';

/**
 * Opens the library of the configuration for one command and closes it after.
 *
 * @throws UsageError when there is no library yet and `mayCreate` was not said; Problem `schema_outdated` on a server.
 */
export async function withLibrary<T>(
  config: Config,
  options: { mayCreate: boolean },
  work: (context: AppContext) => Promise<T>,
): Promise<T> {
  const db = isServer(config.databaseUrl) ? await openServer(config) : await openFile(config, options);
  const { context, close } = await createContext({ config, db, clock: systemClock });
  try {
    return await work(context);
  } finally {
    await close();
    await db.destroy();
  }
}

async function openFile(config: Config, { mayCreate }: { mayCreate: boolean }): Promise<Db> {
  const file = fileOf(config.databaseUrl);
  if (!mayCreate && !existsSync(file)) {
    throw new UsageError(`There is no library at ${file}. Start one with npm start, or set BIBLIO_DATA_DIR.`);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const db = openDatabase(config.databaseUrl);
  await migrateToLatest(db);
  return db;
}

async function openServer(config: Config): Promise<Db> {
  mkdirSync(config.dataDir, { recursive: true });
  const db = openDatabase(config.databaseUrl, { poolSize: 2 });
  try {
    const pending = await listPendingMigrations(db);
    if (pending.length > 0) throw problem('schema_outdated', { pending });
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
