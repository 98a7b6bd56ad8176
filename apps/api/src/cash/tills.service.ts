import { Temporal } from 'temporal-polyfill';
import { findBranch } from '../branches/branches.queries.ts';
import { dayIn } from '../platform/clock.ts';
import type { Trx } from '../platform/database/database.ts';
import { problem } from '../platform/errors.ts';
import { findLastClosedDay, lockReceipts } from './tills.queries.ts';

/** Where and when money is booked: the branch, the year of its receipt's number, and the day of cash that it counts for. */
export interface Till {
  branchId: number;
  year: number;
  /** The present day at the branch, or the next one when this was counted and closed already. */
  bookedOn: string;
}

/**
 * Opens a branch's till for the rest of the transaction: nobody else books money or closes a day until it ends.
 *
 * @throws Problem `branch_unknown`.
 */
export async function openTill(trx: Trx, branchId: number, now: Temporal.Instant): Promise<Till> {
  const branch = await findBranch(trx, branchId);
  if (branch === undefined) throw problem('branch_unknown', { branchId });
  const today = dayIn(now, branch.timeZone);
  const { year } = Temporal.PlainDate.from(today);
  await lockReceipts(trx, year);
  const closed = await findLastClosedDay(trx, branchId, today);
  const bookedOn = closed === undefined ? today : Temporal.PlainDate.from(closed).add({ days: 1 }).toString();
  return { branchId, year, bookedOn };
}
