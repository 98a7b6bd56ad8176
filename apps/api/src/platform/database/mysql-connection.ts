import type { Socket } from 'node:net';
import { CompiledQuery, type QueryResult } from 'kysely';
import type { Connection, FieldInfo, Prepare, SqlError } from 'mariadb';
import { DatabaseUnavailable, isAway, OutdatedRead } from './database-errors.ts';
import {
  changesReferenceData,
  withNewRevision,
  type RevisedConnection,
  type RevisingAdapter,
} from './reference-writes.ts';
import { isFrequent, type FrugalConnection } from './round-trips.ts';
import { ROUND_TRIPS, STATEMENTS } from './statements.ts';
import { changesIdentities } from './written-tables.ts';

const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

/** How many statements a connection keeps prepared; Biblio Pro has some dozens that it asks often. */
const MOST_PREPARED = 200;
/** The server's numbers for a prepared statement that it cannot make, keep, or make anew. */
const CANNOT_PREPARE = new Set([1243, 1461, 1615]);

/** What the driver answers: rows or what became of a change, and the columns of the rows. */
type Outcome = [result: unknown, columns: FieldInfo[] | undefined];

/** What a connection tells its driver, and asks of it. */
export interface ConnectionOwner extends RevisingAdapter {
  /** Goes up before and after each change of whose a token is, or of what its owner may do. */
  identityChanges: number;
}

