import { sql } from 'kysely';
import { inTransaction, type Db } from './database.ts';
import type { Database } from './schema.ts';

const ROWS_PER_INSERT = 200;

/** Whether nobody has begun a library in a database whose schema is there. */
export async function isLibraryEmpty(db: Db): Promise<boolean> {
  const branch = await db.selectFrom('branches').select('id').limit(1).executeTakeFirst();
  const member = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  return branch === undefined && member === undefined;
}

/**
 * Copies every row of an embedded database into an empty database of the same schema, all or none.
 *
 * @param onTable is told which table comes next.
 * @returns how many rows there were.
 */
export function copyRows(from: Db, to: Db, onTable: (table: string) => void): Promise<number> {
  return inTransaction(to, async (trx) => {
    let count = 0;
    for (const table of await listTables(from)) {
      onTable(table);
      for await (const rows of readPages(from, table)) {
        await trx.insertInto(table).values(rows).execute();
        count += rows.length;
      }
    }
    return count;
  });
}

/** The tables in the order of their making, in which none refers to a later one. */
async function listTables(db: Db): Promise<(keyof Database)[]> {
  const { rows } = await sql<{ name: keyof Database }>`
    select name from sqlite_master
    where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'
    order by rowid
  `.execute(db);
  return rows.map(({ name }) => name);
}

async function* readPages(db: Db, table: keyof Database): AsyncGenerator<Record<string, never>[]> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<Record<string, never> & { copied_rowid: number }>`
      select rowid as copied_rowid, * from ${sql.table(table)} where rowid > ${last} order by rowid limit ${ROWS_PER_INSERT}
    `.execute(db);
    if (rows.length === 0) return;
    last = rows.at(-1)!.copied_rowid;
    yield rows.map(({ copied_rowid: _, ...row }) => row);
  }
}
