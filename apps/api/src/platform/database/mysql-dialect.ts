import { MysqlAdapter, MysqlIntrospector, sql, type Dialect, type Kysely } from 'kysely';
import { problem } from '../errors.ts';
import type { RetryCause } from './database-errors.ts';
import type { MysqlAddress } from './mysql-address.ts';
import { MysqlDriver, type MysqlOptions } from './mysql-driver.ts';
import { BiblioMysqlQueryCompiler } from './mysql-query-compiler.ts';
import type { RevisingAdapter } from './reference-writes.ts';

/** What is known of a process's connections to its database. */
export interface DatabaseFigures {
  connections: { open: number; free: number; waiting: number };
  retries: Record<RetryCause, number>;
  /** Whether the server could not be reached at the last attempt. */
  isAway: boolean;
}

/** A Kysely dialect on the `mariadb` connector, for MySQL from 8.4 and MariaDB from 10.11. */
export function mysqlDialect(address: MysqlAddress, options: MysqlOptions): Dialect {
  const driver = new MysqlDriver(address, options);
  return {
    createAdapter: () => new BiblioMysqlAdapter(address.database, driver),
    createDriver: () => driver,
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new BiblioMysqlQueryCompiler(),
  };
}

/** What an adapter tells of its connections. */
export interface ObservedAdapter {
  countRetry: (cause: RetryCause) => void;
  figures: () => DatabaseFigures;
  countIdentityChanges: () => number;
}

class BiblioMysqlAdapter extends MysqlAdapter implements ObservedAdapter, RevisingAdapter {
  readonly #lock: string;
  readonly #driver: MysqlDriver;
  readonly #retries: Record<RetryCause, number> = { deadlock: 0, lock_wait: 0, connection_lost: 0, outdated_read: 0 };

  constructor(database: string, driver: MysqlDriver) {
    super();
    // Locks have a name of at most 64 characters in the whole server, which may hold other libraries.
    this.#lock = `biblio:${database}`.slice(0, 64);
    this.#driver = driver;
  }

  /** @throws Problem `migration_running` when another process is at it: two never run one after the other unasked. */
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    const { rows } = await sql<{ taken: number | null }>`select get_lock(${this.#lock}, 0) as taken`.execute(db);
    if (rows[0]?.taken !== 1) throw problem('migration_running');
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select release_lock(${this.#lock})`.execute(db);
  }

  get keepsRevisions(): boolean {
    return this.#driver.keepsRevisions;
  }

  set keepsRevisions(keepsRevisions: boolean) {
    this.#driver.keepsRevisions = keepsRevisions;
  }

  countRetry(cause: RetryCause): void {
    this.#retries[cause] += 1;
  }

  countIdentityChanges(): number {
    return this.#driver.identityChanges;
  }

  figures(): DatabaseFigures {
    return { connections: this.#driver.connections(), retries: { ...this.#retries }, isAway: this.#driver.isAway };
  }
}
