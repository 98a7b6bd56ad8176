import { hostname, userInfo } from 'node:os';
import { createAudit } from '../platform/audit.queries.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { VERSION } from '../platform/version.ts';
import { forgetFailures } from './backups.queries.ts';
import type { BackupContext } from './make-backup.ts';

/** What a restore brings back, and what becomes of what was there. */
export interface RestoreFacts {
  /** The backup's id, or the file that it is. */
  source: string;
  /** Where the backup lies; null for a file. */
  place: string | null;
  /** The version that made it; null where a file does not say. */
  release: string | null;
  /** The moment that was asked for; null for as late as can be had. */
  until: string | null;
  /** The moment that the library stands at; null where a file does not say. */
  recoveryPoint: string | null;
  /** Where the library that was there is kept; null when there was none. */
  kept: string | null;
}

/** Writes into a restored library, before it takes its place, that it was restored: when, by whom, from what and up to when. */
export async function enterRestore(
  { clock }: Pick<BackupContext, 'clock'>,
  db: Db,
  facts: RestoreFacts,
): Promise<void> {
  const audit = createAudit(clock);
  await inTransaction(db, async (trx) => {
    await audit(
      trx,
      { ...SYSTEM, name: accountOnHost() },
      { action: 'library.restore', entity: 'library', entityId: null, after: { ...facts, restoredWith: VERSION } },
    );
    await forgetFailures(trx, 'restore');
  });
}

/** Who runs this process, and where. */
function accountOnHost(): string {
  return `${accountName()}@${hostname()}`;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the number of an account need not have a name.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
