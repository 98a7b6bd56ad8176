import { randomBytes } from 'node:crypto';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { BackupContext } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { openMysqlTools, type MysqlTools } from './mysql-tools.ts';
import { openBackup } from './open-backup.ts';
import { permitted } from './permitted.ts';
import { createEmptyDatabase, dropDatabase, mayLeaveOutOfLog, readServer } from './server.queries.ts';

/** A database that only a restore uses. */
export interface ScratchDatabase {
  /** Of the server, outside of any database of a library. */
  server: Db;
  tools: MysqlTools;
  name: string;
  url: string;
  /** What the client is given to read statements with. */
  clientOptions: readonly string[];
}

const CLIENT_OPTIONS = ['--binary-mode', '--max-allowed-packet=1G', '--default-character-set=utf8mb4'];

/**
 * Makes a database beside the library's, under a name that nobody else has, and removes it in the end. What is only to be
 * verified stays out of the binary log where the account may say so: it would double the log.
 */
export async function withScratchDatabase<T>(
  { config }: BackupContext,
  purpose: 'incoming' | 'verify',
  work: (scratch: ScratchDatabase) => Promise<T>,
): Promise<T> {
  const url = config.backupDatabaseUrl ?? config.databaseUrl;
  const server = openDatabase(urlOf(url, 'information_schema'), { poolSize: 2, isPatient: true });
  try {
    const { engine } = await readServer(server);
    const tools = await openMysqlTools(url, engine, config.backupToolsDir, ['client', 'log']);
    const name = `${databaseOf(url)}_${purpose}_${randomBytes(3).toString('hex')}`;
    try {
      await permitted(() => createEmptyDatabase(server, name));
      const isLogged = purpose === 'incoming' || !(await mayLeaveOutOfLog(server));
      const clientOptions = isLogged ? CLIENT_OPTIONS : [...CLIENT_OPTIONS, '--init-command=set sql_log_bin = 0'];
      return await work({ server, tools, name, url: urlOf(url, name), clientOptions });
    } finally {
      await dropDatabase(server, name);
      tools.close();
    }
  } finally {
    await server.destroy();
  }
}

/**
 * Reads a dump into an empty database.
 *
 * @throws Problem `backup_engine_other` for a dump of the other engine on servers, and those of `openBackup`.
 */
export async function loadDump(
  context: BackupContext,
  manifest: Manifest,
  { tools, name, clientOptions }: ScratchDatabase,
): Promise<void> {
  if (manifest.engine !== tools.engine) throw problem('backup_engine_other', { engine: manifest.engine });
  const raw = await openBackup(context, manifest);
  context.progress(null, 'loading the dump');
  await tools.feed('client', [...clientOptions, name], raw);
}

/** The name of the database that an address names. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
