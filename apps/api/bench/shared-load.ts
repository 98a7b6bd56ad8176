import type { BenchLibrary } from './bench-library.ts';
import { DESK_HEADINGS, measureDesksBeside, type DeskRow } from './desk-load.ts';
import { askInTurn, type Load, type Target } from './load.ts';
import { recordsAsked } from './record-load.ts';
import { HEADINGS, type Row } from './row.ts';
import { runBeside, type Run } from './run.ts';
import { ASKED, NEVER_ASKED } from './search-load.ts';
import { stop, type ServerProcess } from './server-process.ts';

const CONNECTIONS = 16;
const DESKS = 8;

/** What replicas and Redis change, each beside one process that has neither. */
export async function measureShared(
  run: Run,
  library: BenchLibrary,
  alone: Target,
  { replicas, redisUrl }: { replicas: number; redisUrl: string | null },
): Promise<{ rows: Row[]; desks: DeskRow[] }> {
  const started: ServerProcess[] = [];
  const start = async (name: string, environment: Record<string, string> = {}) => {
    const server = await library.start(name, { environment });
    started.push(server);
    return server;
  };
  const rows: Row[] = [];
  const desks: DeskRow[] = [];
  try {
    if (replicas > 1) {
      const servers = [...alone.servers];
      while (servers.length < replicas) servers.push(await start(`replica-${servers.length + 1}`));
      const several = { ...alone, servers };
      rows.push(...(await measureBeside(run, library.records, alone, several, `${replicas} replicas`)));
      run.print(DESK_HEADINGS);
      desks.push(...(await measureDesksBeside(run, library, [alone, several], DESKS)));
    }
    if (redisUrl !== null) {
      const server = await start('with-redis', { REDIS_URL: redisUrl });
      const withRedis = { ...alone, servers: [server] };
      rows.push(...(await measureBeside(run, library.records, alone, withRedis, 'with Redis')));
    }
  } finally {
    await Promise.all(started.map(stop));
  }
  return { rows, desks };
}

async function measureBeside(run: Run, records: number, alone: Target, other: Target, name: string): Promise<Row[]> {
  const often = recordsAsked({ records, isOften: true });
  const kinds: [string, Load['requestsOf']][] = [
    ['record asked often', often],
    ['record rarely asked', recordsAsked({ records, isOften: false })],
    ['searches asked before', askInTurn(ASKED)],
    ['searches never asked', askInTurn(NEVER_ASKED)],
  ];
  const rows: Row[] = [];
  run.print(HEADINGS);
  for (const [what, requestsOf] of kinds) {
    const shared = { connections: CONNECTIONS, requestsOf };
    const loads = [
      { ...shared, target: alone, what: `${what}, one process` },
      { ...shared, target: other, what: `${what}, ${name}` },
    ];
    rows.push(...(await runBeside(run, records, loads)));
  }
  return rows;
}
