import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import type { Engine } from './bench-database.queries.ts';
import type { BenchLibrary } from './bench-library.ts';
import type { Run } from './run.ts';
import { memoryOf, startLibrary, stop, type ServerProcess } from './server-process.ts';

/** A start of the process, and what it holds at rest and held at most. */
export interface StartRow {
  records: number;
  what: 'empty' | 'index built' | 'index there' | 'after the loads';
  readyMs: number;
  residentMiB: number;
  peakMiB: number;
}

/** Once a process has been quiet for ten seconds, it gives back what it no longer needs (`platform/quiet-memory.ts`). */
const AFTER_WORK_MS = 16_000;

/** What a library takes on the disk, and what its database server holds in memory. */
export interface StorageRow {
  records: number;
  databaseMiB: number;
  indexMiB: number;
  serverResidentMiB: number | null;
}

/** The start of a library without records, its database made before: what a container does. */
export async function measureEmptyStart(engine: Engine, run: Run): Promise<StartRow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-bench-'));
  const database = await engine.makeDatabase(folder);
  try {
    const db = openDatabase(database.url, { isPatient: true });
    await migrateToLatest(db);
    await db.destroy();
    const options = { environment: { DATABASE_URL: database.url } };
    await stop(await startLibrary(folder, options));
    const server = await startLibrary(folder, options);
    const row = await atRest(server, 0, 'empty', run);
    await stop(server);
    return row;
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function atRest(
  server: ServerProcess,
  records: number,
  what: StartRow['what'],
  run: Run,
): Promise<StartRow> {
  await pause(what === 'after the loads' ? AFTER_WORK_MS : run.isSmoke ? 500 : 3000);
  const { residentMiB, peakMiB } = memoryOf(server.child);
  const row = { records, what, readyMs: Math.round(server.readyMs), residentMiB, peakMiB };
  const ready = what === 'after the loads' ? '' : `ready after ${(row.readyMs / 1000).toFixed(2)} s, `;
  run.print(`${records} records, ${what}: ${ready}${residentMiB} MiB at rest, ${peakMiB} MiB at most`);
  return row;
}

/** @param name of the process whose search index is measured */
export async function measureStorage(library: BenchLibrary, name: string, run: Run): Promise<StorageRow> {
  const file = path.join(library.dataFolder(name), 'search-index.sqlite');
  const bytes = [file, `${file}-wal`].reduce((sum, one) => sum + (existsSync(one) ? statSync(one).size : 0), 0);
  const { server } = library.engine;
  const row = {
    records: library.records,
    databaseMiB: Math.round(await library.database.readMebibytes()),
    indexMiB: Math.round(bytes / 2 ** 20),
    serverResidentMiB: server === null ? null : memoryOf(server).residentMiB,
  };
  const inMemory =
    row.serverResidentMiB === null ? '' : `; the database server has ${row.serverResidentMiB} MiB in memory`;
  run.print(
    `${row.records} records on the disk: database ${row.databaseMiB} MiB, search index ${row.indexMiB} MiB${inMemory}`,
  );
  return row;
}
