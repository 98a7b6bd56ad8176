import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
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
import {
  changesReferenceData,
  withNewRevision,
  type RevisedConnection,
  type RevisingAdapter,
} from './reference-writes.ts';
import { STATEMENTS } from './statements.ts';

/** SQLite's own count of what others, but not this connection, have written. */
const DATA_VERSION = 'pragma data_version';
/** For how many milliseconds others' writes may go unseen: to look takes two locks of the file, as much as half of a record. */
const LOOK_EVERY_MS = 10;

const CHANGES_TABLES = /^\s*(?:create|alter|drop)\b/i;

/** Statements kept prepared on the one connection; the least recently used goes first. */
const STATEMENT_CACHE_SIZE = 500;

/**
 * A Kysely dialect on `node:sqlite`. One connection serves the whole process, so queries and transactions queue for it:
 * inside a transaction only the transaction's own handle may be used.
 */
export function nodeSqliteDialect(file: string): Dialect {
  const reader: ImmediateReader & RevisingAdapter = {
    keepsRevisions: true,
    readNow: (query) => driver.readNow(query),
    countWrites: () => driver.countWrites(),
    stampChanges: () => driver.stampChanges(),
  };
  const adapter = Object.assign(new SqliteAdapter(), reader);
  const driver = new NodeSqliteDriver(file, adapter);
  return {
    createAdapter: () => adapter,
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
  /**
   * Another text after every write, of this process at once, of others within 10 milliseconds; null while a transaction is open, or
   * nothing has connected yet.
   */
  stampChanges: () => string | null;
}

class NodeSqliteDriver implements Driver {
  readonly #file: string;
  readonly #adapter: RevisingAdapter;
  #connection: NodeSqliteConnection | undefined;
  #queue: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  constructor(file: string, adapter: RevisingAdapter) {
    this.#file = file;
    this.#adapter = adapter;
  }

  async init(): Promise<void> {
    const database = new DatabaseSync(this.#file);
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma foreign_keys = on;
      pragma busy_timeout = 5000;
      pragma cache_size = -16000;
      pragma temp_store = memory;
    `);
    this.#connection = new NodeSqliteConnection(database, this.#adapter);
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

  stampChanges(): string | null {
    return this.#connection?.stampChanges() ?? null;
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

interface Prepared {
  statement: StatementSync;
  /** Makes a row's object of its values; null for a statement that answers no rows. */
  toRow: ((values: unknown[]) => unknown) | null;
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #adapter: RevisingAdapter;
  readonly #statements = new Map<string, Prepared>();
  readonly #revised: RevisedConnection = {
    isInTransaction: () => this.#database.isTransaction,
    send: async (query) => this.#send(query),
  };
  writes = 0;
  #versionOfOthers = 0;
  #lookedAt = -Infinity;

  constructor(database: DatabaseSync, adapter: RevisingAdapter) {
    this.#database = database;
    this.#adapter = adapter;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.#adapter.keepsRevisions || !changesReferenceData(query)) return this.#send(query);
    return withNewRevision(this.#revised, async () => this.#send(query));
  }

  #send<Row>(query: CompiledQuery): QueryResult<Row> {
    if (STATEMENTS.hasSubscribers) STATEMENTS.publish(query);
    const prepared = this.#prepare(query.sql);
    const parameters = query.parameters as SQLInputValue[];
    if (prepared.toRow !== null) return { rows: allRows<Row>(prepared, parameters) };
    this.writes++;
    // What was prepared knows its columns as they were.
    if (CHANGES_TABLES.test(query.sql)) this.#statements.clear();
    const { changes, lastInsertRowid } = prepared.statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  readNow<Row>(query: CompiledQuery<Row>): Row[] | null {
    if (this.#database.isTransaction) return null;
    if (STATEMENTS.hasSubscribers) STATEMENTS.publish(query);
    return allRows<Row>(this.#prepare(query.sql), query.parameters as SQLInputValue[]);
  }

  stampChanges(): string | null {
    if (this.#database.isTransaction) return null;
    const now = performance.now();
    if (now - this.#lookedAt >= LOOK_EVERY_MS) {
      this.#versionOfOthers = allRows<{ data_version: number }>(this.#prepare(DATA_VERSION), [])[0]!.data_version;
      this.#lookedAt = now;
    }
    return `${this.writes}:${this.#versionOfOthers}`;
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

  #prepare(text: string): Prepared {
    const known = this.#statements.get(text);
    // The order of use only matters once something has to go.
    if (known !== undefined && this.#statements.size < STATEMENT_CACHE_SIZE) return known;
    if (known !== undefined) this.#statements.delete(text);
    else if (this.#statements.size >= STATEMENT_CACHE_SIZE) {
      this.#statements.delete(this.#statements.keys().next().value!);
    }
    const prepared = known ?? this.#prepareAnew(text);
    this.#statements.set(text, prepared);
    return prepared;
  }

  #prepareAnew(text: string): Prepared {
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    return { statement, toRow: rowMaker(statement) };
  }
}

function allRows<Row>({ statement, toRow }: Prepared, parameters: SQLInputValue[]): Row[] {
  const rows = statement.all(...parameters) as unknown[];
  for (let i = 0; i < rows.length; i++) rows[i] = toRow!(rows[i] as unknown[]);
  return rows as Row[];
}

/**
 * Compiles what makes a row's object. The driver's own rows are dictionaries without a shape: to make and read them takes
 * longer than to find the row.
 */
function rowMaker(statement: StatementSync): Prepared['toRow'] {
  const columns = statement.columns();
  if (columns.length === 0) return null;
  const fields = columns.map(({ name }, i) => `${JSON.stringify(name)}: values[${i}]`);
  return new Function('values', `return { ${fields.join(', ')} }`) as NonNullable<Prepared['toRow']>;
}
