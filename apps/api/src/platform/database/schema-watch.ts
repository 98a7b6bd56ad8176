import { setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from './database.ts';
import { adviceOn } from './database-errors.ts';
import { listPendingMigrations } from './migrate.ts';

const LOOK_EVERY_MS = 2000;

/** What a process still waits for before it can work on a database server. */
export interface SchemaWatch {
  /** `database`: it was not reached yet; `schema`: migrations are pending. Empty from the first good look on. */
  missing: () => ('database' | 'schema')[];
  /** Resolves when the schema is what this version needs; never after `stop`. */
  current: Promise<void>;
  stop: () => unknown;
}

/**
 * Waits until somebody has brought the schema up to date: on a server, processes that start never change it by themselves.
 * Once it is, a database that goes away is a matter of each request and no longer of the start.
 */
export function watchSchema(db: Db, log: Pick<FastifyBaseLogger, 'warn' | 'error'>): SchemaWatch {
  let state: 'database' | 'schema' | 'current' = 'database';
  let isStopped = false;

  async function look(): Promise<void> {
    const before = state;
    try {
      const pending = await listPendingMigrations(db);
      state = pending.length === 0 ? 'current' : 'schema';
      if (state === 'schema' && before !== 'schema') {
        log.warn({ pending }, 'the database schema is behind: run "biblio migrate"');
      }
    } catch (error) {
      // Whatever keeps it from being asked, it is tried again: who waits for this process sees that it is not ready.
      state = 'database';
      log.error({ err: error }, adviceOn(error) ?? 'the database cannot be asked yet');
    }
  }

  async function untilCurrent(resolve: () => void): Promise<void> {
    while (!isStopped) {
      await look();
      if (state === 'current') return resolve();
      await setTimeout(LOOK_EVERY_MS, undefined, { ref: false });
    }
  }

  const current = new Promise<void>((resolve) => void untilCurrent(resolve));
  return {
    missing: () => (state === 'current' ? [] : [state]),
    current,
    stop: () => (isStopped = true),
  };
}
