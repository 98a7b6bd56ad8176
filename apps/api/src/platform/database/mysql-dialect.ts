import {
  CompiledQuery,
  MysqlAdapter,
  MysqlIntrospector,
  sql,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { FieldPacket, Pool, PoolConnection, PoolOptions, QueryError } from 'mysql2';
import { problem } from '../errors.ts';
import { DatabaseUnavailable, isAway, type RetryCause } from './database-errors.ts';
import type { MysqlAddress } from './mysql-address.ts';
import { BiblioMysqlQueryCompiler } from './mysql-query-compiler.ts';
import {
  changesReferenceData,
  withNewRevision,
  type RevisedConnection,
  type RevisingAdapter,
} from './reference-writes.ts';
import { STATEMENTS } from './statements.ts';

/** How long a connection may take to be made, and a request may wait for a free one. */
const CONNECT_MS = 3000;
const ACQUIRE_MS = 5000;
/** How long one statement may take; reads are ended by the server, anything else by closing the connection. */
const READ_SECONDS = 30;
const STATEMENT_MS = 60_000;

export interface MysqlOptions {
  poolSize: number;
  /** Whether statements may take as long as they need, as those of a migration. */
  isPatient: boolean;
}

/** What is known of a process's connections to its database. */
export interface DatabaseFigures {
  connections: { open: number; free: number; waiting: number };
  retries: Record<RetryCause, number>;
}

/** A Kysely dialect on `mysql2`, for MySQL from 8.4 and MariaDB from 10.11. */
export function mysqlDialect(address: MysqlAddress, options: MysqlOptions): Dialect {
  const driver = new MysqlDriver(address, options);
  return {
    createAdapter: () => new BiblioMysqlAdapter(address.database, driver),
    createDriver: () => driver,
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new BiblioMysqlQueryCompiler(),
  };
}

/** What an adapter tells of its connections. */
export interface ObservedAdapter {
  countRetry: (cause: RetryCause) => void;
  figures: () => DatabaseFigures;
}

class BiblioMysqlAdapter extends MysqlAdapter implements ObservedAdapter, RevisingAdapter {
  readonly #lock: string;
  readonly #driver: MysqlDriver;
  readonly #retries: Record<RetryCause, number> = { deadlock: 0, lock_wait: 0, connection_lost: 0, outdated_read: 0 };

  constructor(database: string, driver: MysqlDriver) {
    super();
    // Locks have a name of at most 64 characters in the whole server, which may hold other libraries.
    this.#lock = `biblio:${database}`.slice(0, 64);
    this.#driver = driver;
  }

  /** @throws Problem `migration_running` when another process is at it: two never run one after the other unasked. */
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    const { rows } = await sql<{ taken: number | null }>`select get_lock(${this.#lock}, 0) as taken`.execute(db);
    if (rows[0]?.taken !== 1) throw problem('migration_running');
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select release_lock(${this.#lock})`.execute(db);
  }

  get keepsRevisions(): boolean {
    return this.#driver.keepsRevisions;
  }

  set keepsRevisions(keepsRevisions: boolean) {
    this.#driver.keepsRevisions = keepsRevisions;
  }

  countRetry(cause: RetryCause): void {
    this.#retries[cause] += 1;
  }

  figures(): DatabaseFigures {
    return { connections: this.#driver.connections(), retries: { ...this.#retries } };
  }
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

class MysqlDriver implements Driver, RevisingAdapter {
  keepsRevisions = true;
  readonly #address: MysqlAddress;
  readonly #options: MysqlOptions;
  readonly #connections = new WeakMap<PoolConnection, MysqlConnection>();
  #pool: Pool | undefined;

  constructor(address: MysqlAddress, options: MysqlOptions) {
    this.#address = address;
    this.#options = options;
  }

  async init(): Promise<void> {
    // Only server mode pays for the driver's memory.
    const { createPool } = await import('mysql2');
    this.#pool = createPool(this.#poolOptions());
  }

  #poolOptions(): PoolOptions {
    const { tls, ...address } = this.#address;
    return {
      ...address,
      ...(tls === null ? {} : { ssl: { ...tls, minVersion: 'TLSv1.2' } }),
      connectionLimit: this.#options.poolSize,
      maxIdle: this.#options.poolSize,
      connectTimeout: CONNECT_MS,
      charset: 'utf8mb4_bin',
      // Instants come as text, sums as numbers; a file of the server's choice is never sent.
      dateStrings: true,
      decimalNumbers: true,
      flags: ['-LOCAL_FILES'],
      // A stack for each statement costs more than most statements.
      trace: false,
    } as PoolOptions;
  }

  async acquireConnection(): Promise<MysqlConnection> {
    const raw = await this.#takeFromPool();
    const known = this.#connections.get(raw);
    if (known !== undefined) return known;
    const connection = new MysqlConnection(raw, this.#options.isPatient, this);
    try {
      await connection.executeQuery(CompiledQuery.raw(sessionSettings(this.#options.isPatient)));
    } catch (error) {
      raw.destroy();
      throw error;
    }
    this.#connections.set(raw, connection);
    return connection;
  }

  #takeFromPool(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(problem('database_busy', { retryAfter: 1 }));
      }, ACQUIRE_MS);
      this.#pool!.getConnection((error, raw) => {
        clearTimeout(timer);
        if (error) reject(isAway(error) ? new DatabaseUnavailable(error, false) : error);
        else if (isLate) raw.release();
        else resolve(raw);
      });
    });
  }

  async beginTransaction(connection: MysqlConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    if (isolationLevel !== undefined) {
      await connection.executeQuery(CompiledQuery.raw(`set transaction isolation level ${isolationLevel}`));
    }
    await connection.executeQuery(CompiledQuery.raw('begin'));
    connection.isInTransaction = true;
  }

  async commitTransaction(connection: MysqlConnection): Promise<void> {
    connection.isInTransaction = false;
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: MysqlConnection): Promise<void> {
    connection.isInTransaction = false;
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch {
      // Where nothing can be sent any more, the server undoes it by itself; the first error is the one that matters.
      connection.raw.destroy();
    }
  }

  async releaseConnection(connection: MysqlConnection): Promise<void> {
    connection.raw.release();
  }

  async destroy(): Promise<void> {
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

interface Outcome {
  result: unknown;
  fields: FieldPacket[] | undefined;
}

class MysqlConnection implements DatabaseConnection {
  readonly raw: PoolConnection;
  readonly #isPatient: boolean;
  readonly #driver: RevisingAdapter;
  readonly #revised: RevisedConnection = {
    isInTransaction: () => this.isInTransaction,
    send: (query) => this.#send(query),
  };
  isInTransaction = false;

  constructor(raw: PoolConnection, isPatient: boolean, driver: RevisingAdapter) {
    this.raw = raw;
    this.#isPatient = isPatient;
    this.#driver = driver;
    // A connection that breaks while nobody uses it leaves the pool; without a listener it would end the process.
    raw.on('error', () => {});
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isRevised = this.#driver.keepsRevisions && changesReferenceData(query);
    const { result, fields } = await (isRevised
      ? withNewRevision(this.#revised, () => this.#send(query))
      : this.#send(query));
    if (Array.isArray(result)) return { rows: withInstants(result as Record<string, unknown>[], fields) as Row[] };
    const { insertId, affectedRows, changedRows } = result as Record<string, number | undefined>;
    return {
      rows: [],
      ...(insertId === undefined || insertId === 0 ? {} : { insertId: BigInt(insertId) }),
      ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }),
      ...(changedRows === undefined ? {} : { numChangedRows: BigInt(changedRows) }),
    };
  }

  async #send(query: CompiledQuery): Promise<Outcome> {
    if (STATEMENTS.hasSubscribers) STATEMENTS.publish(query);
    const { sql, parameters } = query;
    const timeout = this.#isPatient ? {} : { timeout: STATEMENT_MS };
    const statement = { sql, values: parameters.map(toMysql), ...timeout };
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        this.raw.query(statement, (error: QueryError | null, result: unknown, fields?: FieldPacket[]) =>
          error ? reject(error) : resolve({ result, fields }),
        );
      });
    } catch (error) {
      // The driver adds the statement with its values, which belong into no log.
      delete (error as { sql?: string }).sql;
      if (!isAway(error)) throw error;
      this.raw.destroy();
      throw new DatabaseUnavailable(error, true);
    }
  }

  /** Reads rows one by one while the server sends them. Only for patient work: nothing else can be asked meanwhile. */
  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const query = this.raw.query({ sql, values: parameters.map(toMysql) });
    let fields: FieldPacket[] | undefined;
    query.on('fields', (found: FieldPacket[]) => (fields = found));
    for await (const row of query.stream()) yield { rows: withInstants([row], fields) as Row[] };
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A parameter as MySQL takes it: instants without the letters that only MySQL itself does not know, bytes as a buffer. */
function toMysql(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length === 24 && INSTANT.test(value) ? `${value.slice(0, 10)} ${value.slice(11, 23)}` : value;
  }
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value;
}

const DATETIME = 12;

/** Gives instants the form that they have everywhere else. */
function withInstants(rows: Record<string, unknown>[], fields: FieldPacket[] | undefined): Record<string, unknown>[] {
  for (const { name, columnType } of fields ?? []) {
    if (columnType !== DATETIME) continue;
    for (const row of rows) {
      const value = row[name] as string | null;
      if (value !== null) row[name] = `${value.slice(0, 10)}T${value.slice(11).padEnd(12, '.000')}Z`;
    }
  }
  return rows;
}
