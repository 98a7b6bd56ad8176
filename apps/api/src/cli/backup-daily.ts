import { listBackups } from '../backups/catalogue.ts';
import { keepBackingUp, parseTimeOfDay, type DailyPlan } from '../backups/daily-backups.ts';
import { rest } from '../platform/rest.ts';
import { attempt, contextOf } from './backup-attempt.ts';
import { proveBackup } from './backup-proof.ts';
import { UsageError, type CommandIo } from './command.ts';
import { signalOfEnd } from './end.ts';
import { describeFailure } from './failure.ts';

/** Reads `--daily` and `--prove-after`; null without the first. */
export function parsePlan(daily: string | undefined, proveAfter: string | undefined): DailyPlan | null {
  if (daily === undefined) {
    if (proveAfter !== undefined) throw new UsageError('--prove-after goes with --daily.');
    return null;
  }
  const at = parseTimeOfDay(daily);
  if (at === null) throw new UsageError('--daily must look like 03:00.');
  if (proveAfter !== undefined && !/^[1-9]\d{0,2}$/.test(proveAfter))
    throw new UsageError('--prove-after must be a number of days.');
  return { at, proveAfterDays: proveAfter === undefined ? null : Number(proveAfter) };
}

/** Makes a backup every day until SIGTERM or SIGINT; what has begun is brought to its end before. */
export async function backUpDaily(io: CommandIo, plan: DailyPlan, backUp: () => Promise<unknown>): Promise<number> {
  const { config, clock, storage } = contextOf(io);
  const signal = signalOfEnd();
  await keepBackingUp(plan, {
    clock,
    listBackups: () => listBackups(storage),
    backUp,
    prove: (id) => attempt(io, 'verify', (context) => proveBackup(context, id, io)),
    canOpen: ({ manifest }) => config.backupAgeIdentity !== null || !manifest.isEncrypted,
    onFailure: (error) => io.print(`✗ ${describeFailure(error)}`),
    onRest: (until) => io.print(`The next backup is due at ${until}.`),
    rest: (milliseconds) => rest(milliseconds, signal),
    signal,
  });
  return 0;
}
