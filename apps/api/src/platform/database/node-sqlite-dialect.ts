import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/** Statements kept prepared on the one connection; the least recently used goes first. */
const STATEMENT_CACHE_SIZE = 500;

/**
 * A Kysely dialect on `node:sqlite`. One connection serves the whole process, so queries and transactions queue for it:
 * inside a transaction only the transaction's own handle may be used.
 */
export function nodeSqliteDialect(file: string): Dialect {
  const driver = new NodeSqliteDriver(file);
  const reader: ImmediateReader = {
    readNow: (query) => driver.readNow(query),
    countWrites: () => driver.countWrites(),
  };
  return {
    createAdapter: () => Object.assign(new SqliteAdapter(), reader),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** What an adapter can do beyond Kysely's: read without waiting in the queue. */
export interface ImmediateReader {
  /** The rows of a query, or null where it would have to wait: a transaction is open, or nothing has connected yet. */
  readNow: <Row>(query: CompiledQuery<Row>) => Row[] | null;
  /** Goes up with every statement of this process that may have changed anything, commits included. */
  countWrites: () => number;
}

class NodeSqliteDriver implements Driver {
  readonly #file: string;
  #connection: NodeSqliteConnection | undefined;
  #queue: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async init(): Promise<void> {
    const database = new DatabaseSync(this.#file);
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma foreign_keys = on;
      pragma busy_timeout = 5000;
      pragma cache_size = -32000;
      pragma temp_store = memory;
    `);
    this.#connection = new NodeSqliteConnection(database);
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#queue;
    let release!: () => void;
    this.#queue = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return this.#connection!;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Immediate: a second process that writes waits here, where waiting is safe, not in the middle of the work.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  /** Between transactions the connection sees what is committed, whoever committed it. */
  readNow<Row>(query: CompiledQuery<Row>): Row[] | null {
    return this.#connection?.readNow(query) ?? null;
  }

  countWrites(): number {
    return this.#connection?.writes ?? 0;
  }

  async releaseConnection(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }

  async destroy(): Promise<void> {
    this.#connection?.close();
  }
}

type Statement = ReturnType<DatabaseSync['prepare']>;

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Statement>();
  writes = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters as SQLInputValue[];
    if (statement.columns().length > 0) {
      return { rows: statement.all(...parameters) as Row[] };
    }
    this.writes++;
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  readNow<Row>(query: CompiledQuery<Row>): Row[] | null {
    if (this.#database.isTransaction) return null;
    return this.#prepare(query.sql).all(...(query.parameters as SQLInputValue[])) as Row[];
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.#database.prepare(query.sql).iterate(...(query.parameters as SQLInputValue[]))) {
      yield { rows: [row as Row] };
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(text: string): Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      if (this.#statements.size >= STATEMENT_CACHE_SIZE) {
        this.#statements.delete(this.#statements.keys().next().value!);
      }
    } else {
      this.#statements.delete(text);
    }
    this.#statements.set(text, statement);
    return statement;
  }
}
