import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { Db } from './database.ts';

const FREQUENT = Symbol('frequent');

/** Marks a statement that is asked often, so that a connection to a server keeps it prepared. */
export function markFrequent<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  return { ...query, [FREQUENT]: true } as CompiledQuery<Row>;
}

export function isFrequent(query: CompiledQuery): boolean {
  return FREQUENT in query;
}

/**
 * What a connection to a server can do beyond Kysely's: send several statements in one packet. The way there and back, and
 * waking up on both sides, cost more than most statements.
 */
export interface FrugalConnection extends DatabaseConnection {
  /** Sends reads together, done in their order. */
  readTogether: (queries: readonly CompiledQuery[]) => Promise<QueryResult<unknown>[]>;
  /** Keeps a statement until the next one goes out, at the latest the commit, which fails where it fails. */
  executeLater: (query: CompiledQuery) => void;
}

function isFrugal(connection: DatabaseConnection): connection is FrugalConnection {
  return 'readTogether' in connection;
}

/** Reads two things at once, the second as what the first has left. */
export function askBoth<First, Second>(
  db: Db,
  first: CompiledQuery<First>,
  second: CompiledQuery<Second>,
): Promise<[First[], Second[]]> {
  return db.getExecutor().provideConnection(async (connection) => {
    if (isFrugal(connection)) {
      const [one, other] = await connection.readTogether([first, second]);
      return [one!.rows as First[], other!.rows as Second[]];
    }
    const { rows } = await connection.executeQuery<First>(first);
    return [rows, (await connection.executeQuery<Second>(second)).rows];
  });
}

/**
 * Writes in a transaction what nothing else in it hangs on: neither an id nor a count of rows is answered, and where it fails, the
 * transaction fails later. For statements that can only fail with the database itself.
 */
export async function writeLater(trx: Db, query: CompiledQuery): Promise<void> {
  await trx.getExecutor().provideConnection(async (connection) => {
    if (trx.isTransaction && isFrugal(connection)) connection.executeLater(query);
    else await connection.executeQuery(query);
  });
}
