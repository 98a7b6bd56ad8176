import { renameSync, rmSync } from 'node:fs';
import type { Clock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database/database.ts';
import { setDurability } from '../platform/database/embedded-file.ts';
import { migrateToLatest } from '../platform/database/migrate.ts';
import { createSampleLibrary } from './sample-library.service.ts';

/**
 * Makes the sample library in a new database file. It is built beside the file and takes its name only when it is whole: a
 * process killed in between leaves no library, not half of one.
 *
 * @param onProgress gets a line to show.
 */
export async function createSampleDatabase(
  file: string,
  clock: Clock,
  onProgress: (text: string) => void,
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const remove = () => ['', '-wal', '-shm'].forEach((suffix) => rmSync(unfinished + suffix, { force: true }));
  remove();
  const db = openDatabase(`sqlite:${unfinished}`);
  try {
    await migrateToLatest(db);
    await setDurability(db, 'fast');
    await createSampleLibrary(
      { db },
      {
        until: clock(),
        onProgress: ({ done, total, loans }) =>
          onProgress(`Making the sample library: ${Math.floor((done / total) * 100)} % (${loans} loans)`),
      },
    );
    await setDurability(db, 'safe');
  } catch (error) {
    // Nothing of a failed attempt may lie in the way of the next.
    await db.destroy();
    remove();
    throw error;
  }
  await db.destroy();
  renameSync(unfinished, file);
}
