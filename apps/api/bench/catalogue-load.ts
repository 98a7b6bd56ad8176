import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SESSION_COOKIE } from '../src/platform/auth/authentication.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { BROAD_QUERIES, HOSTILE_QUERIES, QUERIES, searches } from './addresses.ts';
import { fillCatalogue, makeLibrarian } from './fill.queries.ts';
import { lineOf, measure, measureBeside, HEADINGS, type Load, type Row } from './load.ts';
import type { Scale } from './make-scale.ts';
import { memoryOf, startBare, startLibrary, stop, type ServerProcess } from './server-process.ts';

/** A start of the process, and what it holds at rest and held at most. */
export interface StartRow {
  records: number;
  what: 'empty' | 'index built' | 'index there' | 'after the loads';
  readyMs: number;
  residentMiB: number;
  peakMiB: number;
}

export interface SizeFigures {
  starts: StartRow[];
  rows: Row[];
}

export interface Run {
  seconds: number;
  isSmoke: boolean;
  print: (line: string) => void;
}

/** Records that are asked for again and again. */
const HOT_RECORDS = 500;
/** Records asked in turn: several times as many as there are kept answers. */
const SPREAD_RECORDS = 20_000;
/** Ways to write each query that mean the same, more than any cache of answers holds. */
const VARIANTS = 120;

/** The start of a library without records, its database made before: what a container does. */
export async function measureEmptyStart(run: Run): Promise<StartRow> {
  return inFolder(async (folder) => {
    await stop(await startLibrary(folder, '--empty'));
    const server = await startLibrary(folder);
    const row = await atRest(server, 0, 'empty', run);
    await stop(server);
    return row;
  });
}

/** Everything that is measured over HTTP with a catalogue of some size. */
export async function measureSize(size: number, scale: Scale, run: Run): Promise<SizeFigures> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'biblio.sqlite');
    const db = openDatabase(`sqlite:${file}`);
    await migrateToLatest(db);
    await fillCatalogue(db, scale.records(size));
    const session = await makeLibrarian(db);
    await db.destroy();
    const building = await startLibrary(folder);
    const starts = [await atRest(building, size, 'index built', run)];
    await stop(building);
    const ours = await startLibrary(folder);
    const bare = await startBare(file);
    let rows: Row[];
    try {
      starts.push(await atRest(ours, size, 'index there', run));
      rows = await measureLoads(size, ours, bare, session, run);
      starts.push(await atRest(ours, size, 'after the loads', run));
    } finally {
      await Promise.all([stop(ours), stop(bare)]);
    }
    return { starts, rows };
  });
}

async function measureLoads(
  records: number,
  ours: ServerProcess,
  bare: ServerProcess,
  session: string,
  { seconds, isSmoke, print }: Run,
): Promise<Row[]> {
  const rows: Row[] = [];
  const keep = (row: Row) => {
    rows.push(row);
    print(lineOf(row));
    return row;
  };
  print(HEADINGS);
  const ids = Array.from({ length: Math.min(records, SPREAD_RECORDS) }, (_, i) => 1 + ((i * 7919) % records));
  const staff = { cookie: `${SESSION_COOKIE}=${session}` };
  for (const connections of [1, 16]) {
    const shared = { server: ours, records, connections };
    const byId = ids.map((id) => `/api/v1/records/${id}`);
    const loads: Load[] = [
      { ...shared, server: bare, what: 'bare handler, by id', addresses: ids.map((id) => `/records/${id}`) },
      { ...shared, what: 'record by id, visitor', addresses: byId },
      { ...shared, what: 'record by id, staff', addresses: byId, headers: staff },
      { ...shared, what: 'record by id, asked often', addresses: byId.slice(0, HOT_RECORDS) },
    ];
    const [reference] = (await measureBeside(loads, seconds)).map(keep);
    const search = async (what: string, addresses: string[], duration = seconds) =>
      keep(await measure({ ...shared, what, addresses }, duration, reference!));
    await search('search, never asked before', searches(VARIANTS * 4, QUERIES));
    await search('search, asked before', searches(1, QUERIES));
    await search('search, broad, never asked before', searches(VARIANTS * 4, BROAD_QUERIES));
    if (connections > 1 || isSmoke) continue;
    for (const query of QUERIES) await search(`  search “${query}”`, searches(VARIANTS * 10, [query]), seconds / 4);
    for (const query of BROAD_QUERIES)
      await search(`  broad: “${query}”`, searches(VARIANTS * 10, [query]), seconds / 4);
    for (const [name, query] of Object.entries(HOSTILE_QUERIES)) {
      await search(`  hostile: ${name}`, searches(VARIANTS * 10, [query]), seconds / 4);
    }
  }
  return rows;
}

async function atRest(server: ServerProcess, records: number, what: StartRow['what'], run: Run): Promise<StartRow> {
  await new Promise((resolve) => setTimeout(resolve, run.isSmoke ? 500 : 3000));
  const { residentMiB, peakMiB } = memoryOf(server.child);
  const row = { records, what, readyMs: Math.round(server.readyMs), residentMiB, peakMiB };
  const ready = what === 'after the loads' ? '' : `ready after ${(row.readyMs / 1000).toFixed(2)} s, `;
  run.print(`${records} records, ${what}: ${ready}${residentMiB} MiB at rest, ${peakMiB} MiB at most`);
  return row;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
