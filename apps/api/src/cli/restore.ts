import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBackup } from '../backups/catalogue.ts';
import { tellLibrary } from '../backups/known-backups.ts';
import type { BackupContext } from '../backups/make-backup.ts';
import type { Manifest } from '../backups/manifest.ts';
import { restoreFile, type RestoreOptions } from '../backups/restore-file.ts';
import { restoreServer } from '../backups/restore-server.ts';
import type { Config } from '../platform/config.ts';
import { isServer } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { attempt } from './backup-attempt.ts';
import { proveBackup } from './backup-proof.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';

/** `biblio restore`: puts a backup in the place of the library, and keeps what was there. */
export const restore: Command = {
  name: 'restore',
  summary: 'put a backup in the place of the library, or prove that one can be',
  usage: `Usage: npm run biblio -- restore ID|latest|FILE [--until INSTANT] [--replace] [--upgrade]
       npm run biblio -- restore --verify [ID|latest]

Refuses what is damaged, of something else or of a newer version, and a library that is running; nothing is touched before
the backup is there and whole. What the library was is kept: as biblio.sqlite.before-restore-<moment>, on a database server
as the database <name>_before_restore_<moment>. Delete it when you are sure.

  --until INSTANT  the library as it was then, such as 2026-11-28T16:45:00Z. On a database server with a binary log to the
                   second; otherwise the newest backup that is not younger. Without it, as late as can be had
  --replace        where there is a library
  --upgrade        brings a backup of an older version up to date
  --verify         restores into a database of its own, compares every table with what the backup was made of, looks for
                   whatever must hold, and notes the result. Exit code 1 when something is wrong

An encrypted backup is opened by BACKUP_AGE_IDENTITY_FILE.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        until: { type: 'string' },
        replace: { type: 'boolean', default: false },
        upgrade: { type: 'boolean', default: false },
        verify: { type: 'boolean', default: false },
      },
    });
    const [name, ...more] = positionals;
    if (more.length > 0) throw new UsageError('Say one backup.');
    if (values.verify) return attempt(io, 'verify', (context) => proveBackup(context, name ?? 'latest', io));
    if (name === undefined) throw new UsageError('Say which backup to restore: an id, latest, or a file.');
    const options = { mayReplace: values.replace, mayUpgrade: values.upgrade, until: parseUntil(values.until) };
    const isFile = name.includes(path.sep) || existsSync(name);
    if (isFile) requireCopy(io.config, name, options);
    return attempt(io, 'restore', async (context) => {
      if (isFile) return restoreCopy(context, name, options, io);
      const { manifest } = await findBackup(context.storage, name, options.until ?? undefined);
      return restoreBackup(context, manifest, options, io);
    });
  },
};

function requireCopy({ databaseUrl }: Config, file: string, { until }: RestoreOptions): void {
  if (isServer(databaseUrl)) throw new UsageError('Say the id of a backup; biblio backup list has them.');
  if (until !== null) throw new UsageError('--until goes with a backup of the catalogue.');
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
}

async function restoreCopy(
  context: BackupContext,
  file: string,
  options: RestoreOptions,
  io: CommandIo,
): Promise<number> {
  printRestored(await restoreFile(context, file, options), path.resolve(file), io);
  return 0;
}

async function restoreBackup(
  context: BackupContext,
  manifest: Manifest,
  options: RestoreOptions,
  io: CommandIo,
): Promise<number> {
  const isOnServer = isServer(context.config.databaseUrl);
  if (isOnServer !== (manifest.engine !== 'sqlite')) throw problem('backup_engine_other', { engine: manifest.engine });
  const restored = isOnServer
    ? await restoreServer(context, manifest, options)
    : { ...(await restoreFile(context, manifest, options)), recoveryPoint: manifest.madeAt };
  printRestored(restored, manifest.id, io);
  io.print(`It stands at ${restored.recoveryPoint}.`);
  await tellLibrary(context);
  return 0;
}

function printRestored({ target, kept }: { target: string; kept: string | null }, source: string, io: CommandIo): void {
  if (kept !== null) io.print(`The library that was there is kept as ${kept}`);
  io.print(`${target} restored from ${source}. Run reindex and doctor, start the library, and back it up.`);
}

function parseUntil(text: string | undefined): string | null {
  if (text === undefined) return null;
  const isInstant =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isInstant) throw new UsageError('--until must look like 2026-11-28T16:45:00Z.');
  return new Date(text).toISOString();
}
