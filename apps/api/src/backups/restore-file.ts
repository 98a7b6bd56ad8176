import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '../platform/database/database.ts';
import {
  copyDatabase,
  fileOf,
  isInUse,
  requireIntactDatabase,
  settleJournal,
} from '../platform/database/embedded-file.ts';
import { problem } from '../platform/errors.ts';
import type { BackupContext } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { openBackup, requireKnownSchema, upgradeRestored } from './open-backup.ts';
import { enterRestore, type RestoreFacts } from './restore-entry.ts';

/** What a restore may do. */
export interface RestoreOptions {
  /** Whether a library that exists may be replaced; it is kept beside. */
  mayReplace: boolean;
  /** Whether a backup of an older version may be brought up to date. */
  mayUpgrade: boolean;
  /** The moment that is to be brought back; null for as late as can be had. */
  until: string | null;
}

/** What a restore has done. */
export interface Restored {
  /** Where the library is now, and where the one that was there is kept; null when there was none. */
  target: string;
  kept: string | null;
}

/** Writes the database of a backup to a file, which is removed again when the backup is not what it was. */
export async function writeBackup(context: BackupContext, manifest: Manifest, file: string): Promise<void> {
  try {
    await pipeline(await openBackup(context, manifest), createWriteStream(file, { mode: 0o600 }));
    requireIntactDatabase(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Puts a backup, or a file that is a database, in the place of the embedded library. Nothing is touched before all of it is
 * there and known to be whole.
 *
 * @throws Problem `library_present`, `library_in_use`, and those of `openBackup` and `requireKnownSchema`.
 */
export async function restoreFile(
  context: BackupContext,
  source: Manifest | string,
  { mayReplace, mayUpgrade, until }: RestoreOptions,
): Promise<Restored> {
  const target = fileOf(context.config.databaseUrl);
  if (existsSync(target)) {
    if (!mayReplace) throw problem('library_present', { place: target });
    if (isInUse(target)) throw problem('library_in_use', { place: target });
  }
  mkdirSync(path.dirname(target), { recursive: true });
  const incoming = `${target}.incoming`;
  try {
    if (typeof source === 'string') {
      requireIntactDatabase(source);
      await copyDatabase(source, incoming, (share) => context.progress(share, 'copying'));
    } else {
      requireKnownSchema(source.migrations, { mayUpgrade });
      await writeBackup(context, source, incoming);
    }
    const kept = existsSync(target) ? `${target}.before-restore-${stamp(context)}` : null;
    await complete(context, incoming, mayUpgrade, { ...describeSource(context, source), until, kept });
    if (kept !== null) renameSync(target, kept);
    for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
    renameSync(incoming, target);
    return { target, kept };
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${incoming}${suffix}`, { force: true });
  }
}

/** Brings what is to be the library up to date, and notes in it where it comes from. */
async function complete(context: BackupContext, file: string, mayUpgrade: boolean, facts: RestoreFacts): Promise<void> {
  const db = openDatabase(`sqlite:${file}`);
  try {
    await upgradeRestored(db, { mayUpgrade });
    await enterRestore(context, db, facts);
  } finally {
    await db.destroy();
  }
  settleJournal(file);
}

/** An embedded library has no log: what is restored is the backup itself. */
function describeSource({ storage }: BackupContext, source: Manifest | string): Omit<RestoreFacts, 'until' | 'kept'> {
  if (typeof source === 'string')
    return { source: path.resolve(source), place: null, release: null, recoveryPoint: null };
  const { id, release, madeAt } = source;
  return { source: id, place: storage.place, release, recoveryPoint: madeAt };
}

/** The moment, as a part of a name. */
export function stamp({ clock }: Pick<BackupContext, 'clock'>): string {
  return clock().toString({ smallestUnit: 'second' }).replaceAll(/[:-]/g, '');
}
