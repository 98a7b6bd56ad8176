import type { Readable } from 'node:stream';
import type { Db } from '../platform/database/database.ts';
import { listDoneMigrations, migrateToLatest, MIGRATIONS } from '../platform/database/migrate.ts';
import { problem } from '../platform/errors.ts';
import { nameOfFile } from './catalogue.ts';
import { parseIdentities, unseal } from './envelope.ts';
import type { BackupContext } from './make-backup.ts';
import type { Manifest } from './manifest.ts';

/** Reads what a backup holds; to be believed once the stream has ended without an error. */
export async function openBackup({ config, storage }: BackupContext, manifest: Manifest): Promise<Readable> {
  const { file, isEncrypted, bytes, sha256, rawBytes, rawSha256 } = manifest;
  const seal = { file, isEncrypted, stored: { bytes, sha256 }, raw: { bytes: rawBytes, sha256: rawSha256 } };
  const stored = await storage.get(nameOfFile(manifest));
  return unseal(stored, seal, parseIdentities(config.backupAgeIdentity ?? ''));
}

/**
 * Tells whether a schema is older than that of this version.
 *
 * @throws Problem `backup_newer` when it has what this version does not know.
 */
function isOlderSchema(migrations: readonly string[]): boolean {
  const unknown = migrations.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) throw problem('backup_newer', { migrations: unknown });
  return migrations.length < Object.keys(MIGRATIONS).length;
}

/**
 * Refuses a backup of an older version, unless it is to be brought up to date.
 *
 * @throws Problem `backup_older`, `backup_newer`.
 */
export function requireKnownSchema(migrations: readonly string[], { mayUpgrade }: { mayUpgrade: boolean }): void {
  if (!isOlderSchema(migrations) || mayUpgrade) return;
  const missing = Object.keys(MIGRATIONS).filter((name) => !migrations.includes(name));
  throw problem('backup_older', { missing });
}

/**
 * Brings what was restored up to date. A log may have led further than the backup itself: to a schema that a later version made.
 *
 * @throws Problem `backup_older`, `backup_newer`.
 */
export async function upgradeRestored(db: Db, options: { mayUpgrade: boolean }): Promise<void> {
  requireKnownSchema(await listDoneMigrations(db), options);
  await migrateToLatest(db);
}
