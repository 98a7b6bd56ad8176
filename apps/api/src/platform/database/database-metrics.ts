import { Counter, Gauge, type Registry } from 'prom-client';
import { readDatabaseFigures, type Db } from './database.ts';

/** Adds whether a server is there, its connections and the transactions that were done over to the metrics. On SQLite there is none of it. */
export function observeDatabase(db: Db, metrics: Registry): void {
  if (readDatabaseFigures(db) === null) return;
  new Gauge({
    name: 'biblio_database_up',
    help: 'Whether the database server could be reached at the last attempt',
    registers: [metrics],
    collect() {
      this.set(readDatabaseFigures(db)!.isAway ? 0 : 1);
    },
  });
  new Gauge({
    name: 'biblio_database_connections',
    help: 'Connections of this process to its database: open, free of these, and requests that wait for one',
    labelNames: ['state'],
    registers: [metrics],
    collect() {
      for (const [state, count] of Object.entries(readDatabaseFigures(db)!.connections)) this.set({ state }, count);
    },
  });
  new Counter({
    name: 'biblio_database_transaction_retries_total',
    help: 'Transactions that were done over, by cause',
    labelNames: ['cause'],
    registers: [metrics],
    collect() {
      this.reset();
      for (const [cause, count] of Object.entries(readDatabaseFigures(db)!.retries)) this.inc({ cause }, count);
    },
  });
}

/** Names the database where its server could not be reached at the last attempt. */
export function namesOfAway(db: Db): string[] {
  return readDatabaseFigures(db)?.isAway === true ? ['database'] : [];
}
