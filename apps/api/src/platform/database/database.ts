import { Kysely, type CompiledQuery, type Insertable, type Transaction } from 'kysely';
import { problem, Problem } from '../errors.ts';
import { effectScope, type EffectScope } from './effect-scope.ts';
import { nodeSqliteDialect, type ImmediateReader } from './node-sqlite-dialect.ts';
import type { Database } from './schema.ts';

/** A handle to the whole database, or inside a transaction to that transaction only. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/**
 * Opens the database that a URL names: `sqlite:/path/to/file.sqlite` or `sqlite::memory:`.
 *
 * @throws Problem `database_url_unsupported` when no engine answers to the URL's scheme.
 */
export function openDatabase(url: string): Db {
  if (url.startsWith('sqlite:')) {
    return new Kysely<Database>({ dialect: nodeSqliteDialect(url.slice('sqlite:'.length)) });
  }
  throw new Problem('database_url_unsupported', { scheme: url.split(':')[0] ?? '' });
}

/**
 * Runs work in one transaction: all of it is kept, or none. Inside, only the handle that it is given may be used.
 *
 * When the request carries an Idempotency-Key, the transaction also marks the key as having had its effect: after a crash
 * between the commit and the answer, a retry is told so instead of doing the work twice.
 */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Trx);
  return db.transaction().execute(async (trx) => {
    const result = await work(trx);
    const scope = effectScope.getStore();
    if (scope !== undefined) await markEffect(trx, scope);
    return result;
  });
}

/**
 * Reads at once, for checks so frequent that a queue and a promise would cost more than the answer.
 *
 * @returns null on an engine that cannot, and where an open transaction would show what is not committed.
 */
export function readNow<Row>(db: Db, query: CompiledQuery<Row>): Row[] | null {
  const adapter = db.getExecutor().adapter as Partial<ImmediateReader>;
  return adapter.readNow?.(query) ?? null;
}

/** A number that goes up with every write of this process; null on an engine that does not count them. */
export function countWrites(db: Db): number | null {
  const adapter = db.getExecutor().adapter as Partial<ImmediateReader>;
  return adapter.countWrites?.() ?? null;
}

/** The status of a key whose effect is committed and whose answer is not stored yet. */
export const EFFECT_COMMITTED = 0;

/** Fails, and undoes the effect with it, when the key was freed or taken over since: then the retry is the one that counts. */
async function markEffect(trx: Trx, { keyHash, takenAt }: EffectScope): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('idempotency_keys')
    .set({ status: EFFECT_COMMITTED })
    .where('key_hash', '=', keyHash)
    .where('created_at', '=', takenAt)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw problem('idempotency_key_in_use');
}

/** Inserts one row and answers its generated id, on every engine. */
export async function insertAndGetId<Table extends keyof Database>(
  db: Db,
  table: Table,
  values: Insertable<Database[Table]>,
): Promise<number> {
  const { insertId } = await db.insertInto(table).values(values).executeTakeFirstOrThrow();
  return Number(insertId);
}

/** Tells whether an error is the database refusing a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode, errno } = error as { errcode?: number; errno?: number };
  const SQLITE_CONSTRAINT_UNIQUE = 2067;
  const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
  const MYSQL_DUPLICATE_ENTRY = 1062;
  return (
    errcode === SQLITE_CONSTRAINT_UNIQUE || errcode === SQLITE_CONSTRAINT_PRIMARYKEY || errno === MYSQL_DUPLICATE_ENTRY
  );
}

/** Tells whether an error is the database refusing to break a reference between rows. */
export function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode, errno } = error as { errcode?: number; errno?: number };
  const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
  return errcode === SQLITE_CONSTRAINT_FOREIGNKEY || errno === 1451 || errno === 1452;
}
