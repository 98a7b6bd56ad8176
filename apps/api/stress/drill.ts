import { exec, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fillCatalogue } from '../bench/fill.queries.ts';
import { openScale } from '../bench/make-scale.ts';
import { readReach } from '../src/backups/log-storage.ts';
import { makeBackup, type BackupContext } from '../src/backups/make-backup.ts';
import type { Manifest } from '../src/backups/manifest.ts';
import { restoreFile } from '../src/backups/restore-file.ts';
import { restoreServer } from '../src/backups/restore-server.ts';
import { databaseOf } from '../src/backups/scratch-database.ts';
import { openStorage } from '../src/backups/storage.ts';
import { listLibraryChecks } from '../src/housekeeping/library-checks.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { isServer, openDatabase } from '../src/platform/database/database.ts';
import { fileOf } from '../src/platform/database/embedded-file.ts';
import { migrateToLatest } from '../src/platform/database/migrate.ts';
import { createRandom } from '../src/sample/random.ts';
import { TOOL_SETTINGS } from '../test/backup-scene.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { workAtDesk, type DeskDiary } from './desk.ts';
import { launchFleet } from './fleet.ts';
import { reckonRestored } from './reckoning.ts';
import { dropEverything } from './reckoning.queries.ts';
import { buildScenery } from './scenery.ts';

/** The size of a drill. */
export interface DrillOptions {
  /** Titles that the library has besides those that the desks lend. */
  records: number;
  desks: number;
  seed: number;
}

/** What a drill came to. */
export interface DrillResult {
  backupSeconds: number;
  backupBytes: number;
  databaseBytes: number;
  /** From the decision to restore until the restored library answers. */
  recoverySeconds: number;
  /** How much of the time before the destruction is gone. */
  recoveryPointSeconds: number;
  acknowledged: number;
  gone: number;
  faults: string[];
}

const BIBLIO = fileURLToPath(new URL('../src/cli/biblio.ts', import.meta.url));

/**
 * Lets desks work, backs the library up meanwhile and on a server copies its binary log, destroys the database under them at
 * a moment drawn by chance, restores what was stored, and holds it against what each desk was told.
 */
export async function runDrill({ records, desks, seed }: DrillOptions): Promise<DrillResult> {
  const database = await createTestDatabase({ isShared: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-drill-'));
  const environment = {
    DATABASE_URL: database.url,
    BIBLIO_DATA_DIR: path.join(folder, 'data'),
    BACKUP_STORE: path.join(folder, 'store'),
    ...TOOL_SETTINGS,
  };
  const config = readConfig(environment);
  const context: BackupContext = { config, clock: systemClock, storage: openStorage(config), progress: () => {} };
  const random = createRandom(seed);
  try {
    await fill(database.url, records);
    const scenery = await buildScenery(database.url, desks, seed);
    const fleet = await launchFleet(database.url, 1);
    let shipper: ChildProcess | undefined;
    let isGone = false;
    try {
      const work = scenery.workers.map((worker, n) =>
        workAtDesk(fleet.servers, worker, scenery, {
          seed: seed * 1000 + n,
          isOver: () => isGone,
          mayBeTurnedAway: true,
          isGone: () => isGone,
        }),
      );
      await pause(random.integer(1500, 3000));
      const manifest = await makeBackup(context);
      if (manifest.log !== null) shipper = await startShipper(environment, context, manifest);
      await pause(random.integer(1500, 4000));
      const destroyedAt = Date.now();
      shipper?.kill('SIGKILL');
      isGone = true;
      fleet.end();
      await destroy(database.url);
      const diaries = await Promise.all(work);
      return await recover(context, manifest, diaries, destroyedAt);
    } finally {
      isGone = true;
      shipper?.kill('SIGKILL');
      fleet.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  }
}

async function recover(
  context: BackupContext,
  manifest: Manifest,
  diaries: readonly DeskDiary[],
  destroyedAt: number,
): Promise<DrillResult> {
  const { databaseUrl } = context.config;
  const began = performance.now();
  const options = { mayReplace: false, mayUpgrade: false, until: null };
  let recoveryPoint = manifest.madeAt;
  if (isServer(databaseUrl)) ({ recoveryPoint } = await restoreServer(context, manifest, options));
  else await restoreFile(context, manifest, options);
  const fleet = await launchFleet(databaseUrl, 1);
  const recoverySeconds = (performance.now() - began) / 1000;
  await fleet.close().finally(() => fleet.end());
  const db = openDatabase(databaseUrl);
  try {
    const { acknowledged, gone, faults } = await reckonRestored(db, diaries, recoveryPoint);
    for (const [name, find] of listLibraryChecks(databaseUrl, db)) {
      for (const { code, params } of await find()) faults.push(`${name}: ${code} ${JSON.stringify(params)}`);
    }
    return {
      backupSeconds: manifest.seconds,
      backupBytes: manifest.bytes,
      databaseBytes: manifest.rawBytes,
      recoverySeconds,
      recoveryPointSeconds: (destroyedAt - Date.parse(recoveryPoint)) / 1000,
      acknowledged,
      gone,
      faults,
    };
  } finally {
    await db.destroy();
  }
}

async function fill(url: string, records: number): Promise<void> {
  const db = openDatabase(url);
  try {
    await migrateToLatest(db);
    if (records > 0) await fillCatalogue(db, openScale({}).records(records));
  } finally {
    await db.destroy();
  }
}

/** The real command in a process of its own, which is killed like everything else; settles when it has stored something. */
async function startShipper(
  environment: Record<string, string>,
  { storage }: BackupContext,
  { log }: Manifest,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [BIBLIO, 'backup', 'ship-log'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while ((await readReach(storage, log!.server)) === null) {
    if (child.exitCode !== null) throw new Error(`ship-log ended with ${child.exitCode}.`);
    await pause(50);
  }
  return child;
}

/**
 * Destroys the database's files: a file is overwritten and deleted; of a server BIBLIO_DRILL_DESTROY kills the process,
 * deletes its files and starts an empty one. Without it, the database is dropped.
 */
async function destroy(url: string): Promise<void> {
  if (isServer(url)) {
    const command = process.env['BIBLIO_DRILL_DESTROY'];
    if (command === undefined) await dropEverything(url, databaseOf(url));
    else await promisify(exec)(command);
    return;
  }
  for (const suffix of ['', '-wal', '-shm']) {
    const file = `${fileOf(url)}${suffix}`;
    if (!existsSync(file)) continue;
    writeFileSync(file, 'destroyed');
    rmSync(file);
  }
}
