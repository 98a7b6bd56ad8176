import { CompiledQuery, type Driver, type TransactionSettings } from 'kysely';
import type { ConnectionOptions, Pool, PoolConnection, PoolOptions } from 'mysql2';
import { problem } from '../errors.ts';
import { DatabaseUnavailable, isAway, isUnreachable } from './database-errors.ts';
import type { MysqlAddress } from './mysql-address.ts';
import { MysqlConnection } from './mysql-connection.ts';
import type { DatabaseFigures } from './mysql-dialect.ts';
import type { RevisingAdapter } from './reference-writes.ts';

/** How long a connection may take to be made, and a request may wait for a free one. */
const CONNECT_MS = 3000;
const ACQUIRE_MS = 5000;
/** How long one statement may take; reads are ended by the server, anything else by closing the connection. */
const READ_SECONDS = 30;
const STATEMENT_MS = 60_000;
/** An answer that takes longer than any wait for a lock raises the question whether the server is still there. */
const SILENT_MS = 3500;
const LOOK_EVERY_MS = 1000;

const BEGIN = CompiledQuery.raw('begin');

export interface MysqlOptions {
  poolSize: number;
  /** Whether statements may take as long as they need, as those of a migration. */
  isPatient: boolean;
}

/**
 * What every connection is set to, in one statement. Comments that begin with `/*!` are MySQL's to read, with `/*M!`
 * MariaDB's. READ COMMITTED: what a transaction reads after it has taken its locks is what the others left behind.
 */
