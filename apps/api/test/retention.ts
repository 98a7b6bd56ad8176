import { inTransaction, type Db } from '../src/platform/database/database.ts';
import { SWEEPS, type SweptPurpose } from '../src/privacy/retention-sweeps.ts';
import type { SweepPosition } from '../src/privacy/sweep.queries.ts';

/** Forgets what is older than a moment for one purpose, as the night does. Answers how much it was. */
export async function forget(db: Db, purpose: SweptPurpose, before: string): Promise<number> {
  const limits = { before, now: before, isHistoryChoiceOffered: true };
  let count = 0;
  let after: SweepPosition | null = null;
  do {
    const step = await inTransaction(db, (trx) => SWEEPS[purpose].batch(trx, limits, after));
    count += step.done;
    after = step.next;
  } while (after !== null);
  return count;
}
