import { noteReach } from '../backups/backups.queries.ts';
import type { BackupContext } from '../backups/make-backup.ts';
import { shipLog } from '../backups/ship-log.ts';
import { answerAbout } from '../backups/shipping-health.ts';
import { openDatabase, type Db } from '../platform/database/database.ts';
import { Problem, type ErrorCode } from '../platform/errors.ts';
import { rest } from '../platform/rest.ts';
import type { CommandIo } from './command.ts';
import { describeFailure } from './failure.ts';

/** How often the log is looked at, and how often the library is told how far it is stored. */
const LOOK_EVERY_MS = 1000;
const TELL_EVERY_MS = 60_000;
/** How long after a server went away it is followed again, and for how long that is tried before it counts as a failure. */
const AGAIN_AFTER_MS = 2000;
const PATIENCE_MS = 5 * 60_000;
/** What following a log ends with when its server goes away, as for a restart. */
const GONE: ReadonlySet<string> = new Set<ErrorCode>(['backup_tool_failed', 'database_unavailable']);

/**
 * Copies the binary log until the signal is given, or with `isOnce` until all is stored that was there. A server that it has followed may
 * go away for some minutes: whoever starts this again when it ends waits longer each time, and nothing is stored meanwhile.
 */
export async function shipLogUntilStopped(
  context: BackupContext,
  io: CommandIo,
  { isOnce, healthPort, signal }: { isOnce: boolean; healthPort: number | null; signal: AbortSignal },
): Promise<number> {
  const { databaseUrl } = context.config;
  const library = openDatabase(databaseUrl, { poolSize: 1 });
  const tell = reporter(library, io);
  const health = healthPort === null ? null : await answerAbout(healthPort);
  let reachedAt = -Infinity;
  const follow = () =>
    shipLog(context, {
      isOnce,
      every: LOOK_EVERY_MS,
      signal,
      onReach: async (reach) => {
        reachedAt = performance.now();
        health?.noteReach();
        await tell(reach);
      },
      onGap: (after, next) =>
        io.print(
          `The server has no file after ${after} before ${next} any more: older backups cannot be brought beyond it. ` +
            'Make a new backup now.',
        ),
    });
  try {
    for (;;) {
      try {
        await follow();
        return 0;
      } catch (error) {
        const isGone = error instanceof Problem && GONE.has(error.code);
        if (!isGone || isOnce || signal.aborted || performance.now() - reachedAt > PATIENCE_MS) throw error;
        io.print(`The server has gone away, and is tried again: ${describeFailure(error)}`);
        await rest(AGAIN_AFTER_MS, signal);
      }
    }
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
