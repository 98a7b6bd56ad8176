import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { problem } from '../platform/errors.ts';
import type { Storage, StoredObject } from './storage.ts';

/** What is not whole yet. */
const UNFINISHED = '.unfinished';

/** What a disk says that is full, broken, or not for this account. */
const FAULTS_OF_DISK: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'EIO',
  'ENOSPC',
  'ENOTDIR',
  'EPERM',
  'EROFS',
  'ESTALE',
]);

/**
 * Backups in a folder, which only the account that runs the library can read.
 *
 * @throws Problem `backup_storage_unavailable` from every operation that the disk does not carry out.
 */
export function folderStorage(place: string): Storage {
  const folder = path.resolve(place);
  const at = (name: string) => path.join(folder, ...name.split('/'));
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (!FAULTS_OF_DISK.has(code)) throw error;
      throw problem('backup_storage_unavailable', { place: folder, reason: message });
    }
  };
  const put: Storage['put'] = async (name, content) => {
    const target = at(name);
    const unfinished = `${target}${UNFINISHED}`;
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    try {
      await pipeline(content, createWriteStream(unfinished, { mode: 0o600, flush: true }));
      await rename(unfinished, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  };
  const get: Storage['get'] = async (name) => {
    const stream = createReadStream(at(name));
    try {
      await once(stream, 'open');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw problem('backup_missing', { name, place: folder });
      throw error;
    }
    return stream;
  };
  return {
    place: folder,
    put: (name, content) => ask(() => put(name, content)),
    get: (name) => ask(() => get(name)),
    list: (prefix) => ask(async () => listFiles(folder, '').filter(({ name }) => name.startsWith(prefix))),
    remove: (name) =>
      ask(async () => {
        rmSync(at(name), { force: true });
        removeEmptyFolder(path.dirname(at(name)), folder);
      }),
  };
}

function listFiles(folder: string, below: string): StoredObject[] {
  const found: StoredObject[] = [];
  for (const entry of readFolder(path.join(folder, below))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) found.push(...listFiles(folder, name));
    if (entry.isDirectory() || name.endsWith(UNFINISHED)) continue;
    // Another process may have removed it since.
    const file = statSync(path.join(folder, name), { throwIfNoEntry: false });
    if (file !== undefined) found.push({ name, bytes: file.size });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // Nothing was ever backed up to it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function removeEmptyFolder(folder: string, root: string): void {
  if (folder === root || readFolder(folder).length > 0) return;
  rmSync(folder, { recursive: true, force: true });
  removeEmptyFolder(path.dirname(folder), root);
}

/** The new name outlives a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
