import { existsSync, mkdirSync } from 'node:fs';
import { createJobContext, indexPath } from '../context.ts';
import type { JobContext } from '../jobs/job.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { isServer, openDatabase, type Db } from '../platform/database/database.ts';
import { fileOf } from '../platform/database/embedded-file.ts';
import { listPendingMigrations, migrateToLatest } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { openSearchIndex } from '../search/search-feed.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { UsageError } from './command.ts';

/**
 * Opens the library of the configuration for one command and closes it after. What changes the catalogue leaves the search
 * index to the library's own process, which follows the log of changes when it runs and catches up when it starts.
 *
 * @throws UsageError when there is no library yet; Problem `schema_outdated` on a server.
 */
export async function withLibrary<T>(config: Config, work: (context: JobContext) => Promise<T>): Promise<T> {
  const db = isServer(config.databaseUrl) ? await openServer(config) : await openFile(config);
  const { context, close } = await createJobContext({ config, db, clock: systemClock });
  try {
    return await work(context);
  } finally {
    await close();
    await db.destroy();
  }
}

/** Opens the library with its search index, for commands about the index. */
export async function withSearch<T>(
  config: Config,
  work: (context: JobContext & { search: SearchIndex }) => Promise<T>,
): Promise<T> {
  return withLibrary(config, async (context) => {
    const search = await openSearchIndex({ db: context.db, path: indexPath(config), log: context.log });
    try {
      return await work({ ...context, search });
    } finally {
      await search.close();
    }
  });
}

async function openFile(config: Config): Promise<Db> {
  const file = fileOf(config.databaseUrl);
  if (!existsSync(file)) {
    throw new UsageError(`There is no library at ${file}. Start one with npm start, or set BIBLIO_DATA_DIR.`);
  }
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
