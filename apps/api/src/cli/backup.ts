import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../platform/clock.ts';
import { isServer } from '../platform/database/database.ts';
import { copyDatabase, fileOf, isInUse, requireIntactDatabase } from '../platform/database/embedded-file.ts';
import { UsageError, type Command } from './command.ts';

/** `biblio backup`: a whole copy of the database while the library is in use. */
export const backup: Command = {
  name: 'backup',
  summary: 'copy the database to a file, while the library is in use',
  usage: `Usage: npm run biblio -- backup [--to FILE]

Without --to the copy goes to the folder backups of the data folder, named after the moment. The file appears only when
the copy is whole and has passed SQLite's integrity check.`,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
    const source = embeddedFile(io.config.databaseUrl);
    if (!existsSync(source)) throw new UsageError(`There is no library at ${source}.`);
    const target = path.resolve(values.to ?? path.join(io.config.dataDir, 'backups', `biblio-${stamp()}.sqlite`));
    if (existsSync(target)) throw new UsageError(`${target} exists already; a backup never replaces another.`);
    mkdirSync(path.dirname(target), { recursive: true });
    await copyDatabase(source, target, (share) => io.progress(share, 'copying'));
    io.print(`${target} (${megabytes(target)} MB)`);
    return 0;
  },
};

/** `biblio restore`: puts a backup in the place of the library, and keeps what was there. */
export const restore: Command = {
  name: 'restore',
  summary: 'put a backup in the place of the library',
  usage: `Usage: npm run biblio -- restore FILE [--replace]

Refuses a damaged file, a database of something else, and a library that is running. A library that exists is replaced
only with --replace, and kept beside the new one as biblio.sqlite.before-restore-<moment>.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    });
    const [source] = positionals;
    if (source === undefined) throw new UsageError('Say which file to restore.');
    if (!existsSync(source)) throw new UsageError(`There is no file ${source}.`);
    const target = embeddedFile(io.config.databaseUrl);
    requireIntactDatabase(source);
    if (existsSync(target)) {
      if (!values.replace)
        throw new UsageError(`There is a library at ${target}. Add --replace to put the backup in its place.`);
      if (isInUse(target)) throw new UsageError('The library is running. Stop it first.');
    }
    mkdirSync(path.dirname(target), { recursive: true });
    const incoming = `${target}.incoming`;
    await copyDatabase(source, incoming, (share) => io.progress(share, 'copying'));
    if (existsSync(target)) {
      const kept = `${target}.before-restore-${stamp()}`;
      renameSync(target, kept);
      io.print(`The library that was there is kept as ${kept}`);
    }
    for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
    renameSync(incoming, target);
    io.print(`${target} restored from ${path.resolve(source)}. Check it with: npm run biblio -- doctor`);
    return 0;
  },
};

/** @throws UsageError for a library on a database server, whose copies are that server's business. */
function embeddedFile(databaseUrl: string): string {
  if (!isServer(databaseUrl)) return fileOf(databaseUrl);
  throw new UsageError(
    'This library is on a database server: copy and restore it with the tools of MySQL, such as mysqldump ' +
      '--single-transaction --routines and mysql. See docs/operations.md.',
  );
}

function stamp(): string {
  return systemClock().toString({ smallestUnit: 'second' }).replaceAll(/[:-]/g, '');
}

function megabytes(file: string): string {
  return (statSync(file).size / 1e6).toFixed(1);
}
