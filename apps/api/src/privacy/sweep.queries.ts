import { sql, type SelectQueryBuilder } from 'kysely';
import type { Db, Trx } from '../platform/database/database.ts';
import type { Database } from '../platform/database/schema.ts';

/** What decides whether something is past its time. Instants are timestamps as the database has them. */
export interface SweepLimits {
  /** What is older has been kept for as long as the library's setting says. */
  before: string;
  now: string;
  isHistoryChoiceOffered: boolean;
}

/** Where a sweep goes on after a batch. */
export type SweepPosition = number | string;

/** The rows of one purpose: how many are past their time, and how they go, a batch at a time. */
export interface Sweep {
  count: (db: Db, limits: SweepLimits) => Promise<number>;
  /** Forgets the next batch in the caller's transaction. Answers how many rows, and where to go on; `null` at the end. */
  batch: (
    trx: Trx,
    limits: SweepLimits,
    after: SweepPosition | null,
  ) => Promise<{ done: number; next: SweepPosition | null }>;
}

/** Rows that are forgotten in one transaction. */
const BATCH = 200;
/** Ids that one statement looks through, so that none takes long however large the table. */
const WINDOW = 20_000;

interface SweptTable<Table extends keyof Database, Key extends SweepPosition> {
  table: Table;
  /** The rows that are past their time. The same query counts them and finds them. */
  due: (db: Db, limits: SweepLimits) => SelectQueryBuilder<Database, Table, object>;
  /** Deletes or empties rows that were found in the same transaction. */
  forget: (trx: Trx, keys: Key[], limits: SweepLimits) => Promise<void>;
}

/** Sweeps a table by its number, in windows of ids. */
export function sweepById<Table extends keyof Database>({ table, due, forget }: SweptTable<Table, number>): Sweep {
  const id = sql<number>`${sql.ref(`${table}.id`)}`;
  return {
    count: async (db, limits) => {
      const last = await lastIdOf(db, table);
      let count = 0;
      for (let from = 0; from < last; from += WINDOW) {
        count += await countDue(
          due(db, limits)
            .where(id, '>', from)
            .where(id, '<=', from + WINDOW),
        );
        // A large log takes a while; between two windows other requests have their turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return count;
    },
    batch: async (trx, limits, after) => {
      const from = Number(after ?? 0);
      const rows = await due(trx, limits)
        .select(id.as('key'))
        .where(id, '>', from)
        .where(id, '<=', from + WINDOW)
        .orderBy(id)
        .limit(BATCH)
        .execute();
      const keys = rows.map((row) => (row as { key: number }).key);
      if (keys.length > 0) await forget(trx, keys, limits);
      if (keys.length === BATCH) return { done: keys.length, next: keys.at(-1)! };
      return { done: keys.length, next: from + WINDOW < (await lastIdOf(trx, table)) ? from + WINDOW : null };
    },
  };
}

/** Deletes rows of a small table by a key that is a text. */
export function deletionByKey<Table extends 'sessions' | 'login_attempts' | 'idempotency_keys'>(
  table: Table,
  column: string,
  due: SweptTable<Table, string>['due'],
): Sweep {
  const key = sql<string>`${sql.ref(`${table}.${column}`)}`;
  return {
    count: (db, limits) => countDue(due(db, limits)),
    batch: async (trx, limits) => {
      const rows = await due(trx, limits).select(key.as('key')).limit(BATCH).execute();
      const keys = rows.map((row) => (row as { key: string }).key);
      if (keys.length > 0) {
        await sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(keys)})`.execute(trx);
      }
      return { done: keys.length, next: keys.length === BATCH ? keys.at(-1)! : null };
    },
  };
}

/** Deletes rows of a table by their number. */
export function deletionById<Table extends keyof Database>(table: Table, due: SweptTable<Table, number>['due']): Sweep {
  const forget = async (trx: Trx, ids: number[]) => {
    await sql`delete from ${sql.table(table)} where id in (${sql.join(ids)})`.execute(trx);
  };
  return sweepById({ table, due, forget });
}

async function lastIdOf(db: Db, table: keyof Database): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(id) as last from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.last ?? 0);
}

async function countDue<Table extends keyof Database>(
  query: SelectQueryBuilder<Database, Table, object>,
): Promise<number> {
  const { count } = (await query.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()) as {
    count: number;
  };
  return Number(count);
}
