import { sql, type ColumnDataType, type ColumnDefinitionBuilder, type Expression, type Kysely } from 'kysely';

type ColumnType = ColumnDataType | Expression<unknown>;
type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

interface ColumnTypes {
  id: { type: ColumnType; build: Build };
  int: ColumnType;
  bool: ColumnType;
  instant: ColumnType;
  day: ColumnType;
  code: ColumnType;
  text: ColumnType;
  longText: ColumnType;
  json: ColumnType;
  blob: ColumnType;
}

/** The engines that Biblio Pro speaks to. */
export type Engine = 'sqlite' | 'mysql';

/** Tells which engine a connection speaks to. */
export function engineOf(db: { getExecutor: () => { adapter: object } }): Engine {
  return db.getExecutor().adapter.constructor.name === 'SqliteAdapter' ? 'sqlite' : 'mysql';
}

/**
 * The column types of each engine, by what they hold. Instants are UTC text in SQLite and DATETIME(3) in MySQL, `code` is a
 * short string (at most 191 characters) that an index may hold, `text` at most 500 characters. Every text is compared byte
 * for byte: see `mysql-query-compiler.ts`.
 */
export function columns(db: Kysely<unknown>): ColumnTypes {
  if (engineOf(db) === 'sqlite') {
    return {
      id: { type: 'integer', build: (c) => c.primaryKey().autoIncrement() },
      int: 'integer',
      bool: 'integer',
      instant: 'text',
      day: 'text',
      code: 'text',
      text: 'text',
      longText: 'text',
      json: 'text',
      blob: 'blob',
    };
  }
  return {
    id: { type: 'bigint', build: (c) => c.primaryKey().autoIncrement() },
    int: 'bigint',
    bool: sql`tinyint`,
    instant: sql`datetime(3)`,
    day: sql`char(10)`,
    code: sql`varchar(191)`,
    text: sql`varchar(500)`,
    longText: sql`mediumtext`,
    json: sql`longtext`,
    blob: sql`longblob`,
  };
}
