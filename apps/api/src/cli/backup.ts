import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listBackups, pruneBackups, type CatalogueEntry } from '../backups/catalogue.ts';
import { tellLibrary } from '../backups/known-backups.ts';
import { pruneLog } from '../backups/log-storage.ts';
import { makeBackup, type BackupContext } from '../backups/make-backup.ts';
import { isServer } from '../platform/database/database.ts';
import { copyDatabase, fileOf } from '../platform/database/embedded-file.ts';
import { attempt, contextOf } from './backup-attempt.ts';
import { backUpDaily, parsePlan } from './backup-daily.ts';
import { shipLogUntilStopped } from './backup-log.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';
import { signalOfEnd } from './end.ts';

/** `biblio backup`: a whole copy of the database while the library is in use. */
export const backup: Command = {
  name: 'backup',
  summary: 'back the database up, while the library is in use',
  usage: `Usage: npm run biblio -- backup [--daily HH:MM [--prove-after DAYS]]
       npm run biblio -- backup list [--json]
       npm run biblio -- backup ship-log [--once] [--health PORT]
       npm run biblio -- backup --to FILE

Keeps a backup in BACKUP_STORE, compressed, with checksums, encrypted for BACKUP_AGE_RECIPIENTS where there are any, and
removes those that BACKUP_KEEP does not keep. On a database server it is a dump by mysqldump or mariadb-dump.

  --daily HH:MM       goes on until it is stopped: a backup every day at that time (UTC), one at once when the last is older
  --prove-after DAYS  with --daily: restores the newest into a database of its own when no restore has proved one for so long

  list       every backup that is whole, and when a restore has proved it
  ship-log   on a database server: copies its binary log as it grows, so that every moment can be restored; goes on until
             it is stopped, with --once until all is copied that was there; with --health it answers /healthz and /readyz
  --to FILE  instead a plain copy of an embedded database, outside of the catalogue; never over another file`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        health: { type: 'string' },
        daily: { type: 'string' },
        'prove-after': { type: 'string' },
      },
    });
    const [what, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`What is ${more[0]}?`);
    if (what === 'list') return printCatalogue(await listBackups(contextOf(io).storage), io, values.json);
    if (what === 'ship-log') {
      if (!isServer(io.config.databaseUrl)) throw new UsageError('An embedded library has no binary log.');
      const shipping = { isOnce: values.once, healthPort: parsePort(values.health), signal: signalOfEnd() };
      return attempt(io, 'ship_log', (context) => shipLogUntilStopped(context, io, shipping));
    }
    if (what !== undefined) throw new UsageError(`Unknown: backup ${what}.`);
    if (values.to !== undefined) return copyToFile(values.to, io);
    const plan = parsePlan(values.daily, values['prove-after']);
    const once = () => attempt(io, 'backup', (context) => backUp(context, io));
    return plan === null ? once() : backUpDaily(io, plan, once);
  },
};

async function backUp(context: BackupContext, io: CommandIo): Promise<number> {
  const { config, storage } = context;
  const manifest = await makeBackup(context);
  const { left, removed } = await pruneBackups(storage, config.backupKeep);
  await pruneLog(
    storage,
    left.map(({ manifest: { log } }) => log).filter((log) => log !== null),
  );
  await tellLibrary(context);
  io.print(
    `${manifest.id}  ${manifest.madeAt}  ${megabytes(manifest.bytes)} MB in ${storage.place}, ${manifest.seconds.toFixed(1)} s`,
  );
  for (const id of removed) io.print(`${id}  removed`);
  return 0;
}

function printCatalogue(entries: readonly CatalogueEntry[], io: CommandIo, isJson: boolean): number {
  if (isJson) {
    io.print(
      JSON.stringify(
        entries.map(({ manifest, verification }) => ({ ...manifest, verification })),
        null,
        2,
      ),
    );
    return 0;
  }
  for (const { manifest, verification } of entries) {
    const { id, madeAt, engine, engineVersion, release, bytes, tables, isEncrypted } = manifest;
    const rows = (table: string) => tables[table]?.rows ?? 0;
    const proof =
      verification === null
        ? 'not verified'
        : `${verification.isSound ? 'verified' : 'FAULTY'} ${verification.verifiedAt.slice(0, 16)}`;
    io.print(
      [
        id,
        madeAt.slice(0, 19),
        `${engine} ${engineVersion}`,
        release,
        `${megabytes(bytes)} MB`,
        `${rows('records')} records`,
        `${rows('loans')} loans`,
        isEncrypted ? 'encrypted' : 'not encrypted',
        proof,
      ].join('  '),
    );
  }
  if (entries.length === 0) io.print('There are no backups yet.');
  return 0;
}

async function copyToFile(to: string, io: CommandIo): Promise<number> {
  if (isServer(io.config.databaseUrl)) throw new UsageError('--to is for an embedded library; set BACKUP_STORE.');
  const source = fileOf(io.config.databaseUrl);
  if (!existsSync(source)) throw new UsageError(`There is no library at ${source}.`);
  const target = path.resolve(to);
  if (existsSync(target)) throw new UsageError(`${target} exists already; a backup never replaces another.`);
  mkdirSync(path.dirname(target), { recursive: true });
  await copyDatabase(source, target, (share) => io.progress(share, 'copying'));
  io.print(`${target} (${megabytes(statSync(target).size)} MB)`);
  return 0;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function parsePort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--health takes a port.');
  return port;
}
