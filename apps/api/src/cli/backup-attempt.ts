import type { Attempt } from '../backups/failed-attempts.ts';
import type { BackupContext } from '../backups/make-backup.ts';
import { noteFailure } from '../backups/note-failure.ts';
import { openStorage } from '../backups/storage.ts';
import { systemClock } from '../platform/clock.ts';
import type { CommandIo } from './command.ts';

/** What the commands about backups work with. */
export function contextOf(io: CommandIo): BackupContext {
  const { config, progress } = io;
  return { config, clock: systemClock, storage: openStorage(config), progress };
}

/** Attempts something with the backups, and tells the library when it comes to nothing. */
export function attempt<T>(io: CommandIo, action: Attempt, work: (context: BackupContext) => Promise<T>): Promise<T> {
  return noteFailure({ config: io.config, clock: systemClock }, action, () => work(contextOf(io)));
}
