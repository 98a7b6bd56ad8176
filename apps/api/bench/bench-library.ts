import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SESSION_COOKIE } from '../src/platform/auth/authentication.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { writeBareIndex } from './bare-index.queries.ts';
import type { Engine, ScratchDatabase } from './bench-database.queries.ts';
import { fillDesks } from './fill-desks.queries.ts';
import { fillCatalogue, makeLibrarians } from './fill.queries.ts';
import type { Scale } from './make-scale.ts';
import { startBare, startLibrary, type LibraryOptions, type ServerProcess } from './server-process.ts';

/** A library that is measured: its database, and the processes that serve it. */
export interface BenchLibrary {
  engine: Engine;
  records: number;
  database: ScratchDatabase;
  /** Headers of librarians who are signed in, one a desk. */
  staff: { cookie: string }[];
  patronIds: number[];
  /** Starts a process that serves it; each name has a data folder of its own, with its search index. */
  start: (name: string, options?: LibraryOptions) => Promise<ServerProcess>;
  /** Starts the reference on the same database. */
  startBare: () => Promise<ServerProcess>;
  dataFolder: (name: string) => string;
  remove: () => Promise<void>;
}

/** The most desks that any load has. */
export const MOST_DESKS = 32;

/** Makes a library of some size on an engine. */
export async function makeBenchLibrary(engine: Engine, records: number, scale: Scale): Promise<BenchLibrary> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-bench-'));
  const database = await engine.makeDatabase(folder);
  const remove = async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const db = openDatabase(database.url, { isPatient: true });
    await migrateToLatest(db);
    const branchId = await fillCatalogue(db, scale.records(records));
    const sessions = await makeLibrarians(db, branchId, MOST_DESKS);
    const patronIds = await fillDesks(db, branchId, records);
    await db.destroy();
    const bareIndex = path.join(folder, 'bare-index.sqlite');
    writeBareIndex(bareIndex, scale.records(records));
    const dataFolder = (name: string) => path.join(folder, name);
    return {
      engine,
      records,
      database,
      staff: sessions.map((session) => ({ cookie: `${SESSION_COOKIE}=${session}` })),
      patronIds,
      start: (name, options = {}) => {
        mkdirSync(dataFolder(name), { recursive: true });
        const environment = { DATABASE_URL: database.url, ...options.environment };
        return startLibrary(dataFolder(name), { ...options, environment });
      },
      startBare: () => startBare(database.url, bareIndex),
      dataFolder,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
