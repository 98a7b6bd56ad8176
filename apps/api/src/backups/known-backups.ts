import { openDatabase } from '../platform/database/database.ts';
import { listPendingMigrations } from '../platform/database/migrate.ts';
import { replaceBackups } from './backups.queries.ts';
import { listBackups, type CatalogueEntry } from './catalogue.ts';
import type { BackupContext } from './make-backup.ts';

/**
 * Tells the library what lies in the storage, for its staff and its metrics. A library whose schema is behind is not told:
 * it has no place for it.
 */
export async function tellLibrary({ config, storage }: BackupContext): Promise<void> {
  const entries = await listBackups(storage);
  const db = openDatabase(config.databaseUrl, { poolSize: 1 });
  try {
    if ((await listPendingMigrations(db)).length > 0) return;
    await replaceBackups(
      db,
      entries.map((entry) => rowOf(entry, storage.place)),
    );
  } finally {
    await db.destroy();
  }
}

function rowOf({ manifest, verification }: CatalogueEntry, place: string) {
  return {
    id: manifest.id,
    made_at: manifest.madeAt,
    place,
    engine: manifest.engine,
    release: manifest.release,
    schema_name: manifest.migrations.at(-1) ?? '',
    bytes: manifest.bytes,
    raw_bytes: manifest.rawBytes,
    records: manifest.tables['records']?.rows ?? 0,
    loans: manifest.tables['loans']?.rows ?? 0,
    is_encrypted: Number(manifest.isEncrypted),
    has_log: Number(manifest.log !== null),
    verified_at: verification?.verifiedAt ?? null,
    is_sound: verification === null ? null : Number(verification.isSound),
    findings: verification === null ? null : JSON.stringify(verification.findings),
    recovery_point: verification?.recoveryPoint ?? null,
    recovery_point_seconds: verification?.recoveryPointSeconds ?? null,
    recovery_seconds: verification === null ? null : Math.ceil(verification.recoverySeconds),
  };
}
