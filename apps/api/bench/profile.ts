import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from './bench-database.queries.ts';
import { makeBenchLibrary, type BenchLibrary } from './bench-library.ts';
import { foldPackages, ownTimes, toFrames, type CpuProfile } from './cpu-profile.ts';
import { workShift } from './desk-driver.ts';
import { drawFlameGraph, LEGEND } from './flame-graph.ts';
import { askInTurn, measureAlone, type Load } from './load.ts';
import type { Scale } from './make-scale.ts';
import { recordsAsked } from './record-load.ts';
import type { Run } from './run.ts';
import { NEVER_ASKED } from './search-load.ts';
import { stop, type ServerProcess } from './server-process.ts';

const PROBE = new URL('profile-probe.mjs', import.meta.url).href;
const OUTPUT = fileURLToPath(new URL('../../../artifacts', import.meta.url));
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 4;
const LISTED = 25;

type Work = (library: BenchLibrary, server: ServerProcess, seconds: number) => Promise<unknown>;

/** What can be profiled: the routes that are asked most. */
export const ROUTES: Record<string, Work> = {
  record: (library, server, seconds) =>
    ask(server, seconds, recordsAsked({ records: library.records, isOften: false })),
  'record-staff': (library, server, seconds) =>
    ask(server, seconds, recordsAsked({ records: library.records, isOften: false }), library.staff[0]),
  search: (_library, server, seconds) => ask(server, seconds, askInTurn(NEVER_ASKED)),
  desk: (library, server, seconds) => workShift(library, [server], { desks: CONNECTIONS, seconds, begin: 0 }),
};

/** Records where the process spends its time under one kind of load, and draws it. The search itself works in a thread of its own. */
export async function profileRoute(
  run: Run,
  engine: Engine,
  { route, records, scale }: { route: string; records: number; scale: Scale },
): Promise<void> {
  const work = ROUTES[route]!;
  const library = await makeBenchLibrary(engine, records, scale);
  try {
    const server = await library.start('profiled', { flags: ['--import', PROBE] });
    const tell = async (profile: 'begin' | 'end', file?: string) => {
      const done = once(server.child, 'message');
      server.child.send({ profile, file });
      await done;
    };
    mkdirSync(OUTPUT, { recursive: true });
    const file = path.join(OUTPUT, `profile-${route}-${engine.name}`);
    await work(library, server, WARM_UP_SECONDS);
    await tell('begin');
    await work(library, server, run.seconds);
    await tell('end', `${file}.cpuprofile`);
    await stop(server);
    report(run, file, `${route} on ${await engine.describe()}`);
  } finally {
    await library.remove();
  }
}

function ask(server: ServerProcess, seconds: number, requestsOf: Load['requestsOf'], headers = {}): Promise<unknown> {
  const target = { servers: [server], database: null };
  return measureAlone({ what: 'profiled', target, connections: CONNECTIONS, requestsOf, headers }, seconds);
}

function report({ print }: Run, file: string, title: string): void {
  const root = toFrames(JSON.parse(readFileSync(`${file}.cpuprofile`, 'utf8')) as CpuProfile);
  writeFileSync(`${file}.svg`, drawFlameGraph(foldPackages(root), title));
  const share = (time: number) => `${((time / root.total) * 100).toFixed(1)} %`.padStart(9);
  const times = ownTimes(root);
  for (const [owner, name] of Object.entries(LEGEND)) {
    const own = times.filter((one) => one.owner === owner).reduce((sum, { self }) => sum + self, 0);
    print(`${share(own)}  ${name}`);
  }
  print(`\n${'own time'.padStart(9)}  function`);
  for (const { name, place, self } of times.slice(0, LISTED)) print(`${share(self)}  ${name}  ${place}`.trimEnd());
  print(`\n${file}.svg, and .cpuprofile for the developer tools of a browser`);
}
