import { noteReach } from '../backups/backups.queries.ts';
import type { BackupContext } from '../backups/make-backup.ts';
import { shipLog } from '../backups/ship-log.ts';
import { answerAbout } from '../backups/shipping-health.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import type { CommandIo } from './command.ts';
import { signalOfEnd } from './end.ts';

/** How often the log is looked at, and how often the library is told how far it is stored. */
const LOOK_EVERY_MS = 1000;
const TELL_EVERY_MS = 60_000;

/** Copies the binary log until SIGTERM or SIGINT, or with `isOnce` until all is stored that was there. */
export async function shipLogUntilStopped(
  context: BackupContext,
  io: CommandIo,
  { isOnce, healthPort }: { isOnce: boolean; healthPort: number | null },
): Promise<number> {
  const { databaseUrl } = context.config;
  const signal = signalOfEnd();
  const library = openDatabase(databaseUrl, { poolSize: 1 });
  const tell = reporter(library, io);
  const health = healthPort === null ? null : await answerAbout(healthPort);
  try {
    await shipLog(context, {
      isOnce,
      every: LOOK_EVERY_MS,
      signal,
      onReach: async (reach) => {
        health?.noteReach();
        await tell(reach);
      },
      onGap: (after, next) =>
        io.print(
          `The server has no file after ${after} before ${next} any more: older backups cannot be brought beyond it. ` +
            'Make a new backup now.',
        ),
    });
    return 0;
  } finally {
    health?.close();
    await library.destroy();
  }
}

/** Tells the library at once and then once a minute: being told is itself a change that the log has to bring. */
function reporter(library: Db, io: CommandIo): Parameters<typeof shipLog>[1]['onReach'] {
  let toldAt = -Infinity;
  return async ({ server, file, offset, at }) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    const lag = (Date.now() - Date.parse(at)) / 1000;
    io.print(`${at}  stored up to ${file}:${offset}, ${lag.toFixed(1)} s behind`);
    await noteReach(library, server, at);
  };
}
