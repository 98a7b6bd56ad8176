import { exec } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Random } from '../src/sample/random.ts';
import type { Db } from '../src/platform/database/database.ts';
import type { Passage } from '../test/passage.ts';
import { isHonestRefusal, NO_ANSWER_MS } from './desk.ts';
import type { Server } from './server.ts';

/** How often the database goes away while the desks work, by how it does. */
export interface Outages {
  /** Its connections break and new ones are refused. */
  cuts: number;
  /** It stays connected and falls silent. */
  freezes: number;
  /** The server is killed, by the commands in BIBLIO_STRESS_DATABASE_STOP and _START. */
  databaseKills: number;
}

export interface OutageReport {
  /** Seconds from the end of an outage until every server answered again, the longest. */
  slowestRecovery: number;
  /** Milliseconds of the slowest answer to the one who looked on. */
  slowestRefusal: number;
  faults: string[];
}

type Kind = keyof Outages;

/** What a request may take at most while the database is away: decision 53, and as much again for a machine that is busy. */
const MOST_MS = 20_000;
/** `/healthz` asks nobody. */
const MOST_HEALTH_MS = 5000;
const MOST_RECOVERY_SECONDS = 60;

/** Lets the database go away and come back, in an order drawn by chance, and looks on at every server meanwhile. */
export async function sufferOutages(
  outages: Outages,
  { servers, passage, token, random }: { servers: readonly Server[]; passage: Passage; token: string; random: Random },
): Promise<OutageReport> {
  const report: OutageReport = { slowestRecovery: 0, slowestRefusal: 0, faults: [] };
  const kinds = Object.entries(outages).flatMap(([kind, times]) => Array<Kind>(times).fill(kind as Kind));
  const looks = servers.map((server) => ({ server, token, report }));
  await Promise.all(servers.map((server) => untilReady(server)));
  while (kinds.length > 0) {
    const [kind] = kinds.splice(random.integer(0, kinds.length - 1), 1) as [Kind];
    await pause(random.integer(300, 1500));
    await begin(kind, passage);
    await Promise.all(looks.map((look) => untilAway(look, kind)));
    await pause(random.integer(500, 3000));
    await Promise.all(looks.map((look) => lookOnce(look)));
    const ended = performance.now();
    await end(kind, passage);
    await Promise.all(looks.map((look) => untilBack(look, kind)));
    report.slowestRecovery = Math.max(report.slowestRecovery, (performance.now() - ended) / 1000);
  }
  return report;
}

async function begin(kind: Kind, passage: Passage): Promise<void> {
  if (kind === 'cuts') await passage.close();
  else if (kind === 'freezes') passage.freeze();
  else await run('BIBLIO_STRESS_DATABASE_STOP');
}

async function end(kind: Kind, passage: Passage): Promise<void> {
  if (kind === 'cuts') await passage.open();
  else if (kind === 'freezes') passage.thaw();
  else await run('BIBLIO_STRESS_DATABASE_START');
}

async function run(setting: string): Promise<void> {
  const command = process.env[setting];
  if (command === undefined) throw new Error(`${setting} must say how the database server is stopped and started.`);
  await promisify(exec)(command);
}

/** @throws Error when the server forgets, when it is killed, what it has told to be committed. */
export async function demandDurable(db: Db): Promise<void> {
  const { rows } = await sql<{ flush: number }>`select @@innodb_flush_log_at_trx_commit as flush`.execute(db);
  if (rows[0]!.flush === 0)
    throw new Error(
      'With innodb_flush_log_at_trx_commit = 0 a killed server loses what it has committed; set it to 1.',
    );
}

/** Waits until a server that has started has built its search index. */
async function untilReady({ url }: Server): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await pause(50);
}

interface Look {
  server: Server;
  token: string;
  report: OutageReport;
}

/** Looks on until the process itself says that its database is away. */
async function untilAway(look: Look, kind: Kind): Promise<void> {
  const began = performance.now();
  while (!(await lookOnce(look)).isAway) {
    if (performance.now() - began < MOST_MS) continue;
    look.report.faults.push(`${kind}: /readyz does not say that the database is away`);
    return;
  }
}

/** Looks on until a read is answered and the process says that nothing is away. */
async function untilBack(look: Look, kind: Kind): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { isAnswered, isAway } = await lookOnce(look);
    if (isAnswered && !isAway) return;
    if (performance.now() - began < MOST_RECOVERY_SECONDS * 1000) continue;
    look.report.faults.push(`${kind}: it did not recover within ${MOST_RECOVERY_SECONDS} seconds`);
    return;
  }
}

/** Asks for its health, its readiness and a list, and notes what is not as it should be. */
async function lookOnce({ server, token, report }: Look): Promise<{ isAnswered: boolean; isAway: boolean }> {
  const timed = async (path: string, most: number) => {
    const began = performance.now();
    const headers = { cookie: `biblio_session=${token}` };
    const answer = await fetch(server.url + path, { headers, signal: AbortSignal.timeout(NO_ANSWER_MS) });
    const body = (await answer.json()) as { code?: string; away?: string[] };
    const took = performance.now() - began;
    if (took > most) report.faults.push(`${path} was answered after ${Math.round(took)} ms`);
    return { answer, body, took };
  };
  const [health, ready, read] = await Promise.all([
    timed('/healthz', MOST_HEALTH_MS),
    timed('/readyz', MOST_HEALTH_MS),
    timed('/api/v1/branches', MOST_MS),
  ]);
  if (health.answer.status !== 200) report.faults.push(`/healthz answered ${health.answer.status}`);
  if (ready.answer.status !== 200) report.faults.push(`/readyz answered ${ready.answer.status}`);
  const isAnswered = read.answer.status === 200;
  if (!isAnswered && !isHonestRefusal(read.answer, read.body))
    report.faults.push(`a read was answered ${read.answer.status} ${JSON.stringify(read.body)}`);
  if (!isAnswered) report.slowestRefusal = Math.max(report.slowestRefusal, read.took);
  await pause(50);
  return { isAnswered, isAway: ready.body.away?.includes('database') === true };
}