/** One connection to the server. */
export class MysqlConnection implements FrugalConnection {
  readonly raw: Connection;
  readonly #socket: Socket;
  readonly #driver: ConnectionOwner;
  readonly #revised: RevisedConnection = {
    isInTransaction: () => this.#isInTransaction,
    send: (query) => this.#ask(query),
  };
  #isInTransaction = false;
  /** Whether the transaction changes whose a token is, or what its owner may do. */
  #changesIdentities = false;
  /** What begins the transaction, and what it writes: sent with the next statement that somebody waits for. */
  #beginning: CompiledQuery[] = [];
  #later: CompiledQuery[] = [];
  #waitingSince: number | null = null;
  /** Tells who waits for an answer that there will be none. */
  #giveUp: ((error: Error) => void) | null = null;
  readonly #prepared = new Map<string, Prepare>();
  #canPrepare = true;

  constructor(raw: Connection, socket: Socket, driver: ConnectionOwner) {
    this.raw = raw;
    this.#socket = socket;
    this.#driver = driver;
    // A connection that breaks while nobody uses it leaves the pool; without a listener it would end the process.
    raw.on('error', () => {});
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.raw.isValid();
  }

  /** For how many milliseconds the answer to a statement has been waited for; 0 when there is none. */
  silence(): number {
    return this.#waitingSince === null ? 0 : performance.now() - this.#waitingSince;
  }

  /** Ends it at once: whoever waits for an answer is told that the connection is lost. */
  break(): void {
    // Not by the driver's own `destroy`, which asks the server first to end what runs.
    this.#socket.destroy();
    this.#giveUp?.(connectionLost());
  }

  /** Takes leave of the server. */
  async end(): Promise<void> {
    if (this.isOpen) await this.raw.end();
    this.break();
  }

  /** Begins a transaction with its first statement. */
  begin(statements: readonly CompiledQuery[]): void {
    this.#isInTransaction = true;
    this.#changesIdentities = false;
    this.#beginning = [...statements];
  }

  async commit(): Promise<void> {
    this.#isInTransaction = false;
    const isUntouched = this.#beginning.length > 0 && this.#later.length === 0;
    try {
      if (isUntouched) this.#beginning = [];
      else await this.#ask(COMMIT);
    } finally {
      // Also after a failure: whether it was committed may not be known.
      if (this.#changesIdentities) this.#driver.identityChanges += 1;
    }
  }

  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    const isUntouched = this.#beginning.length > 0;
    this.#beginning = [];
    this.#later = [];
    if (!isUntouched) await this.#ask(ROLLBACK);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!changesIdentities(query)) return toResult(await this.#askRevised(query));
    this.#driver.identityChanges += 1;
    this.#changesIdentities = true;
    try {
      return toResult(await this.#askRevised(query));
    } finally {
      if (!this.#isInTransaction) this.#driver.identityChanges += 1;
    }
  }

  #askRevised(query: CompiledQuery): Promise<Outcome> {
    const isRevised = this.#driver.keepsRevisions && changesReferenceData(query);
    return isRevised ? withNewRevision(this.#revised, () => this.#ask(query)) : this.#ask(query);
  }

  async readTogether(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    const outcomes = await this.#send([...this.#takeWaiting(), ...queries]);
    return outcomes.slice(-queries.length).map(toResult);
  }

  executeLater(query: CompiledQuery): void {
    this.#changesIdentities ||= changesIdentities(query);
    this.#later.push(query);
  }

  async #ask(query: CompiledQuery): Promise<Outcome> {
    const outcomes = await this.#send([...this.#takeWaiting(), query]);
    return outcomes.at(-1)!;
  }

  #takeWaiting(): CompiledQuery[] {
    const waiting = [...this.#beginning, ...this.#later];
    this.#beginning = [];
    this.#later = [];
    return waiting;
  }

  async #send(queries: readonly CompiledQuery[]): Promise<Outcome[]> {
    if (STATEMENTS.hasSubscribers) for (const query of queries) STATEMENTS.publish(query);
    if (ROUND_TRIPS.hasSubscribers) ROUND_TRIPS.publish(queries);
    // The driver is not told of a socket that is closed here, and would wait for an answer.
    if (this.#socket.destroyed) throw new DatabaseUnavailable(connectionLost(), true);
    this.#waitingSince = performance.now();
    const given = new Promise<never>((_, reject) => (this.#giveUp = reject));
    try {
      return await Promise.race([given, this.#sendInTheBestWay(queries)]);
    } catch (error) {
      withoutStatement(error);
      if (!isAway(error)) throw error;
      this.break();
      throw new DatabaseUnavailable(error, true);
    } finally {
      this.#giveUp = null;
      this.#waitingSince = null;
    }
  }

  /**
   * One statement goes prepared where it is asked often. Several go as one text, because the first that fails must end them; only
   * reads may go one behind the other without waiting, for the server does them all whatever became of the one before.
   */
  #sendInTheBestWay(queries: readonly CompiledQuery[]): Promise<Outcome[]> {
    const asked = queries.filter((query) => query !== BEGIN);
    if (this.#canPrepare && asked.every((query) => isFrequent(query) && (queries.length === 1 || isRead(query)))) {
      return this.#sendPrepared(queries);
    }
    return this.#sendAsText(queries);
  }

  async #sendAsText(queries: readonly CompiledQuery[]): Promise<Outcome[]> {
    const sql = queries.map((query) => query.sql).join('; ');
    const values = queries.flatMap(({ parameters }) => parameters.map(toMysql));
    const [results, columns] = await this.raw.query<Outcome>(sql, values);
    if (queries.length === 1) return [[results, columns]];
    const columnsOf = columns as unknown as (FieldInfo[] | undefined)[];
    return (results as unknown[]).map((result, n) => [result, columnsOf[n]]);
  }

  async #sendPrepared(queries: readonly CompiledQuery[]): Promise<Outcome[]> {
    try {
      // All before the first is sent, or one that is not prepared yet would be done after those behind it.
      for (const query of queries) if (isFrequent(query) && !this.#prepared.has(query.sql)) await this.#prepare(query);
      this.#socket.cork();
      const answers = queries.map((query) => {
        const values = query.parameters.map(toMysql);
        const prepared = this.#prepared.get(query.sql);
        return prepared === undefined ? this.raw.query<Outcome>(query.sql, values) : prepared.execute<Outcome>(values);
      });
      this.#socket.uncork();
      // Also after a failure all are waited for: nothing may be on its way when the next statement is sent.
      const settled = await Promise.allSettled(answers);
      return settled.map((answer) => {
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value;
      });
    } catch (error) {
      if (!CANNOT_PREPARE.has((error as { errno?: number }).errno ?? 0)) throw error;
      this.#canPrepare = false;
      if (this.#isInTransaction) throw new OutdatedRead();
      return this.#sendAsText(queries);
    }
  }

  async #prepare({ sql }: CompiledQuery): Promise<void> {
    const [oldest] = this.#prepared;
    if (oldest !== undefined && this.#prepared.size >= MOST_PREPARED) {
      this.#prepared.delete(oldest[0]);
      oldest[1].close();
    }
    this.#prepared.set(sql, await this.raw.prepare(sql));
  }

  /** Reads rows one by one while the server sends them. Only for patient work: nothing else can be asked meanwhile. */
  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const waiting = this.#takeWaiting();
    if (waiting.length > 0) await this.#send(waiting);
    const rows = this.raw.queryStream(sql, parameters.map(toMysql));
    let columns: FieldInfo[] | undefined;
    rows.on('fields', (found: FieldInfo[]) => (columns = found));
    for await (const row of rows) yield { rows: withInstants([row], columns) as Row[] };
  }
}

/** What every transaction of the pool begins with. */
export const BEGIN = CompiledQuery.raw('begin');

/** By its text: what takes rows of several tables is no one node. */
function isRead({ sql }: CompiledQuery): boolean {
  return /^[(\s]*select\b/i.test(sql);
}

function toResult<Row>([result, columns]: Outcome): QueryResult<Row> {
  if (Array.isArray(result)) return { rows: withInstants(result as Record<string, unknown>[], columns) as Row[] };
  const { insertId, affectedRows } = result as { insertId: number; affectedRows: number };
  return {
    rows: [],
    ...(insertId === 0 ? {} : { insertId: BigInt(insertId) }),
    numAffectedRows: BigInt(affectedRows),
  };
}

function connectionLost(): Error {
  return Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
}

/** The driver adds the statement, which belongs into no log. */
function withoutStatement(error: unknown): void {
  const { sqlMessage } = error as SqlError;
  if (sqlMessage !== undefined && sqlMessage !== null) (error as SqlError).message = sqlMessage;
  delete (error as { sql?: unknown }).sql;
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
function withInstants(rows: Record<string, unknown>[], columns: FieldInfo[] | undefined): Record<string, unknown>[] {
  for (const column of columns ?? []) {
    if (column.columnType !== DATETIME) continue;
    const name = column.name();
    for (const row of rows) {
      const value = row[name] as string | null;
      if (value !== null) row[name] = `${value.slice(0, 10)}T${value.slice(11, 23).padEnd(12, '.000')}Z`;
    }
  }
  return rows;
}
