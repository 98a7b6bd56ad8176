import type { CompiledQuery, InsertResult, Insertable } from 'kysely';
import type { Db } from './database.ts';
import { markFrequent } from './round-trips.ts';
import type { Database } from './schema.ts';

/** By connection, and there by table and columns. */
const compiled = new WeakMap<object, Map<string, CompiledQuery<InsertResult>>>();

/** The statement that inserts one row of plain values, compiled once for each table and choice of columns. */
export function compiledInsert<Table extends keyof Database>(
  db: Db,
  table: Table,
  values: Insertable<Database[Table]>,
): CompiledQuery<InsertResult> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const { adapter } = db.getExecutor();
  let byColumns = compiled.get(adapter);
  if (byColumns === undefined) compiled.set(adapter, (byColumns = new Map()));
  const key = `${table} ${given.map(([column]) => column).join()}`;
  const known = byColumns.get(key);
  // Kysely writes the columns, and their values, in the order in which they are given.
  if (known !== undefined) return { ...known, parameters: given.map(([, value]) => value) };
  const query = markFrequent(db.insertInto(table).values(values).compile());
  byColumns.set(key, query);
  return query;
}
