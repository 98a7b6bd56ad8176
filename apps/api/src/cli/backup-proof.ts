import { findBackup } from '../backups/catalogue.ts';
import { tellLibrary } from '../backups/known-backups.ts';
import type { BackupContext } from '../backups/make-backup.ts';
import { verifyBackup } from '../backups/verify-backup.ts';
import { isServer } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import type { CommandIo } from './command.ts';

/** Restores a backup into a database of its own and prints what it showed. Answers the exit code: 1 when something is wrong. */
export async function proveBackup(context: BackupContext, id: string, io: CommandIo): Promise<number> {
  const { manifest } = await findBackup(context.storage, id);
  const isOnServer = isServer(context.config.databaseUrl);
  if (isOnServer !== (manifest.engine !== 'sqlite')) throw problem('backup_engine_other', { engine: manifest.engine });
  const { isSound, findings, recoveryPoint, recoverySeconds } = await verifyBackup(context, manifest);
  await tellLibrary(context);
  for (const finding of findings) io.print(`✗ ${finding}`);
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  if (isSound) io.print(`✓ ${manifest.id}: ${rows} rows as they were, everything holds.`);
  io.print(`Recovery point ${recoveryPoint}, recovery time ${recoverySeconds.toFixed(1)} s.`);
  return isSound ? 0 : 1;
}
