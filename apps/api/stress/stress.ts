import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../src/sample/random.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { workAtDesk, type DeskDiary } from './desk.ts';
import { reckon } from './reckoning.ts';
import { countRows } from './reckoning.queries.ts';
import { buildScenery, type Scenery } from './scenery.ts';
import { startServer, type Server } from './server.ts';

/** How hard the desks press. */
export interface StressOptions {
  /** Desks at work at once. */
  desks: number;
  /** Errands a desk does at least. */
  operations: number;
  /** How often the process is killed while they work; the desks go on until the last kill. */
  kills: number;
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
  answersLost: number;
  kills: number;
  /** How many desks got the one copy. */
  rushWinners: number;
  faults: string[];
}

/** Runs the real process under many desks, kills it when asked, and holds its database against what the desks were told. */
export async function runStress(options: StressOptions): Promise<StressResult> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'biblio-stress-'));
  const database = await createTestDatabase({ isShared: true });
  const databaseUrl = database.url;
  try {
    const scenery = await buildScenery(databaseUrl, options.desks + 1, options.seed);
    const db = openDatabase(databaseUrl);
    try {
      const before = await countRows(db);
      const started = performance.now();
      const server = await startServer(dataDir, databaseUrl);
      const rushWinners = await rush(server, scenery, options.rush);
      const diaries = await openDesks(server, scenery, options);
      await server.close();
      const seconds = (performance.now() - started) / 1000;
      const faults = await reckon(db, diaries, before);
      if (options.rush > 0 && rushWinners !== 1)
        faults.push(`${rushWinners} of ${options.rush} desks got the one copy.`);
      const sum = (count: (diary: DeskDiary) => number) => diaries.reduce((total, diary) => total + count(diary), 0);
      return {
        seconds,
        acknowledged: sum(({ acknowledged }) => acknowledged.length),
        refused: sum(({ refused }) => refused),
        retried: sum(({ retried }) => retried),
        answersLost: sum(({ answersLost }) => answersLost),
        kills: server.kills,
        rushWinners,
        faults,
      };
    } finally {
      await db.destroy();
    }
  } finally {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Sends for the same copy from every side at once, for all readers. Answers how many got it. */
async function rush(server: Server, { workers, barcodes, patronIds }: Scenery, desks: number): Promise<number> {
  const barcode = barcodes[1]!;
  // Somebody without a diary: what the rush does must not stand among a desk's own deeds.
  const { token } = workers.at(-1)!;
  const answers = await Promise.all(
    Array.from({ length: desks }, async (_, n) => {
      const patronId = patronIds[n % patronIds.length]!;
      const answer = await fetch(`${server.url}/circulation/checkouts`, {
        method: 'POST',
        headers: { cookie: `biblio_session=${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ patronId, barcode, overrides: ['overdue_loans'], overrideComment: 'rush' }),
      });
      return { status: answer.status, body: (await answer.json()) as { isRenewal?: boolean } };
    }),
  );
  return answers.filter(({ status, body }) => status === 201 && body.isRenewal === false).length;
}

async function openDesks(server: Server, scenery: Scenery, options: StressOptions): Promise<DeskDiary[]> {
  let isKilling = options.kills > 0;
  const desks = scenery.workers.slice(0, options.desks).map((worker, n) =>
    workAtDesk(server, worker, scenery, {
      seed: options.seed * 1000 + n,
      isOver: (done) => done >= options.operations && !isKilling,
    }),
  );
  const random = createRandom(options.seed);
  for (let kill = 0; kill < options.kills; kill += 1) {
    await pause(random.integer(20, 600));
    await server.kill();
  }
  isKilling = false;
  return Promise.all(desks);
}
