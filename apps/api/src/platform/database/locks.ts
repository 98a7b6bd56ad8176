import { sql, type Compilable, type CompiledQuery, type Expression } from 'kysely';
import type { Db } from './database.ts';
import { OutdatedRead } from './database-errors.ts';
import { engineOf } from './dialect.ts';
import { askBoth } from './round-trips.ts';
import { upsertRow } from './upsert.ts';

/** The rows that desks meet at. */
export interface DeskRows {
  patrons?: readonly (number | null)[];
  items?: readonly (number | null)[];
  records?: readonly (number | null)[];
}

/** The one order in which every transaction takes them, and within each by id: who keeps it never waits in a circle. */
const ORDER = ['patrons', 'items', 'records'] as const;

/**
 * Takes the readers, copies and titles that a transaction decides by, for the rest of it. Call it before anything else is
 * read: what is read after it is what the others left behind, and stays so. A title's row stands for its queue of holds and
 * for every loan and copy of it, a reader's for their loans, holds and account.
 *
 * SQLite lets one transaction write at a time, so nothing is asked there.
 *
 * @param rows the rows, or how to find them. What was found is looked for once more when they are taken, and the transaction
 * is done over when it is no longer the same.
 */
export async function lockRows(trx: Db, rows: DeskRows | (() => Promise<DeskRows>)): Promise<void> {
  if (engineOf(trx) === 'sqlite') return;
  const found = typeof rows === 'function' ? await rows() : rows;
  for (const table of ORDER) await lock(trx, table, idsOf(found, table));
  if (typeof rows !== 'function') return;
  const again = await rows();
  for (const table of ORDER) {
    const taken = new Set(idsOf(found, table));
    if (idsOf(again, table).some((id) => !taken.has(id))) throw new OutdatedRead();
  }
}

/** A row that `takeRows` has taken. */
interface Taken {
  place: (typeof ORDER)[number];
  id: number;
}

/**
 * Makes the statement that takes one reader, one copy and one title, in the order of all others, because the parts of a union
 * are done one after the other. Each is named by an expression that answers its id, or nothing, without taking anything.
 */
export function takeRows(db: Db, names: Record<(typeof ORDER)[number], Expression<number | null>>): Compilable<Taken> {
  const parts = ORDER.map(
    (table) =>
      sql`(select ${sql.lit(table)} as place, id from ${sql.table(table)} where id = ${names[table]} for update)`,
  );
  const statement = sql<Taken>`${sql.join(parts, sql` union all `)}`;
  return { compile: () => statement.compile(db) };
}

/**
 * Takes rows and reads what a transaction decides by, both by what names the rows. As `lockRows` does, but in one packet: what
 * is read is what the others have left.
 *
 * @param take a statement of `takeRows`.
 * @param rowsOf which rows were read: when others than those were taken, the transaction is done over.
 */
export async function readTaken<Row>(
  trx: Db,
  { take, read }: { take: CompiledQuery<Taken>; read: CompiledQuery<Row> },
  rowsOf: (read: Row[]) => DeskRows,
): Promise<Row[]> {
  if (engineOf(trx) === 'sqlite') return (await trx.executeQuery(read)).rows;
  const [taken, facts] = await askBoth(trx, take, read);
  const rows = rowsOf(facts);
  for (const table of ORDER) {
    const ids = taken.filter(({ place }) => place === table).map(({ id }) => id);
    if (idsOf(rows, table).some((id) => !ids.includes(id))) throw new OutdatedRead();
  }
  return facts;
}

/** Tables whose rows people edit, and that no desk waits for. */
type EditedTable = 'branches' | 'item_types' | 'patron_categories' | 'roles' | 'staff';
type Lockable = (typeof ORDER)[number] | EditedTable;

/** Takes one row of another table for the rest of a transaction, after any of `lockRows` and `lockName`. */
export async function lockRow(trx: Db, table: EditedTable, id: number): Promise<void> {
  if (engineOf(trx) !== 'sqlite') await lock(trx, table, [id]);
}

/** What is taken by name, because no row stands for it. */
export type LockName = 'calendars' | 'job_requests' | 'new_readers' | 'notice_templates' | 'policies';

/** Takes a name for the rest of a transaction, after any of `lockRows`; of several, in the order of the alphabet. */
export async function lockName(trx: Db, name: LockName): Promise<void> {
  // Writing the name takes its row, made here when nobody had taken it before.
  if (engineOf(trx) !== 'sqlite') await upsertRow(trx, 'named_locks', { name }, {});
}

function idsOf(rows: DeskRows, table: (typeof ORDER)[number]): number[] {
  return [...new Set(rows[table])].filter((id) => id !== null).sort((one, other) => one - other);
}

async function lock(trx: Db, table: Lockable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  // Each of these tables has an id; one stands for all of them, because a choice among so many is too much for the types.
  const query = trx.selectFrom(table as 'patrons').select('id');
  await query.where('id', 'in', ids).orderBy('id').forUpdate().execute();
}
