import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { openDatabase, type Db } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';

/** The engine that tests run on: what `BIBLIO_TEST_ENGINE` says, by default SQLite. */
export const ENGINE = process.env['BIBLIO_TEST_ENGINE'] ?? 'sqlite';

/** Where the server of each engine is; an address without a database, or with any. */
const SERVERS: Record<string, string> = { mysql: 'BIBLIO_TEST_MYSQL_URL', mariadb: 'BIBLIO_TEST_MARIADB_URL' };

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  /** Removes it. Whoever opened it has closed it before. */
  drop: () => Promise<void>;
}

/**
 * Makes an empty database, still without tables: on a server under a name of its own; on SQLite in memory, or in a file where
 * other processes are to share it.
 */
export async function createTestDatabase({ isShared = false } = {}): Promise<TestDatabase> {
  if (ENGINE === 'sqlite' && !isShared) return { url: 'sqlite::memory:', drop: async () => {} };
  if (ENGINE === 'sqlite') {
    const folder = mkdtempSync(path.join(tmpdir(), 'biblio-database-'));
    const drop = async () => rmSync(folder, { recursive: true, force: true });
    return { url: `sqlite:${path.join(folder, 'biblio.sqlite')}`, drop };
  }
  const name = `biblio_test_${randomBytes(6).toString('hex')}`;
  await onServer((server) => sql`create database ${sql.id(name)}`.execute(server));
  return {
    url: serverUrl(name),
    drop: () => onServer((server) => sql`drop database ${sql.id(name)}`.execute(server)),
  };
}

/** Makes a database of a test's own and opens it, with the present schema. `close` closes and removes it. */
export async function openTestDatabase(): Promise<{ db: Db; url: string; close: () => Promise<void> }> {
  const { url, drop } = await createTestDatabase();
  const db = openDatabase(url);
  await migrateToLatest(db);
  const close = async () => {
    await db.destroy();
    await drop();
  };
  return { db, url, close };
}

async function onServer(work: (server: Db) => Promise<unknown>): Promise<void> {
  const server = openDatabase(serverUrl('information_schema'), { poolSize: 1 });
  try {
    await work(server);
  } finally {
    await server.destroy();
  }
}

function serverUrl(database: string): string {
  const setting = SERVERS[ENGINE];
  const address = setting === undefined ? undefined : process.env[setting];
  if (address === undefined)
    throw new Error(`No server for BIBLIO_TEST_ENGINE=${ENGINE}: set ${setting ?? 'it to mysql or mariadb'}.`);
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}
