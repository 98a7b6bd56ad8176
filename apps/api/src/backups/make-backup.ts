import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { isServer, openDatabase } from '../platform/database/database.ts';
import { copyDatabase, fileOf, settleJournal } from '../platform/database/embedded-file.ts';
import { takeFingerprint } from '../platform/database/fingerprint.ts';
import { listDoneMigrations } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { VERSION } from '../platform/version.ts';
import { enterBackup, nameOfFile } from './catalogue.ts';
import { dumpServer } from './dump-server.ts';
import { requireRecipients, seal } from './envelope.ts';
import { describeManifest, type Manifest } from './manifest.ts';
import type { Storage } from './storage.ts';

/** What making and restoring backups uses of the process around it. */
export interface BackupContext {
  config: Config;
  clock: Clock;
  storage: Storage;
  /** Tells how far long work is. */
  progress: (share: number | null, text: string) => void;
}

/** What an engine gives for a backup. */
export interface Snapshot {
  /** The engine's own form of the database. */
  raw: Readable;
  /** Settles when its contents are known; the stream has to be read meanwhile. */
  facts: Promise<SnapshotFacts>;
}

export type SnapshotFacts = Pick<
  Manifest,
  'madeAt' | 'engine' | 'engineVersion' | 'database' | 'migrations' | 'tables' | 'log'
>;

/** Takes what a snapshot gives while it is open. */
export type TakeSnapshot = <T>(work: (snapshot: Snapshot) => Promise<T>) => Promise<T>;

/**
 * Makes a backup of the library while it is in use: by SQLite's backup API or the server's own dump, compressed, encrypted
 * where there are recipients, and entered in the catalogue when all of it is stored.
 */
export async function makeBackup(context: BackupContext): Promise<Manifest> {
  const { config, storage, clock } = context;
  const started = performance.now();
  const isOnServer = isServer(config.databaseUrl);
  requireRecipients(config.backupAgeRecipients);
  const take = isOnServer ? dumpServer(context) : snapshotFile(context);
  const id = `${clock().toString({ smallestUnit: 'second' }).replaceAll(/[:-]/g, '')}-${randomBytes(2).toString('hex')}`;
  const isEncrypted = config.backupAgeRecipients.length > 0;
  const file = `${isOnServer ? 'dump.sql' : 'biblio.sqlite'}.zst${isEncrypted ? '.age' : ''}`;
  return take(async ({ raw, facts }) => {
    const { sealed, measure } = await seal(raw, config.backupAgeRecipients);
    const [known] = await settleAll([facts, storage.put(nameOfFile({ id, file }), sealed)]);
    const { raw: whole, stored } = measure();
    const manifest = describeManifest({
      id,
      ...known,
      release: VERSION,
      file,
      isEncrypted,
      bytes: stored.bytes,
      sha256: stored.sha256,
      rawBytes: whole.bytes,
      rawSha256: whole.sha256,
      seconds: Math.round(performance.now() - started) / 1000,
    });
    await enterBackup(storage, manifest);
    return manifest;
  });
}

/** Waits for both even when one fails: neither may go on when the other's ground is taken away. */
async function settleAll<A, B>(work: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** A copy of the embedded database, which stands at one moment, in a folder of its own until it is stored. */
function snapshotFile({ config, clock, progress }: BackupContext): TakeSnapshot {
  return async (work) => {
    const source = fileOf(config.databaseUrl);
    if (!existsSync(source)) throw problem('library_missing', { file: source });
    mkdirSync(config.dataDir, { recursive: true });
    const folder = mkdtempSync(path.join(config.dataDir, 'backup-'));
    try {
      const copy = path.join(folder, 'biblio.sqlite');
      const madeAt = toTimestamp(clock());
      await copyDatabase(source, copy, (share) => progress(share, 'copying'));
      const db = openDatabase(`sqlite:${copy}`);
      const tables = await takeFingerprint(db, (table) => progress(null, `reading ${table}`));
      const migrations = await listDoneMigrations(db);
      await db.destroy();
      settleJournal(copy);
      const engineVersion = process.versions.sqlite ?? '';
      const facts = { madeAt, engine: 'sqlite' as const, engineVersion, database: null, migrations, tables, log: null };
      return await work({ raw: createReadStream(copy), facts: Promise.resolve(facts) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
