import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Clock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database/database.ts';
import { migrateToLatest } from '../platform/database/migrate.ts';
import { createSampleLibrary, type SampleOptions } from './sample-library.service.ts';
import { gatherInOneFile, writeWithoutWaiting } from './sample.queries.ts';

/**
 * Makes a database file that holds the sample library up to the present moment, and tells how far it is. The file appears
 * at once and complete: until then it is written under another name, which a later call clears away.
 */
export async function createSampleDatabase(
  file: string,
  clock: Clock,
  tell: (text: string) => unknown,
  options: Pick<SampleOptions, 'seed' | 'size'> = {},
): Promise<void> {
  const partial = `${file}.partial`;
  removeDatabase(partial);
  const db = openDatabase(`sqlite:${partial}`);
  try {
    await migrateToLatest(db);
    await writeWithoutWaiting(db);
    let shown = -1;
    await createSampleLibrary(
      { db },
      {
        ...options,
        until: clock(),
        onProgress: ({ done, total, loans }) => {
          const percent = Math.floor((done / total) * 100);
          if (percent === shown) return;
          shown = percent;
          tell(`Making the sample library: ${percent} % (${loans} loans)`);
        },
      },
    );
    await gatherInOneFile(db);
    await db.destroy();
    toDisk(partial);
    renameSync(partial, file);
  } catch (error) {
    // Whatever went wrong, nothing half-done may be left to be taken for a library.
    await db.destroy();
    removeDatabase(partial);
    throw error;
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

function toDisk(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
