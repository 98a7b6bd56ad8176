import type { Db } from '../platform/database/database.ts';
import { listFailures, readLastMoments, readLastProof, readReachAt } from './backups.queries.ts';
import { countStanding, gatherFailures, type Attempt, type FailureView } from './failed-attempts.ts';

/** What the library knows of attempts that came to nothing. */
interface KnownAttempts {
  failures: FailureView[];
  /** How many of each kind have failed since it was last done. */
  failed: Record<Attempt, number>;
  /** Up to when the binary log is stored; null where it is not. */
  logReachAt: string | null;
}

/** Reads them. A proof after a restore that failed shows that a restore would succeed now. */
export async function readAttempts(db: Db): Promise<KnownAttempts> {
  const failures = await listFailures(db);
  const { madeAt, triedAt } = await readLastMoments(db);
  const proof = await readLastProof(db);
  const logReachAt = await readReachAt(db);
  const done = { backup: madeAt, verify: triedAt, restore: proof?.verified_at ?? null, ship_log: logReachAt };
  return { failures: gatherFailures(failures, done), failed: countStanding(failures, done), logReachAt };
}
