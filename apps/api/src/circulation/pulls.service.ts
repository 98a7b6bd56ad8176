import type { Actor } from '../platform/auth/actor.ts';
import { dayIn } from '../platform/clock.ts';
import { inTransaction, isUniqueViolation } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { deskOf, type CirculationContext } from './circulation-context.ts';
import { listEligibleHolds } from './hold-queue.service.ts';
import { findHoldTrapping } from './holds.queries.ts';
import { itemStateOf } from './item-state.ts';
import { readRules } from './library-rules.queries.ts';
import type { PullInput, ReturnAnswer } from './loans.schema.ts';
import { returnItemWithin, takeCopyInHand } from './returns.service.ts';

/**
 * Confirms that a copy was fetched from the shelf for the first reader who waits for it: it goes to the hold shelf or on its
 * way. What a return of it would do too, but refused when there is nothing to fetch it for.
 *
 * @throws Problem `barcode_unknown`, `item_not_on_shelf`, `nobody_waits`, `branch_required`, `branch_unknown`, `conflict`.
 */
export async function pullItem(context: CirculationContext, actor: Actor, input: PullInput): Promise<ReturnAnswer> {
  try {
    return await inTransaction(context.db, async (trx) => {
      const facts = await takeCopyInHand(trx, input.barcode);
      if (facts === undefined) throw problem('barcode_unknown', { barcode: input.barcode });
      const { item, loan } = facts;
      const trapping = facts.isTrapped ? await findHoldTrapping(trx, item.id) : undefined;
      const state = itemStateOf({
        status: item.status,
        hasOpenLoan: loan !== undefined,
        trappedBy: trapping === undefined ? null : trapping.status === 'ready' ? 'ready' : 'in_transit',
        isInTransit: item.transitToBranchId !== null,
      });
      if (state !== 'available') throw problem('item_not_on_shelf', { state });
      const rules = await readRules(trx, facts.revision);
      const { branchId, calendar } = deskOf(rules, actor, input.branchId);
      const at = { today: dayIn(context.clock(), calendar.timeZone), branchId };
      const waiting = await listEligibleHolds(trx, rules, item, at);
      if (waiting.length === 0) throw problem('nobody_waits');
      return returnItemWithin(context, trx, actor, { input, facts });
    });
  } catch (error) {
    // Two desks fetched the same copy, or trapped for the same hold: the schema let one through.
    if (isUniqueViolation(error)) throw problem('conflict');
    throw error;
  }
}
