import { setTimeout } from 'node:timers/promises';
import { Kysely, type Insertable, type Transaction } from 'kysely';
import { problem, Problem } from '../errors.ts';
import { compiledInsert } from './compiled-inserts.ts';
import { isUniqueViolation, retryCause, type RetryCause } from './database-errors.ts';
import { effectScope, type EffectScope, type KeptAnswer } from './effect-scope.ts';
import { parseMysqlUrl } from './mysql-address.ts';
import { mysqlDialect, type DatabaseFigures, type ObservedAdapter } from './mysql-dialect.ts';
import type { MysqlOptions } from './mysql-driver.ts';
import { nodeSqliteDialect, type ImmediateReader } from './node-sqlite-dialect.ts';
import { writeLater } from './round-trips.ts';
import type { Database } from './schema.ts';

export { isForeignKeyViolation, isUniqueViolation } from './database-errors.ts';
export { readNow } from './frequent-query.ts';

/** A handle to the whole database, or inside a transaction to that transaction only. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** Whether a URL names a database server, which other processes use too: its schema is brought up to date by an operator. */
export function isServer(url: string): boolean {
  return !url.startsWith('sqlite:');
}

/**
 * Opens the database that a URL names: `sqlite:/path/to/file.sqlite`, `sqlite::memory:` or
 * `mysql://user:password@host:port/database`. Connections are made when they are needed, not here.
 *
 * @throws Problem `database_url_unsupported` when no engine answers to the URL.
 */
export function openDatabase(url: string, options: Partial<MysqlOptions> = {}): Db {
  if (url.startsWith('sqlite:')) {
    return new Kysely<Database>({ dialect: nodeSqliteDialect(url.slice('sqlite:'.length)) });
  }
  const address = url.startsWith('mysql:') ? parseMysqlUrl(url) : '';
  if (typeof address === 'string') throw new Problem('database_url_unsupported', { scheme: url.split(':')[0] ?? '' });
  return new Kysely<Database>({ dialect: mysqlDialect(address, { poolSize: 10, isPatient: false, ...options }) });
}

/** How often a transaction is begun at most, and how long it may wait for other transactions' locks in all. */
const MOST_ATTEMPTS = 8;
const MOST_LOCK_WAITS = 2;

/**
 * Runs work in one transaction: all of it is kept, or none. Inside, only the handle that it is given may be used.
 *
 * Where the database gives the transaction up for the sake of another, or the connection breaks before the commit, it is done
 * over: the work runs again from its beginning, so it must change nothing but the database.
 *
 * When the request carries an Idempotency-Key, the transaction keeps the key too, and where it can the answer: whatever becomes
 * of this process, a retry is answered with it instead of doing the work twice.
 *
 * @throws Problem `database_busy` when it was given up each time, `idempotency_key_in_use` when another request has kept the key
 * meanwhile; whoever sends the answer replaces that by the other's.
 */
export async function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Trx);
  const scope = effectScope.getStore();
  const keeping = scope === undefined || scope.isKept || scope.isOver ? undefined : scope;
  let lockWaits = 0;
  for (let attempt = 1; ; attempt += 1) {
    let isSealed = false;
    let answer: KeptAnswer | null = null;
    const told: (() => void)[] = [];
    try {
      const result = await db.transaction().execute(async (trx) => {
        toldOnCommit.set(trx, told);
        const found = await work(trx);
        isSealed = true;
        if (keeping !== undefined) {
          answer = keeping.answerTo?.(found) ?? null;
          await writeLater(trx, insertionOfKey(trx, keeping, answer));
        }
        return found;
      });
      if (keeping !== undefined) Object.assign(keeping, { isKept: true, kept: answer });
      for (const tell of told) tell();
      return result;
    } catch (error) {
      if (keeping !== undefined && isSealed && isUniqueViolation(error) && (await isKeyKnown(db, keeping.keyHash))) {
        throw problem('idempotency_key_in_use');
      }
      const cause = retryCause(error, isSealed);
      if (cause === null) throw error;
      if (cause === 'lock_wait') lockWaits += 1;
      if (attempt === MOST_ATTEMPTS || lockWaits === MOST_LOCK_WAITS) throw busy(error);
      countRetry(db, cause);
      await setTimeout(Math.random() * 10 * attempt);
    }
  }
}

const toldOnCommit = new WeakMap<Db, (() => void)[]>();

/** Tells somebody in this process once a transaction of `inTransaction` is committed, before anybody hears of its result. */
export function tellOnCommit(trx: Trx, tell: () => void): void {
  toldOnCommit.get(trx)?.push(tell);
}

function busy(cause: unknown): Problem {
  return Object.assign(problem('database_busy', { retryAfter: 1 }), { cause });
}

function countRetry(db: Db, cause: RetryCause): void {
  const adapter = db.getExecutor().adapter as Partial<ObservedAdapter>;
  adapter.countRetry?.(cause);
}

/** What is known of this process's connections and of the transactions that were done over; null on SQLite. */
export function readDatabaseFigures(db: Db): DatabaseFigures | null {
  const adapter = db.getExecutor().adapter as Partial<ObservedAdapter>;
  return adapter.figures?.() ?? null;
}

/** A number that goes up with every write of this process; null on an engine that does not count them. */
export function countWrites(db: Db): number | null {
  const adapter = db.getExecutor().adapter as Partial<ImmediateReader>;
  return adapter.countWrites?.() ?? null;
}

/**
 * Gives a text that is another after every write to the database: of this process at once, of any other within 10 milliseconds. Null
 * while a transaction of this process is open, and on an engine that cannot tell.
 */
export function stampChanges(db: Db): string | null {
  const adapter = db.getExecutor().adapter as Partial<ImmediateReader>;
  return adapter.stampChanges?.() ?? null;
}

/**
 * A number that goes up with every change of this process of whose a token is, or of what its owner may do; null on an engine
 * that tells of all changes (`stampChanges`).
 */
export function countIdentityChanges(db: Db): number | null {
  const adapter = db.getExecutor().adapter as Partial<ObservedAdapter>;
  return adapter.countIdentityChanges?.() ?? null;
}

/** The status of a key whose effect is committed and whose answer is not stored yet. */
export const EFFECT_COMMITTED = 0;

/** The statement that keeps a request's key, with its answer where that is known. Fails where the key is kept already. */
export function insertionOfKey(db: Db, { keyHash, requestHash, at }: EffectScope, answer: KeptAnswer | null) {
  return compiledInsert(db, 'idempotency_keys', {
    key_hash: keyHash,
    request_hash: requestHash,
    created_at: at,
    status: answer?.status ?? EFFECT_COMMITTED,
    body: answer?.body ?? null,
  });
}

async function isKeyKnown(db: Db, keyHash: string): Promise<boolean> {
  const found = db.selectFrom('idempotency_keys').select('key_hash').where('key_hash', '=', keyHash);
  return (await found.executeTakeFirst()) !== undefined;
}

/** Inserts one row of plain values and answers its generated id, on every engine. */
export async function insertAndGetId<Table extends keyof Database>(
  db: Db,
  table: Table,
  values: Insertable<Database[Table]>,
): Promise<number> {
  const { insertId } = await db.executeQuery(compiledInsert(db, table, values));
  return Number(insertId);
}
