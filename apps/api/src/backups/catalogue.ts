import { parseManifest, parseVerification, type Manifest, type Verification } from './manifest.ts';
import { chooseKept, type Keep } from './retention.ts';
import { getText, putText, type Storage } from './storage.ts';
import { problem } from '../platform/errors.ts';

/** A backup that is whole, and what is known of it. */
export interface CatalogueEntry {
  manifest: Manifest;
  /** The last restore into a scratch database; null when there was none. */
  verification: Verification | null;
}

const MANIFEST = 'manifest.json';
const VERIFICATION = 'verification.json';
/** Every backup lies below it, in a folder that is named after it. */
const FOLDER = 'backups/';

/** The name under which a backup's own file is stored. */
export function nameOfFile({ id, file }: Pick<Manifest, 'id' | 'file'>): string {
  return `${FOLDER}${id}/${file}`;
}

/** Enters a backup whose file is stored: from now on it is one. */
export function enterBackup(storage: Storage, manifest: Manifest): Promise<void> {
  return putText(storage, `${FOLDER}${manifest.id}/${MANIFEST}`, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Notes what a restore into a scratch database has found. */
export function enterVerification(storage: Storage, id: string, verification: Verification): Promise<void> {
  return putText(storage, `${FOLDER}${id}/${VERIFICATION}`, `${JSON.stringify(verification, null, 2)}\n`);
}

/** Every backup of a storage that is whole, oldest first. */
export async function listBackups(storage: Storage): Promise<CatalogueEntry[]> {
  const names = new Set((await storage.list(FOLDER)).map(({ name }) => name));
  const entries: CatalogueEntry[] = [];
  for (const name of names) {
    if (!name.endsWith(`/${MANIFEST}`)) continue;
    const manifest = parseManifest(await getText(storage, name), name);
    const report = name.replace(MANIFEST, VERIFICATION);
    const verification = names.has(report) ? parseVerification(await getText(storage, report), report) : null;
    entries.push({ manifest, verification });
  }
  return entries.sort((a, b) => (a.manifest.madeAt < b.manifest.madeAt ? -1 : 1));
}

/**
 * Finds a backup by its id, or `latest`; with a moment, the newest that is not younger.
 *
 * @throws Problem `backup_unknown` when there is none.
 */
export async function findBackup(storage: Storage, id: string, until?: string): Promise<CatalogueEntry> {
  const entries = (await listBackups(storage)).filter(
    ({ manifest }) => until === undefined || Date.parse(manifest.madeAt) <= Date.parse(until),
  );
  const found = id === 'latest' ? entries.at(-1) : entries.find(({ manifest }) => manifest.id === id);
  if (found === undefined) throw problem('backup_unknown', { id, place: storage.place, ...(until && { until }) });
  return found;
}

/** Removes the backups that the rule does not keep. Answers what is left, and the ids of those that went. */
export async function pruneBackups(
  storage: Storage,
  keep: Keep,
): Promise<{ left: CatalogueEntry[]; removed: string[] }> {
  const entries = await listBackups(storage);
  const kept = chooseKept(
    entries.map(({ manifest: { id, madeAt, migrations }, verification }) => ({
      id,
      madeAt,
      schema: migrations.at(-1) ?? '',
      isVerified: verification?.isSound === true,
    })),
    keep,
  );
  const isKept = ({ manifest }: CatalogueEntry) => kept.has(manifest.id);
  const gone = entries.filter((entry) => !isKept(entry));
  for (const { manifest } of gone) {
    // The manifest first: what is half removed is no backup any more.
    for (const name of [`${FOLDER}${manifest.id}/${MANIFEST}`, nameOfFile(manifest)]) await storage.remove(name);
    await storage.remove(`${FOLDER}${manifest.id}/${VERIFICATION}`);
  }
  return { left: entries.filter(isKept), removed: gone.map(({ manifest }) => manifest.id) };
}
