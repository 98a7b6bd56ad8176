import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../src/sample/random.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { Passage } from '../test/passage.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { workAtDesk, type DeskDiary } from './desk.ts';
import { launchFleet, type Fleet } from './fleet.ts';
import { demandDurable, sufferOutages, type OutageReport, type Outages } from './outages.ts';
import { reckon } from './reckoning.ts';
import { countRows } from './reckoning.queries.ts';
import { buildScenery, type Scenery } from './scenery.ts';
import type { Server } from './server.ts';

/** How hard the desks press. */
export interface StressOptions {
  /** Desks at work at once. */
  desks: number;
  /** Errands a desk does at least. */
  operations: number;
  /** API processes that they are spread over. More than one leave the work in the background to a worker. */
  replicas?: number;
  /** How often a process is killed while they work; the desks go on until the last kill. */
  kills: number;
  /** How often the database goes away after that; the desks go on until it is back. Needs a database server. */
  outages?: Outages;
  /** Desks that want the one copy of a title at the same instant. */
  rush: number;
  seed: number;
}

/** What came of it. */
export interface StressResult {
  seconds: number;
  acknowledged: number;
  refused: number;
  retried: number;
  turnedAway: number;
  answersLost: number;
  kills: number;
  /** Milliseconds of the slowest answer that a desk got. */
  slowest: number;
  /** How many desks got the one copy. */
  rushWinners: number;
  /** What whoever looked on saw while the database was away. */
  outages: OutageReport | null;
  faults: string[];
}

/** Runs real processes under many desks, kills them when asked, and holds their database against what the desks were told. */
export async function runStress(options: StressOptions): Promise<StressResult> {
  const database = await createTestDatabase({ isShared: true });
  const db = openDatabase(database.url);
  try {
    const scenery = await buildScenery(database.url, options.desks + 1, options.seed);
    const before = await countRows(db);
    const passage = options.outages === undefined ? null : new Passage(database.url);
    await passage?.open();
    const fleet = await launchFleet(passage?.url ?? database.url, options.replicas ?? 1);
    try {
      if ((options.outages?.databaseKills ?? 0) > 0) await demandDurable(db);
      const started = performance.now();
      const rushWinners = await rush(fleet.servers, scenery, options.rush);
      const { diaries, outages } = await openDesks(fleet, passage, scenery, options);
      await fleet.close();
      const seconds = (performance.now() - started) / 1000;
      const faults = [...(outages?.faults ?? []), ...(await reckon(db, diaries, before))];
      if (options.rush > 0 && rushWinners !== 1)
        faults.push(`${rushWinners} of ${options.rush} desks got the one copy.`);
      return { seconds, ...sumUp(diaries), kills: fleet.countKills(), rushWinners, outages, faults };
    } finally {
      fleet.end();
      await passage?.close();
    }
  } finally {
    await db.destroy();
    await database.drop();
  }
}

function sumUp(diaries: readonly DeskDiary[]) {
  const sum = (count: (diary: DeskDiary) => number) => diaries.reduce((total, diary) => total + count(diary), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged.length),
    refused: sum(({ refused }) => refused),
    retried: sum(({ retried }) => retried),
    turnedAway: sum(({ turnedAway }) => turnedAway),
    answersLost: sum(({ answersLost }) => answersLost),
    slowest: Math.round(Math.max(...diaries.map(({ slowest }) => slowest))),
  };
}

/** Sends for the same copy from every side at once, for all readers. Answers how many got it. */
async function rush(
  servers: readonly Server[],
  { workers, barcodes, patronIds }: Scenery,
  desks: number,
): Promise<number> {
  const barcode = barcodes[1]!;
  // Somebody without a diary: what the rush does must not stand among a desk's own deeds.
  const { token } = workers.at(-1)!;
  const answers = await Promise.all(
    Array.from({ length: desks }, async (_, n) => {
      const patronId = patronIds[n % patronIds.length]!;
      const answer = await fetch(`${servers[n % servers.length]!.url}/api/v1/circulation/checkouts`, {
        method: 'POST',
        headers: { cookie: `biblio_session=${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ patronId, barcode, overrides: ['overdue_loans'], overrideComment: 'rush' }),
      });
      return { status: answer.status, body: (await answer.json()) as { isRenewal?: boolean } };
    }),
  );
  return answers.filter(({ status, body }) => status === 201 && body.isRenewal === false).length;
}

async function openDesks(
  fleet: Fleet,
  passage: Passage | null,
  scenery: Scenery,
  options: StressOptions,
): Promise<{ diaries: DeskDiary[]; outages: OutageReport | null }> {
  let isTroubled = true;
  const desks = scenery.workers.slice(0, options.desks).map((worker, n) =>
    workAtDesk(fleet.servers, worker, scenery, {
      seed: options.seed * 1000 + n,
      isOver: (done) => done >= options.operations && !isTroubled,
      mayBeTurnedAway: passage !== null,
    }),
  );
  const random = createRandom(options.seed);
  const { servers } = fleet;
  for (let kill = 0; kill < options.kills; kill += 1) {
    await pause(random.integer(20, 600));
    await random.pick(fleet.all).kill();
  }
  const { token } = scenery.workers.at(-1)!;
  const outages = passage === null ? null : await sufferOutages(options.outages!, { servers, passage, token, random });
  isTroubled = false;
  return { diaries: await Promise.all(desks), outages };
}
