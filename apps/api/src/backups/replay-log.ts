import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { problem, Problem } from '../platform/errors.ts';
import { parseIdentities, unseal } from './envelope.ts';
import { assembleLog, nameOfRange, numberOf, type LogFile, type LogRange } from './log-ranges.ts';
import { listRanges, readReach, type Reach } from './log-storage.ts';
import type { BackupContext } from './make-backup.ts';
import type { LogPosition, Manifest } from './manifest.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import type { Storage } from './storage.ts';

/**
 * Reads up to where the log of a backup's server is stored, to be handed to `replayLog`. It has to be read before there is a database to
 * replay it in: the log goes on, and has the making of that database too, which cannot be done again in it.
 */
export function readReachOf({ storage }: BackupContext, { log }: Manifest): Promise<Reach | null> {
  return log === null ? Promise.resolve(null) : readReach(storage, log.server);
}

/**
 * Replays what the binary log has after a dump, in the database that the dump was loaded into.
 *
 * @param until a moment, to the second: what was done from it on is left out. Null for as far as `reach`.
 * @returns the moment that the database stands at.
 * @throws Problem `backup_log_missing` when the stored log does not reach the moment, or a part of it is missing.
 */
export async function replayLog(
  context: BackupContext,
  manifest: Manifest,
  scratch: ScratchDatabase,
  { until, reach }: { until: string | null; reach: Reach | null },
): Promise<string> {
  const { log, madeAt, database } = manifest;
  const moment = until === null ? null : Date.parse(until);
  if (moment !== null && moment < Date.parse(madeAt)) throw problem('backup_log_missing', { until, from: madeAt });
  if (moment === Date.parse(madeAt)) return madeAt;
  if (log === null || database === null || reach === null || !isBehind(log, reach)) {
    if (until !== null) throw problem('backup_log_missing', { until, reach: madeAt });
    return madeAt;
  }
  if (moment !== null && moment > Date.parse(reach.at)) throw problem('backup_log_missing', { until, reach: reach.at });
  const files = await findFiles(context.storage, log, reach);
  const { name, tools } = scratch;
  await replayFiles(context, files, scratch, [
    `--start-position=${log.offset}`,
    // Of the last file.
    `--stop-position=${reach.offset}`,
    ...(until === null ? [] : [`--stop-datetime=${toToolMoment(until)}`]),
    // MySQL's tool chooses by the new name, MariaDB's by the old.
    `--database=${tools.engine === 'mysql' ? name : database}`,
    `--rewrite-db=${database}->${name}`,
    ...(tools.engine === 'mysql' ? ['--skip-gtids'] : []),
  ]);
  return until ?? reach.at;
}

/**
 * What is stored of the log from a backup's place on, up to a reach. Looked for once more where something is missing: parts may
 * have been put together while they were listed.
 *
 * @throws Problem `backup_log_missing`
 */
async function findFiles(storage: Storage, log: LogPosition, reach: Reach, isLastLook = false): Promise<LogFile[]> {
  const stored = assembleLog(await listRanges(storage, log.server), log.file);
  const files = stored.filter(({ file }) => numberOf(file) <= numberOf(reach.file));
  const last = files.at(-1);
  if (last !== undefined && !isBehind({ file: last.file, offset: last.to }, reach)) return files;
  if (!isLastLook) return findFiles(storage, log, reach, true);
  const after = last === undefined ? log : { file: last.file, offset: last.to };
  throw problem('backup_log_missing', { after, reach });
}

type Place = Pick<LogPosition, 'file' | 'offset'>;

/** Whether a place in the log is before another. */
function isBehind(a: Place, b: Place): boolean {
  const [ofA, ofB] = [numberOf(a.file), numberOf(b.file)];
  return ofA < ofB || (ofA === ofB && a.offset < b.offset);
}

/** The stored parts become the server's own files again, which its own tool reads. */
async function replayFiles(
  context: BackupContext,
  files: readonly LogFile[],
  { tools, name, clientOptions }: ScratchDatabase,
  options: readonly string[],
): Promise<void> {
  const { config, progress } = context;
  mkdirSync(config.dataDir, { recursive: true });
  const folder = mkdtempSync(path.join(config.dataDir, 'replay-'));
  try {
    const paths: string[] = [];
    for (const file of files) {
      progress(null, `fetching ${file.file}`);
      const target = path.join(folder, file.file);
      await fetchFile(context, file, target);
      paths.push(target);
    }
    progress(null, 'replaying the log');
    const statements = tools.read('log', [...options, ...paths]);
    await tools.feed('client', [...clientOptions, name], statements);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a file of the log of its parts; of the one part that they were put together in meanwhile, where they are gone. */
async function fetchFile({ config, storage }: BackupContext, { file, ranges }: LogFile, target: string): Promise<void> {
  const identities = parseIdentities(config.backupAgeIdentity ?? '');
  const fetchParts = async (parts: readonly LogRange[]) => {
    rmSync(target, { force: true });
    for (const part of parts) {
      const name = nameOfRange(part);
      const { isEncrypted, sha256, from, to } = part;
      const seal = { file: name, isEncrypted, stored: { sha256 }, raw: { bytes: to - from } };
      const raw = await unseal(await storage.get(name), seal, identities);
      await pipeline(raw, createWriteStream(target, { flags: 'a', mode: 0o600 }));
    }
  };
  try {
    await fetchParts(ranges);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'backup_missing') throw error;
    const [now] = assembleLog(await listRanges(storage, ranges[0]!.server), file);
    if (now === undefined || now.to < ranges.at(-1)!.to) throw error;
    await fetchParts(now.ranges);
  }
}

/** A moment as the tools read it, in the time zone that they are started in: UTC. */
function toToolMoment(instant: string): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}
