import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { listLibraryChecks } from '../housekeeping/library-checks.ts';
import { toTimestamp } from '../platform/clock.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { compareFingerprints, takeFingerprint } from '../platform/database/fingerprint.ts';
import { Problem } from '../platform/errors.ts';
import { VERSION } from '../platform/version.ts';
import { enterVerification } from './catalogue.ts';
import type { BackupContext } from './make-backup.ts';
import type { Manifest, Verification } from './manifest.ts';
import { requireKnownSchema, upgradeRestored } from './open-backup.ts';
import { readReachOf, replayLog } from './replay-log.ts';
import { writeBackup } from './restore-file.ts';
import { loadDump, withScratchDatabase } from './scratch-database.ts';

/** What a restored database showed. */
interface Trial {
  findings: string[];
  recoveryPoint: string;
  recoverySeconds: number;
}

/** What is wrong with the backup itself; anything else is wrong with how it was asked for. */
const FAULTS_OF_BACKUP = new Set(['backup_damaged', 'backup_foreign', 'backup_log_missing', 'backup_missing']);

/**
 * Proves a backup: restores it into a database of its own, compares every table with what the backup was made of, replays
 * the binary log, and looks for whatever must hold in a library. What was found is entered beside the backup.
 */
export async function verifyBackup(context: BackupContext, manifest: Manifest): Promise<Verification> {
  const { clock, storage } = context;
  requireKnownSchema(manifest.migrations, { mayUpgrade: true });
  const trial = await tryOut(context, manifest);
  const now = clock();
  const sinceRecoveryPoint = now.epochMilliseconds - Date.parse(trial.recoveryPoint);
  const verification = {
    verifiedAt: toTimestamp(now),
    release: VERSION,
    isSound: trial.findings.length === 0,
    ...trial,
    recoveryPointSeconds: Math.max(0, Math.round(sinceRecoveryPoint / 1000)),
  };
  await enterVerification(storage, manifest.id, verification);
  return verification;
}

async function tryOut(context: BackupContext, manifest: Manifest): Promise<Trial> {
  try {
    return await (manifest.engine === 'sqlite' ? tryFile(context, manifest) : tryServer(context, manifest));
  } catch (error) {
    if (!(error instanceof Problem) || !FAULTS_OF_BACKUP.has(error.code)) throw error;
    const finding = `${error.message} (${error.code}) ${JSON.stringify(error.params)}`;
    return { findings: [finding], recoveryPoint: manifest.madeAt, recoverySeconds: 0 };
  }
}

async function tryFile(context: BackupContext, manifest: Manifest): Promise<Trial> {
  mkdirSync(context.config.dataDir, { recursive: true });
  const folder = mkdtempSync(path.join(context.config.dataDir, 'verify-'));
  try {
    const took = stopwatch();
    const file = path.join(folder, 'biblio.sqlite');
    await writeBackup(context, manifest, file);
    const recoverySeconds = took();
    const differences = await inspect(`sqlite:${file}`, (db) => compare(context, manifest, db));
    const faults = await inspect(`sqlite:${file}`, (db) => findFaults(context, `sqlite:${file}`, db));
    return { findings: [...differences, ...faults], recoveryPoint: manifest.madeAt, recoverySeconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryServer(context: BackupContext, manifest: Manifest): Promise<Trial> {
  const reach = await readReachOf(context, manifest);
  return withScratchDatabase(context, 'verify', async (scratch) => {
    const loading = stopwatch();
    await loadDump(context, manifest, scratch);
    const loadSeconds = loading();
    const differences = await inspect(scratch.url, (db) => compare(context, manifest, db));
    const replaying = stopwatch();
    const recoveryPoint = await replayLog(context, manifest, scratch, { until: null, reach });
    const recoverySeconds = loadSeconds + replaying();
    const faults = await inspect(scratch.url, (db) => findFaults(context, scratch.url, db));
    return { findings: [...differences, ...faults], recoveryPoint, recoverySeconds };
  });
}

async function compare({ progress }: BackupContext, { tables }: Manifest, db: Db): Promise<string[]> {
  return compareFingerprints(tables, await takeFingerprint(db, (table) => progress(null, `comparing ${table}`)));
}

/** What must hold is said for the present schema, to which an older backup is brought up first. */
async function findFaults({ progress }: BackupContext, url: string, db: Db): Promise<string[]> {
  await upgradeRestored(db, { mayUpgrade: true });
  const faults: string[] = [];
  for (const [name, find] of listLibraryChecks(url, db)) {
    progress(null, `checking ${name}`);
    for (const { code, params } of await find()) faults.push(`${name}: ${code} ${JSON.stringify(params)}`);
  }
  return faults;
}

async function inspect<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(url, { poolSize: 2, isPatient: true });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

function stopwatch(): () => number {
  const began = performance.now();
  return () => Math.round(performance.now() - began) / 1000;
}
