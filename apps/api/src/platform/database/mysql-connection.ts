import type { Socket } from 'node:net';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { FieldPacket, PoolConnection, QueryError } from 'mysql2';
import { DatabaseUnavailable, isAway } from './database-errors.ts';
import {
  changesReferenceData,
  withNewRevision,
  type RevisedConnection,
  type RevisingAdapter,
} from './reference-writes.ts';
import { STATEMENTS } from './statements.ts';

interface Outcome {
  result: unknown;
  fields: FieldPacket[] | undefined;
}

/** One connection of the pool. */
export class MysqlConnection implements DatabaseConnection {
  readonly raw: PoolConnection;
  readonly #driver: RevisingAdapter;
  readonly #revised: RevisedConnection = {
    isInTransaction: () => this.isInTransaction,
    send: (query) => this.#send(query),
  };
  isInTransaction = false;
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
    const statement = { sql, values: parameters.map(toMysql) };
    this.#waitingSince = performance.now();
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
      this.break();
      throw new DatabaseUnavailable(error, true);
    } finally {
      this.#waitingSince = null;
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
