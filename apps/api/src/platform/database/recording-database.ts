import {
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type { Engine } from './dialect.ts';
import { BiblioMysqlQueryCompiler } from './mysql-query-compiler.ts';

/** What takes the statements in place of a database, and answers them. */
export type Recorder = (statement: string) => QueryResult<unknown>;

/** A handle that speaks an engine's language and has nobody to speak to: each statement is handed to the recorder. */
export function recordingDatabase<Tables>(engine: Engine, record: Recorder): Kysely<Tables> {
  const isMysql = engine === 'mysql';
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql }: { sql: string }) => record(sql) as QueryResult<Row>,
    async *streamQuery<Row>({ sql }: { sql: string }) {
      yield record(sql) as QueryResult<Row>;
    },
  };
  const nothing = async () => {};
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => (isMysql ? new MysqlAdapter() : new SqliteAdapter()),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
      createIntrospector: (one) => (isMysql ? new MysqlIntrospector(one) : new SqliteIntrospector(one)),
      createQueryCompiler: () => (isMysql ? new BiblioMysqlQueryCompiler() : new SqliteQueryCompiler()),
    },
  });
}
