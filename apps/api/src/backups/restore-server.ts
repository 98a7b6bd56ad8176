import { openDatabase, type Db } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { BackupContext } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { requireKnownSchema, upgradeRestored } from './open-backup.ts';
import { enterRestore } from './restore-entry.ts';
import { stamp, type Restored, type RestoreOptions } from './restore-file.ts';
import { readReachOf, replayLog } from './replay-log.ts';
import { databaseOf, loadDump, withScratchDatabase } from './scratch-database.ts';
import { countUsers, createEmptyDatabase, listTableNames, moveTables } from './server.queries.ts';

/**
 * Restores a library on a server: the dump and the binary log after it go into a database of their own, and its tables take
 * the place of the library's in one step. Those that were there are kept in a third database.
 *
 * @throws Problem `library_present`, `library_in_use`, and those of `loadDump`, `replayLog` and `requireKnownSchema`.
 */
export async function restoreServer(
  context: BackupContext,
  manifest: Manifest,
  { mayReplace, mayUpgrade, until }: RestoreOptions,
): Promise<Restored & { recoveryPoint: string }> {
  requireKnownSchema(manifest.migrations, { mayUpgrade });
  const target = databaseOf(context.config.databaseUrl);
  const reach = await readReachOf(context, manifest);
  return withScratchDatabase(context, 'incoming', async (scratch) => {
    const { server } = scratch;
    const refuse = async () => {
      const present = await listTableNames(server, target);
      if (present.length > 0 && !mayReplace) throw problem('library_present', { place: target });
      const users = await countUsers(server, target);
      if (users > 0) throw problem('library_in_use', { place: target, connections: users });
      return present;
    };
    await refuse();
    await loadDump(context, manifest, scratch);
    const recoveryPoint = await replayLog(context, manifest, scratch, { until, reach });
    if (mayUpgrade) await within(scratch.url, (db) => upgradeRestored(db, { mayUpgrade }));
    // It may have taken long: somebody may have come meanwhile.
    const present = await refuse();
    const kept = present.length === 0 ? null : `${target}_before_restore_${stamp(context)}`;
    const { id: source, release } = manifest;
    const facts = { source, place: context.storage.place, release, until, recoveryPoint, kept };
    await within(scratch.url, (db) => enterRestore(context, db, facts));
    if (kept !== null) await createEmptyDatabase(server, kept);
    if (kept === null) await createMissing(server, target);
    const restored = await listTableNames(server, scratch.name);
    await moveTables(server, [
      ...present.map((table) => ({ table, from: target, to: kept! })),
      ...restored.map((table) => ({ table, from: scratch.name, to: target })),
    ]);
    return { target, kept, recoveryPoint };
  });
}

async function within(url: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const db = openDatabase(url, { poolSize: 1, isPatient: true });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}

/** The database itself may be gone, with its files. */
async function createMissing(server: Db, name: string): Promise<void> {
  try {
    await createEmptyDatabase(server, name);
  } catch (error) {
    // There, and empty: all that is wanted.
    if ((error as { code?: string }).code !== 'ER_DB_CREATE_EXISTS') throw error;
  }
}
