import { sql } from 'kysely';
import type { Db } from '../platform/database/database.ts';
import type { ServerEngine } from './mysql-tools.ts';

/** Which server answers, and which version it is. */
export async function readServer(db: Db): Promise<{ engine: ServerEngine; version: string; database: string }> {
  const { rows } = await sql<{
    version: string;
    name: string;
  }>`select version() as version, database() as name`.execute(db);
  const { version, name } = rows[0]!;
  return { engine: /mariadb/i.test(version) ? 'mariadb' : 'mysql', version, database: name };
}

/** Keeps everybody from writing until `unlockWrites`, on this connection; fails after ten seconds of waiting for others. */
export async function lockWrites(connection: Db): Promise<void> {
  await sql`flush tables with read lock`.execute(connection);
}

export async function unlockWrites(connection: Db): Promise<void> {
  await sql`unlock tables`.execute(connection);
}

/** Begins a new file of the binary log. */
export async function beginLogFile(connection: Db): Promise<void> {
  await sql`flush no_write_to_binlog binary logs`.execute(connection);
}

/** Names the server's binary log: MySQL's identity, on MariaDB its number and port. */
export async function readLogOwner(db: Db, engine: ServerEngine): Promise<string> {
  const { rows } = await (
    engine === 'mysql'
      ? sql<{ name: string }>`select @@server_uuid as name`
      : sql<{ name: string }>`select concat(@@server_id, '-', @@hostname, '-', @@port) as name`
  ).execute(db);
  return rows[0]!.name.replaceAll(/[^\w-]/g, '-');
}

/** Where the binary log ends; null when the server writes none. */
export async function readLogEnd(db: Db, engine: ServerEngine): Promise<{ file: string; offset: number } | null> {
  const { rows } = await sql<{ on: number }>`select @@log_bin as ${sql.id('on')}`.execute(db);
  if (rows[0]!.on === 0) return null;
  const statement = engine === 'mysql' ? await statusStatement(db) : 'show master status';
  const { rows: status } = await sql<{ File: string; Position: number }>`${sql.raw(statement)}`.execute(db);
  const [end] = status;
  return end === undefined ? null : { file: end.File, offset: Number(end.Position) };
}

/** MySQL 8.4 knows only the new words, 8.0 only the old. */
async function statusStatement(db: Db): Promise<string> {
  const { version } = await readServer(db);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 8 || (major === 8 && minor >= 2) ? 'show binary log status' : 'show master status';
}

/** The files of the binary log that the server still has, oldest first. */
export async function listLogFiles(db: Db): Promise<{ file: string; bytes: number }[]> {
  const { rows } = await sql<{ Log_name: string; File_size: number }>`show binary logs`.execute(db);
  return rows.map(({ Log_name, File_size }) => ({ file: Log_name, bytes: Number(File_size) }));
}

export async function createEmptyDatabase(db: Db, name: string): Promise<void> {
  await sql`create database ${sql.id(name)} character set utf8mb4`.execute(db);
}

export async function dropDatabase(db: Db, name: string): Promise<void> {
  await sql`drop database if exists ${sql.id(name)}`.execute(db);
}

export async function listTableNames(db: Db, database: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = ${database} order by table_name
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** How many connections besides this one use a database, as far as the account may see. */
export async function countUsers(db: Db, database: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from information_schema.processlist
    where db = ${database} and id <> connection_id()
  `.execute(db);
  return Number(rows[0]!.count);
}

/** Moves tables between databases, all in one step: nobody ever sees half of it. */
export async function moveTables(db: Db, moves: readonly { table: string; from: string; to: string }[]): Promise<void> {
  const parts = moves.map(({ table, from, to }) => sql`${sql.id(from, table)} to ${sql.id(to, table)}`);
  await sql`rename table ${sql.join(parts)}`.execute(db);
}

/** Whether the account may do what its server's binary log does not tell of. */
export async function mayLeaveOutOfLog(db: Db): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    try {
      await sql`set session sql_log_bin = 0`.execute(connection);
      await sql`set session sql_log_bin = 1`.execute(connection);
      return true;
    } catch (error) {
      // The answer that was asked for.
      if ((error as { code?: string }).code === 'ER_SPECIFIC_ACCESS_DENIED_ERROR') return false;
      throw error;
    }
  });
}
