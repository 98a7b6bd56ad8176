import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Db } from './database.ts';
import type { Database } from './schema.ts';

/** Rows of one statement: few enough that nobody waits long for them, and under every engine's limit of parameters. */
export const PORTION = 500;

/** Cuts a list into portions. */
export function* inPortions<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += PORTION) yield list.slice(start, start + PORTION);
}

/** Which rows go. */
interface Old<Table extends keyof Database> {
  table: Table;
  /** The column that tells its rows apart. */
  key: string & keyof Database[Table];
  isOld: (eb: ExpressionBuilder<Database, Table>) => Expression<SqlBool>;
}

/**
 * Deletes old rows, a portion after the other. A server locks what a deletion looks at, so the rows are looked for without
 * locks first, and are deleted by their keys if they are still old. Answers how many.
 */
export async function deleteInPortions<Table extends keyof Database>(
  db: Db,
  { table, key, isOld }: Old<Table>,
): Promise<number> {
  // Statements over any of so many tables are too much for the types; the signature above checks what is handed in.
  const [from, column, where] = [table as 'jobs', key as 'id', isOld as never];
  let count = 0;
  for (;;) {
    const rows = await db.selectFrom(from).select(column).where(where).limit(PORTION).execute();
    if (rows.length === 0) return count;
    const keys = rows.map((row) => row[column]);
    const { numDeletedRows } = await db
      .deleteFrom(from)
      .where(column, 'in', keys)
      .where(where)
      .executeTakeFirstOrThrow();
    count += Number(numDeletedRows);
    if (rows.length < PORTION) return count;
  }
}
