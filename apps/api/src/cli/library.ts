import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createContext } from '../context.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { AppContext } from '../platform/context.ts';
import { openDatabase } from '../platform/database/database.ts';
import { fileOf } from '../platform/database/embedded-file.ts';
import { migrateToLatest } from '../platform/database/migrate.ts';
import { UsageError } from './command.ts';

/**
 * Opens the library of the configuration for one command and closes it after.
 *
 * @throws UsageError when there is no library yet and `mayCreate` was not said.
 */
export async function withLibrary<T>(
  config: Config,
  options: { mayCreate: boolean },
  work: (context: AppContext) => Promise<T>,
): Promise<T> {
  const file = fileOf(config.databaseUrl);
  if (!options.mayCreate && !existsSync(file)) {
    throw new UsageError(`There is no library at ${file}. Start one with npm start, or set BIBLIO_DATA_DIR.`);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const db = openDatabase(config.databaseUrl);
  await migrateToLatest(db);
  const { context, close } = await createContext({ config, db, clock: systemClock });
  try {
    return await work(context);
  } finally {
    await close();
    await db.destroy();
  }
}
