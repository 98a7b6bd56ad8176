import type { Socket } from 'node:net';
import { CompiledQuery, type QueryResult } from 'kysely';
import type { FieldPacket, PoolConnection, QueryError } from 'mysql2';
import { DatabaseUnavailable, isAway } from './database-errors.ts';
import {
  changesReferenceData,
  withNewRevision,
  type RevisedConnection,
  type RevisingAdapter,
} from './reference-writes.ts';
import type { FrugalConnection } from './round-trips.ts';
import { ROUND_TRIPS, STATEMENTS } from './statements.ts';

const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

interface Outcome {
  result: unknown;
  fields: FieldPacket[] | undefined;
}

/** One connection of the pool. */
export class MysqlConnection implements FrugalConnection {
  readonly raw: PoolConnection;
  readonly #driver: RevisingAdapter;
  readonly #revised: RevisedConnection = {
    isInTransaction: () => this.#isInTransaction,
    send: (query) => this.#ask(query),
  };
  #isInTransaction = false;
  /** What begins the transaction, and what it writes: sent with the next statement that somebody waits for. */
  #beginning: CompiledQuery[] = [];
  #later: CompiledQuery[] = [];
  #waitingSince: number | null = null;

  constructor(raw: PoolConnection, driver: RevisingAdapter) {
    this.raw = raw;
    this.#driver = driver;
    // A connection that breaks while nobody uses it leaves the pool; without a listener it would end the process.
    raw.on('error', () => {});
  }

  /** What it speaks through, which the driver's types keep for themselves. */
  get socket(): Socket {
    return (this.raw as unknown as { stream: Socket }).stream;
  }

  /** For how many milliseconds the answer to a statement has been waited for; 0 when there is none. */
  silence(): number {
    return this.#waitingSince === null ? 0 : performance.now() - this.#waitingSince;
  }

  /** Ends it at once: whoever waits for an answer is told that the connection is lost. */
  break(): void {
    this.socket.destroy();
  }

  /** Begins a transaction with its first statement. */
  begin(statements: readonly CompiledQuery[]): void {
    this.#isInTransaction = true;
    this.#beginning = [...statements];
  }

  async commit(): Promise<void> {
    this.#isInTransaction = false;
    const isUntouched = this.#beginning.length > 0 && this.#later.length === 0;
    if (isUntouched) this.#beginning = [];
    else await this.#ask(COMMIT);
  }

  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    const isUntouched = this.#beginning.length > 0;
    this.#beginning = [];
    this.#later = [];
    if (!isUntouched) await this.#ask(ROLLBACK);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isRevised = this.#driver.keepsRevisions && changesReferenceData(query);
    const outcome = await (isRevised ? withNewRevision(this.#revised, () => this.#ask(query)) : this.#ask(query));
    return toResult(outcome);
  }

  async executeTogether(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    const outcomes = await this.#send([...this.#takeWaiting(), ...queries]);
    return outcomes.slice(-queries.length).map(toResult);
  }

  executeLater(query: CompiledQuery): void {
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
    const statement = {
      sql: queries.map(({ sql }) => sql).join('; '),
      values: queries.flatMap(({ parameters }) => parameters.map(toMysql)),
    };
    this.#waitingSince = performance.now();
    try {
      return await new Promise<Outcome[]>((resolve, reject) => {
        this.raw.query(statement, (error: QueryError | null, result: unknown, fields?: unknown) => {
          if (error !== null) reject(error);
          else if (queries.length === 1) resolve([{ result, fields: fields as FieldPacket[] | undefined }]);
          else {
            const fieldsOf = fields as (FieldPacket[] | undefined)[];
            resolve((result as unknown[]).map((one, n) => ({ result: one, fields: fieldsOf[n] })));
          }
        });
      });
    } catch (error) {
      // The driver adds the statement with its values, which belong into no log.
      delete (error as { sql?: string }).sql;
      if (!isAway(error)) throw error;
      this.raw.destroy();
      this.break();
      throw new DatabaseUnavailable(error, true);
    } finally {
      this.#waitingSince = null;
    }
  }

  /** Reads rows one by one while the server sends them. Only for patient work: nothing else can be asked meanwhile. */
  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const waiting = this.#takeWaiting();
    if (waiting.length > 0) await this.#send(waiting);
    const query = this.raw.query({ sql, values: parameters.map(toMysql) });
    let fields: FieldPacket[] | undefined;
    query.on('fields', (found: FieldPacket[]) => (fields = found));
    for await (const row of query.stream()) yield { rows: withInstants([row], fields) as Row[] };
  }
}

function toResult<Row>({ result, fields }: Outcome): QueryResult<Row> {
  if (Array.isArray(result)) return { rows: withInstants(result as Record<string, unknown>[], fields) as Row[] };
  const { insertId, affectedRows, changedRows } = result as Record<string, number | undefined>;
  return {
    rows: [],
    ...(insertId === undefined || insertId === 0 ? {} : { insertId: BigInt(insertId) }),
    ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }),
    ...(changedRows === undefined ? {} : { numChangedRows: BigInt(changedRows) }),
  };
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
