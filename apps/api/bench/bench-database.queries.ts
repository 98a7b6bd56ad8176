import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { openDatabase, type Db } from '../src/platform/database/database.ts';
import { parseMysqlUrl } from '../src/platform/database/mysql-address.ts';
import { findListener } from './listening-process.ts';
import type { AnyProcess } from './server-process.ts';

/** What a run is measured on. */
export interface Engine {
  name: 'sqlite' | 'mysql';
  /** The database server, where it runs on this machine; null too where the database is part of each process. */
  server: AnyProcess | null;
  /** Its name and version, and what its speed depends on. */
  describe: () => Promise<string>;
  /** Makes an empty database: a file in the folder, or a scratch database on the server. */
  makeDatabase: (folder: string) => Promise<ScratchDatabase>;
}

export interface ScratchDatabase {
  url: string;
  /** What it takes on the disk. */
  readMebibytes: () => Promise<number>;
  drop: () => Promise<void>;
}

export const EMBEDDED: Engine = {
  name: 'sqlite',
  server: null,
  describe: async () => `SQLite ${process.versions['sqlite']}`,
  makeDatabase: async (folder) => {
    const file = path.join(folder, 'biblio.sqlite');
    const files = [file, `${file}-wal`];
    const bytes = () => files.reduce((sum, one) => sum + (existsSync(one) ? statSync(one).size : 0), 0);
    // It goes with its folder.
    return { url: `sqlite:${file}`, readMebibytes: async () => bytes() / 2 ** 20, drop: async () => {} };
  },
};

/**
 * A database server.
 *
 * @param address of the server, with any database or none: each measurement makes one of its own and drops it
 */
export function openServerEngine(address: string): Engine {
  const urlOf = (database: string) => Object.assign(new URL(address), { pathname: `/${database}` }).href;
  const onServer = async <T>(work: (server: Db) => Promise<T>): Promise<T> => {
    const server = openDatabase(urlOf('information_schema'), { poolSize: 1, isPatient: true });
    try {
      return await work(server);
    } finally {
      await server.destroy();
    }
  };
  const parsed = parseMysqlUrl(urlOf('information_schema'));
  if (typeof parsed === 'string') throw new Error(`The address of the database server ${parsed}`);
  return {
    name: 'mysql',
    server: findListener(parsed),
    describe: async () => {
      const { version, flush, sync } = await onServer(readSettings);
      const name = version.includes('MariaDB') ? 'MariaDB' : 'MySQL';
      return `${name} ${version} at ${parsed.host} (innodb_flush_log_at_trx_commit ${flush}, sync_binlog ${sync})`;
    },
    makeDatabase: async () => {
      const name = `biblio_bench_${randomBytes(6).toString('hex')}`;
      await onServer((server) => sql`create database ${sql.id(name)}`.execute(server));
      return {
        url: urlOf(name),
        readMebibytes: () => onServer((server) => readMebibytes(server, name)),
        drop: () => onServer(async (server) => void (await sql`drop database ${sql.id(name)}`.execute(server))),
      };
    },
  };
}

/** The version, and whether a commit waits for the disk: with 1 and 1 it does, as a server that must lose nothing is set. */
async function readSettings(server: Db): Promise<{ version: string; flush: number; sync: number }> {
  const { rows } = await sql<{ version: string; flush: number; sync: number }>`
    select version() as version, @@innodb_flush_log_at_trx_commit as flush, @@sync_binlog as sync`.execute(server);
  return rows[0]!;
}

/** The sizes of the files of its tables; those in `information_schema.tables` are a day old. */
async function readMebibytes(server: Db, database: string): Promise<number> {
  const isMariaDb = (await readSettings(server)).version.includes('MariaDB');
  const tablespaces = sql.table(isMariaDb ? 'innodb_sys_tablespaces' : 'innodb_tablespaces');
  const { rows } = await sql<{ bytes: number }>`
    select sum(file_size) as bytes from ${tablespaces} where name like ${`${database}/%`}`.execute(server);
  return Number(rows[0]!.bytes) / 2 ** 20;
}
