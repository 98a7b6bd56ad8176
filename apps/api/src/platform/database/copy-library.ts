import { sql } from 'kysely';
import { problem } from '../errors.ts';
import { inTransaction, openDatabase, type Db } from './database.ts';
import { migrateToLatest } from './migrate.ts';
import { RowChecksum, type Row } from './row-checksum.ts';
import type { Database } from './schema.ts';

const ROWS_AT_ONCE = 200;

type Table = keyof Database;

/** Whether nobody has begun a library in a database whose schema is there. */
export async function isLibraryEmpty(db: Db): Promise<boolean> {
  const branch = await db.selectFrom('branches').select('id').limit(1).executeTakeFirst();
  const member = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  return branch === undefined && member === undefined;
}

/**
 * Copies every row of a library into an empty database of the same schema, on whichever engines, and reads it back: all rows
 * arrive as they were, or none does. The source is read as it stands at one moment.
 *
 * @param onProgress is told the table that is copied or read back, and the share of the work that is done, from 0 to 1.
 * @returns how many rows each table has.
 * @throws Problem `copy_differs` when what was read back is not what was copied.
 */
export async function copyLibrary(
  from: Db,
  to: Db,
  onProgress: (share: number, table: string) => void,
): Promise<Map<Table, number>> {
  const tables = await listTables();
  return from
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (source) => {
      let expected = 0;
      for (const table of tables) expected += await countRows(source, table);
      return inTransaction(to, async (target) => {
        let done = 0;
        const counts = new Map<Table, number>();
        const advance = (table: Table, rows: number) => {
          done += rows;
          onProgress(expected === 0 ? 1 : done / expected / 2, table);
        };
        for (const shape of tables) {
          const { table } = shape;
          const copied = new RowChecksum();
          for await (const rows of readRows(source, shape)) {
            for (const row of rows) copied.add(row);
            await target
              .insertInto(table)
              .values(rows as never)
              .execute();
            advance(table, rows.length);
          }
          const arrived = new RowChecksum();
          for await (const rows of readRows(target, shape)) {
            for (const row of rows) arrived.add(row);
            advance(table, rows.length);
          }
          if (!arrived.equals(copied)) {
            throw problem('copy_differs', { table, copied: copied.rows, arrived: arrived.rows });
          }
          counts.set(table, copied.rows);
        }
        return counts;
      });
    });
}

interface TableShape {
  table: Table;
  /** Whether its rows have numbers: then one may refer to another before it. */
  hasId: boolean;
}

/** The tables in the order of their making, in which none refers to a later one. */
async function listTables(): Promise<TableShape[]> {
  const model = openDatabase('sqlite::memory:');
  try {
    await migrateToLatest(model);
    const { rows } = await sql<TableShape>`
      select name as "table", exists (select 1 from pragma_table_info(sqlite_master.name) as c where c.name = 'id') as "hasId"
      from sqlite_master
      where type = 'table' and name <> 'revisions' and name not like 'sqlite%' and name not like 'kysely%'
      order by rowid
    `.execute(model);
    return rows;
  } finally {
    await model.destroy();
  }
}

async function countRows(db: Db, { table }: TableShape): Promise<number> {
  const { rows } = await db.selectFrom(table).select(db.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
  return Number(rows);
}

async function* readRows(db: Db, { table, hasId }: TableShape): AsyncGenerator<Row[]> {
  const all = db.selectFrom(table).selectAll();
  let portion: Row[] = [];
  for await (const row of (hasId ? all.orderBy(sql.ref('id')) : all).stream(ROWS_AT_ONCE)) {
    portion.push(row);
    if (portion.length < ROWS_AT_ONCE) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
