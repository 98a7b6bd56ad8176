import { lockAccount } from '../accounts/accounts.queries.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import * as queries from './erasure.queries.ts';
import { findPatron } from './patrons.queries.ts';
import type { Erasure } from './patrons.schema.ts';

/**
 * Erases a reader for good. Past loans and holds stay without a name, and so do settled account lines.
 *
 * @param requireCurrent holds the erasure to the version that was read.
 * @throws Problem `not_found`, `patron_has_loans`, `patron_has_holds`, `patron_has_balance`.
 */
export function erasePatron(
  { db, clock, audit }: Pick<AppContext, 'db' | 'clock' | 'audit'>,
  actor: Actor,
  patronId: number,
  requireCurrent: (version: number) => void,
): Promise<Erasure> {
  return inTransaction(db, async (trx) => {
    await lockAccount(trx, patronId);
    const patron = await findPatron(trx, patronId);
    if (patron === undefined) throw problem('not_found');
    requireCurrent(patron.version);
    const { loans, holds, lines, balance } = await queries.readObstacles(trx, patronId);
    if (loans > 0) throw problem('patron_has_loans', { loans });
    if (holds > 0) throw problem('patron_has_holds', { holds });
    if (balance !== 0) throw problem('patron_has_balance', { balance });

    const erasedAt = toTimestamp(clock());
    const detached = await queries.detachHistory(trx, patronId);
    if (lines === 0) {
      await queries.deletePatron(trx, patronId);
    } else {
      await queries.clearLineNotes(trx, patronId);
      await queries.emptyPatron(trx, patronId, erasedAt);
    }
    await queries.scrubAuditLog(trx, patronId);
    const erasure = { patronId, erasedAt, ...detached, accountLines: lines };
    await audit(trx, actor, { action: 'patron.erase', entity: 'patron', entityId: patronId, after: erasure });
    return erasure;
  });
}