function sessionSettings(isPatient: boolean): string {
  const seconds = isPatient ? 0 : READ_SECONDS;
  const modes =
    'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  return `set time_zone = '+00:00', sql_mode = '${modes}', innodb_lock_wait_timeout = 3, lock_wait_timeout = 10
    /*!80017 , transaction_isolation = 'READ-COMMITTED', max_execution_time = ${seconds * 1000} */
    /*M!100205 , tx_isolation = 'READ-COMMITTED', max_statement_time = ${seconds} */`;
}

/**
 * The connections of a process to one MySQL server, and what they tell of it.
 *
 * A server that cannot be reached is tried by one request at a time, and the others are refused at once: a server that is
 * silent takes seconds to fail. One that falls silent in the middle of its work is found out by a connection of its own.
 */
export class MysqlDriver implements Driver, RevisingAdapter {
  keepsRevisions = true;
  /** Whether the server could not be reached when it was last tried. */
  isAway = false;
  readonly #address: MysqlAddress;
  readonly #options: MysqlOptions;
  readonly #connections = new Map<PoolConnection, MysqlConnection>();
  /** Those who wait for a connection, by how they are told that there will be none. */
  readonly #waiting = new Set<(error: Error) => void>();
  #pool: Pool | undefined;
  #watch: NodeJS.Timeout | undefined;
  #isTrying = false;

  constructor(address: MysqlAddress, options: MysqlOptions) {
    this.#address = address;
    this.#options = options;
  }

  async init(): Promise<void> {
    // Only server mode pays for the driver's memory.
    const { createPool } = await import('mysql2');
    const { poolSize, isPatient } = this.#options;
    this.#pool = createPool({
      ...this.#connectionOptions(),
      connectionLimit: poolSize,
      maxIdle: poolSize,
    } as PoolOptions);
    if (!isPatient) this.#watch = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  #connectionOptions(): ConnectionOptions {
    const { tls, ...address } = this.#address;
    return {
      ...address,
      ...(tls === null ? {} : { ssl: { ...tls, minVersion: 'TLSv1.2' } }),
      connectTimeout: CONNECT_MS,
      charset: 'utf8mb4_bin',
      // Instants come as text, sums as numbers; a file of the server's choice is never sent.
      dateStrings: true,
      decimalNumbers: true,
      flags: ['-LOCAL_FILES'],
      // One packet may hold several statements. Values never reach them but as parameters.
      multipleStatements: true,
      // A stack for each statement costs more than most statements.
      trace: false,
    } as ConnectionOptions;
  }

  async acquireConnection(): Promise<MysqlConnection> {
    const isTrial = this.isAway;
    if (isTrial && this.#isTrying) throw new DatabaseUnavailable(new Error('The server was not reached.'), false);
    if (isTrial) this.#isTrying = true;
    try {
      return await this.#open(await this.#takeFromPool());
    } finally {
      if (isTrial) this.#isTrying = false;
    }
  }

  async #open(raw: PoolConnection): Promise<MysqlConnection> {
    const known = this.#connections.get(raw);
    if (known !== undefined) return known;
    const connection = new MysqlConnection(raw, this);
    this.#connections.set(raw, connection);
    connection.socket.once('close', () => this.#connections.delete(raw));
    try {
      await connection.executeQuery(CompiledQuery.raw(sessionSettings(this.#options.isPatient)));
      this.isAway = false;
    } catch (error) {
      raw.destroy();
      throw error;
    }
    return connection;
  }

  #takeFromPool(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const giveUp = (error: Error) => {
        isLate = true;
        clearTimeout(timer);
        this.#waiting.delete(giveUp);
        reject(error);
      };
      const timer = setTimeout(() => giveUp(problem('database_busy', { retryAfter: 1 })), ACQUIRE_MS);
      this.#waiting.add(giveUp);
      this.#pool!.getConnection((error, raw) => {
        if (error === null) {
          if (isLate) return raw.release();
          clearTimeout(timer);
          this.#waiting.delete(giveUp);
          return resolve(raw);
        }
        if (isUnreachable(error)) this.#declareAway(error);
        if (!isLate) giveUp(isAway(error) ? new DatabaseUnavailable(error, false) : error);
      });
    });
  }

  #declareAway(cause: unknown): void {
    this.isAway = true;
    for (const giveUp of [...this.#waiting]) giveUp(new DatabaseUnavailable(cause, false));
  }

  /** Where an answer is overdue and the server cannot be reached anew either, nobody need wait any longer. */
  async #look(): Promise<void> {
    for (const connection of this.#connections.values()) {
      if (connection.silence() > STATEMENT_MS) connection.break();
    }
    if (!this.#isAnswerOverdue()) return;
    if (!this.isAway && !this.#isTrying) await this.#probe();
    // What came in while this process was busy elsewhere is read before anybody is blamed.
    await new Promise(setImmediate);
    if (!this.isAway || !this.#isAnswerOverdue()) return;
    for (const connection of this.#connections.values()) connection.break();
  }

  #isAnswerOverdue(): boolean {
    return [...this.#connections.values()].some((connection) => connection.silence() > SILENT_MS);
  }

  /** Tries to make a connection of its own. */
  async #probe(): Promise<void> {
    const { createConnection } = await import('mysql2');
    this.#isTrying = true;
    const connection = createConnection(this.#connectionOptions());
    const error = await new Promise<Error | null>((resolve) => {
      connection.on('error', resolve);
      connection.connect(resolve);
    });
    connection.destroy();
    this.#isTrying = false;
    if (isUnreachable(error)) this.#declareAway(error);
  }

  async beginTransaction(connection: MysqlConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    const level =
      isolationLevel === undefined ? [] : [CompiledQuery.raw(`set transaction isolation level ${isolationLevel}`)];
    connection.begin([...level, BEGIN]);
  }

  commitTransaction(connection: MysqlConnection): Promise<void> {
    return connection.commit();
  }

  async rollbackTransaction(connection: MysqlConnection): Promise<void> {
    try {
      await connection.rollback();
    } catch {
      // Where nothing can be sent any more, the server undoes it by itself; the first error is the one that matters.
      connection.raw.destroy();
    }
  }

  async releaseConnection(connection: MysqlConnection): Promise<void> {
    // One that still works is proof that the server is there.
    if (!connection.socket.destroyed) this.isAway = false;
    connection.raw.release();
  }

  async destroy(): Promise<void> {
    clearInterval(this.#watch);
    const pool = this.#pool;
    if (pool === undefined) return;
    await new Promise<void>((resolve, reject) => pool.end((error) => (error ? reject(error) : resolve())));
  }

  connections(): DatabaseFigures['connections'] {
    // mysql2 keeps these three lists for itself and has no other way to ask.
    const lists = this.#pool as unknown as Record<string, { length: number }> | undefined;
    return {
      open: lists?.['_allConnections']?.length ?? 0,
      free: lists?.['_freeConnections']?.length ?? 0,
      waiting: lists?.['_connectionQueue']?.length ?? 0,
    };
  }
}
