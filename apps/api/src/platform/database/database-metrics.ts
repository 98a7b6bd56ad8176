import { Counter, Gauge, type Registry } from 'prom-client';
import { readDatabaseFigures, type Db } from './database.ts';

/** Adds a server's connections and the transactions that were done over to the metrics. On SQLite there is neither. */
export function observeDatabase(db: Db, metrics: Registry): void {
  if (readDatabaseFigures(db) === null) return;
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
