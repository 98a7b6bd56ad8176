import { Temporal } from 'temporal-polyfill';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** What is done every day, and for how long a proof is enough. */
export interface DailyPlan {
  /** The time of the day, UTC, at which a backup is due. */
  at: Temporal.PlainTime;
  /** After how many days the newest backup is to be proved again; null for never. */
  proveAfterDays: number | null;
}

/** What the days are made of. */
export interface DailyWork {
  clock: Clock;
  listBackups: () => Promise<readonly CatalogueEntry[]>;
  backUp: () => Promise<unknown>;
  /** Restores a backup into a database of its own. */
  prove: (id: string) => Promise<unknown>;
  /** Whether a backup can be opened here; one that is encrypted for somebody else cannot be proved. */
  canOpen: (entry: CatalogueEntry) => boolean;
  /** Is told why something came to nothing; it is tried again. */
  onFailure: (error: unknown) => void;
  /** Is told until when nothing is to be done. */
  onRest: (until: string) => void;
  /** Waits for so many milliseconds, or until the work is to stop. */
  rest: (milliseconds: number) => Promise<void>;
  signal: AbortSignal;
}

/** Somebody may have made a backup by hand: looked at so often. */
const LOOK_EVERY_MS = 3_600_000;
/** What failed may succeed later, when a server is there again or a disk was cleared. */
const RETRY_AFTER_MS = 600_000;

/** Reads `03:00`; null when it is nothing of the kind. */
export function parseTimeOfDay(text: string): Temporal.PlainTime | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? Temporal.PlainTime.from(text) : null;
}

/** The moment at which the next backup is due: now, unless one has been made since the time of the day last came. */
export function nextDue(lastMadeAt: string | null, at: Temporal.PlainTime, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO('UTC').withPlainTime(at);
  const next = Temporal.Instant.compare(today.toInstant(), now) > 0 ? today : today.add({ days: 1 });
  const last = next.subtract({ days: 1 }).toInstant();
  const isDone = lastMadeAt !== null && Temporal.Instant.compare(lastMadeAt, last) >= 0;
  return isDone ? next.toInstant() : now;
}

/**
 * Makes a backup every day and proves one from time to time, until it is told to stop. What is due is read from the catalogue,
 * so that it goes on where an earlier process has left off.
 */
export async function keepBackingUp({ at, proveAfterDays }: DailyPlan, work: DailyWork): Promise<void> {
  const { clock, signal } = work;
  let told = '';
  while (!signal.aborted) {
    try {
      const due = await doWhatIsDue(at, proveAfterDays, work);
      const wait = due.epochMilliseconds - clock().epochMilliseconds;
      if (wait <= 0) continue;
      if (told !== toTimestamp(due)) work.onRest((told = toTimestamp(due)));
      await work.rest(Math.min(wait, LOOK_EVERY_MS));
    } catch (error) {
      work.onFailure(error);
      await work.rest(RETRY_AFTER_MS);
    }
  }
}

/** Answers when there will be something to do again. */
async function doWhatIsDue(
  at: Temporal.PlainTime,
  proveAfterDays: number | null,
  { clock, listBackups, backUp, prove, canOpen }: DailyWork,
): Promise<Temporal.Instant> {
  const newest = (await listBackups()).at(-1);
  if (nextDue(newest?.manifest.madeAt ?? null, at, clock()).epochMilliseconds <= clock().epochMilliseconds)
    await backUp();
  const entries = await listBackups();
  const last = entries.at(-1);
  if (last !== undefined && proveAfterDays !== null && last.verification === null && canOpen(last)) {
    const since = clock().subtract({ hours: 24 * proveAfterDays });
    const isProved = entries.some(
      ({ verification }) =>
        verification?.isSound === true && Temporal.Instant.compare(verification.verifiedAt, since) >= 0,
    );
    if (!isProved) await prove(last.manifest.id);
  }
  return nextDue(last?.manifest.madeAt ?? null, at, clock());
}
