import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { Db } from './database.ts';

/**
 * What a connection to a server can do beyond Kysely's: send several statements in one packet. The way there and back, and
 * waking up on both sides, cost more than most statements.
 */
export interface FrugalConnection extends DatabaseConnection {
  /** Sends statements together, done in their order; the first that fails ends them. */
  executeTogether: (queries: readonly CompiledQuery[]) => Promise<QueryResult<unknown>[]>;
  /** Keeps a statement until the next one goes out, at the latest the commit, which fails where it fails. */
  executeLater: (query: CompiledQuery) => void;
}

function isFrugal(connection: DatabaseConnection): connection is FrugalConnection {
  return 'executeTogether' in connection;
}

/** Asks two things at once, the second as what the first has left. */
export function askBoth<First, Second>(
  db: Db,
  first: CompiledQuery<First>,
  second: CompiledQuery<Second>,
): Promise<[First[], Second[]]> {
  return db.getExecutor().provideConnection(async (connection) => {
    if (isFrugal(connection)) {
      const [one, other] = await connection.executeTogether([first, second]);
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
