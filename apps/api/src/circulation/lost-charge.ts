import { Temporal } from 'temporal-polyfill';
import { step, type Step } from './explanation.ts';
import type { ItemStatus } from './item-state.ts';
import type { PolicyValues } from './policy-definitions.ts';

export interface LostCharge {
  /** Replacement price and fee together, in minor units. */
  amount: number;
  steps: Step[];
}

/** What a lost item costs the patron: the item's own price or the policy's, and the fee. */
export function computeLostCharge(values: PolicyValues, price: number | null): LostCharge {
  const replacement = values.isLostPriceCharged ? (price ?? values.replacementPrice ?? 0) : 0;
  const fee = values.lostFee;
  const amount = replacement + fee;
  return { amount, steps: [step('lost_charged', { price: replacement, fee, amount })] };
}

/** How much of a lost charge is forgiven when the item comes back: what is still owed of it, or nothing. */
export function forgivenOnReturn(values: PolicyValues, outstanding: number): number {
  return values.lostChargeOnReturn === 'forgive' ? Math.max(0, outstanding) : 0;
}

/** Whether an overdue loan has run so late that its item counts as lost. A claimed return never does. */
export function isLongOverdue(
  values: PolicyValues,
  loan: { dueAt: Temporal.Instant; itemStatus: ItemStatus },
  now: Temporal.Instant,
): boolean {
  if (values.lostAfter === null || loan.itemStatus !== 'available') return false;
  return Temporal.Instant.compare(loan.dueAt.add({ hours: 24 * values.lostAfter }), now) < 0;
}
