import { makeBenchLibrary } from './bench-library.ts';
import type { Engine } from './bench-database.queries.ts';
import { measureDesks, type DeskRow } from './desk-load.ts';
import type { Target } from './load.ts';
import type { Scale } from './make-scale.ts';
import { measureRecords } from './record-load.ts';
import { HEADINGS, type Row } from './row.ts';
import type { Run } from './run.ts';
import { measureSearches } from './search-load.ts';
import { measureShared } from './shared-load.ts';
import { atRest, measureStorage, type StartRow, type StorageRow } from './start-load.ts';
import { stop, type ServerProcess } from './server-process.ts';

/** What can be measured of a library of some size. */
export const LOADS = ['record', 'search', 'desk', 'shared', 'import'] as const;
export type LoadName = (typeof LOADS)[number];

export interface SizeFigures {
  starts: StartRow[];
  storage: StorageRow;
  rows: Row[];
  desks: DeskRow[];
}

export interface SizeOptions {
  loads: ReadonlySet<LoadName>;
  replicas: number;
  redisUrl: string | null;
}

/** Everything that is measured over HTTP with a catalogue of some size. */
export async function measureSize(
  run: Run,
  engine: Engine,
  records: number,
  scale: Scale,
  { loads, replicas, redisUrl }: SizeOptions,
): Promise<SizeFigures> {
  const library = await makeBenchLibrary(engine, records, scale);
  const servers: ServerProcess[] = [];
  const keep = async (starting: Promise<ServerProcess>) => {
    const server = await starting;
    servers.push(server);
    return server;
  };
  const starts: StartRow[] = [];
  const rows: Row[] = [];
  const desks: DeskRow[] = [];
  try {
    const building = await library.start('first');
    starts.push(await atRest(building, records, 'index built', run));
    await stop(building);
    const server = await keep(library.start('first'));
    starts.push(await atRest(server, records, 'index there', run));
    const ours: Target = { servers: [server], database: engine.server };
    const bare: Target = { servers: [await keep(library.startBare())], database: engine.server };
    if (loads.has('record') || loads.has('search')) run.print(HEADINGS);
    if (loads.has('record'))
      rows.push(...(await measureRecords(run, records, { ours, bare, staff: library.staff[0]! })));
    if (loads.has('search')) rows.push(...(await measureSearches(run, records, { ours, bare })));
    if (loads.has('desk')) desks.push(...(await measureDesks(run, library, ours)));
    starts.push(await atRest(server, records, 'after the loads', run));
    if (loads.has('shared')) {
      const shared = await measureShared(run, library, ours, { replicas, redisUrl });
      rows.push(...shared.rows);
      desks.push(...shared.desks);
    }
    return { starts, storage: await measureStorage(library, 'first', run), rows, desks };
  } finally {
    await Promise.all(servers.map(stop));
    await library.remove();
  }
}
