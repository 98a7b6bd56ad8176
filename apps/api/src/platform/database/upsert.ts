import type { ExpressionBuilder, Insertable, UpdateObject } from 'kysely';
import type { Db } from './database.ts';
import { engineOf } from './dialect.ts';
import type { Database } from './schema.ts';

/**
 * Puts a row in the place of the one with the same key, or adds it. Two transactions that do so at one moment take turns.
 * The key must be the table's only unique one.
 *
 * @param values the columns beside the key; those that are not named keep what they have.
 * @param changes what the row that is there gets instead, such as a number counted up.
 */
export async function upsertRow<Table extends keyof Database, Key extends Partial<Insertable<Database[Table]>>>(
  db: Db,
  table: Table,
  key: Key,
  values: Omit<Insertable<Database[Table]>, keyof Key>,
  changes?: (eb: ExpressionBuilder<Database, Table>) => UpdateObject<Database, Table>,
): Promise<void> {
  const row = { ...key, ...values } as unknown as Insertable<Database[Table]>;
  const insert = db.insertInto(table).values(row);
  if (engineOf(db) === 'mysql') {
    await insert.onDuplicateKeyUpdate((changes ?? row) as never).execute();
    return;
  }
  const columns = Object.keys(key) as never[];
  await insert
    .onConflict((conflict) => {
      const target = conflict.columns(columns);
      return Object.keys(values).length === 0 ? target.doNothing() : target.doUpdateSet((changes ?? values) as never);
    })
    .execute();
}
