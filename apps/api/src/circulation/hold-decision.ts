import { isOverDebtLimit, isRestricted } from './checkout-decision.ts';
import { isAskedFor } from './hold-queue.ts';
import { found, impossible, step, type Reason, type Step } from './explanation.ts';

/** A copy of the wanted record, with the policy values that govern it for this patron. */
export interface HoldableCopy {
  itemId: number;
  volume: string | null;
  /** Whether it circulates at all: not withdrawn, lost, kept for reading in. */
  canCirculate: boolean;
  /** Whether it stands on a shelf, free for anyone to take. */
  isOnShelf: boolean;
  isHoldAllowed: boolean;
  onShelfHolds: 'allowed' | 'none_available' | 'never';
}

export interface HoldCase {
  today: string;
  patron: { expiresOn: string; restrictedUntil: string | null; balance: number };
  /** The item that is asked for, or the volume; both `null` for any copy. */
  itemId: number | null;
  volume: string | null;
  copies: readonly HoldableCopy[];
  isPickupLocation: boolean;
  /** The record, or the volume where one is asked for. */
  hasThisOnLoan: boolean;
  isAlreadyHeld: boolean;
  holdsOfPatron: number;
  holdsOfPatronOnThis: number;
  limits: { maxDebt: number | null; maxHolds: number | null; maxHoldsPerRecord: number | null };
}

/** Decides whether a patron may place a hold. Lists every reason against it. */
export function decideHold(situation: HoldCase): { reasons: Reason[]; steps: Step[] } {
  const reasons = [...patronReasons(situation), ...copyReasons(situation)];
  if (!situation.isPickupLocation) reasons.push(impossible('not_a_pickup_location'));
  const { today, copies } = situation;
  const onShelf = copies.filter((copy) => copy.canCirculate && copy.isOnShelf).length;
  return { reasons, steps: [step('hold_checked', { today, copies: copies.length, onShelf }), ...reasons.map(found)] };
}

function patronReasons(situation: HoldCase): Reason[] {
  const { patron, today, limits } = situation;
  const reasons: Reason[] = [];
  if (patron.expiresOn < today) reasons.push(impossible('card_expired', { expiresOn: patron.expiresOn }));
  if (isRestricted(patron.restrictedUntil, today)) {
    reasons.push(impossible('patron_restricted', { until: patron.restrictedUntil }));
  }
  if (isOverDebtLimit(patron.balance, limits.maxDebt)) {
    reasons.push(impossible('debt_over_limit', { balance: patron.balance, limit: limits.maxDebt }));
  }
  if (situation.isAlreadyHeld) reasons.push(impossible('already_on_hold'));
  else if (limits.maxHoldsPerRecord !== null && situation.holdsOfPatronOnThis >= limits.maxHoldsPerRecord) {
    reasons.push(impossible('too_many_holds_on_record', { limit: limits.maxHoldsPerRecord }));
  }
  if (situation.hasThisOnLoan) reasons.push(impossible('already_on_loan'));
  if (limits.maxHolds !== null && situation.holdsOfPatron >= limits.maxHolds) {
    reasons.push(impossible('too_many_holds', { count: situation.holdsOfPatron, limit: limits.maxHolds }));
  }
  return reasons;
}

function copyReasons({ itemId, volume, copies }: HoldCase): Reason[] {
  const isWanted = ({ itemId: id, volume: of }: HoldableCopy) => isAskedFor({ itemId, volume }, { id, volume: of });
  const wanted = copies.filter((copy) => copy.canCirculate && isWanted(copy));
  if (wanted.length === 0) return [impossible('no_copies')];
  const permitted = wanted.filter(({ isHoldAllowed }) => isHoldAllowed);
  if (permitted.length === 0) return [impossible('hold_not_allowed')];
  // Another volume on the shelf is no help to who wants this one.
  const part = itemId === null ? volume : wanted[0]!.volume;
  const onShelf = copies.filter(
    (copy) => copy.canCirculate && copy.isOnShelf && (part === null || copy.volume === part),
  );
  if (permitted.some((copy) => canBeAskedFor(copy, onShelf.length))) return [];
  return [impossible('copies_on_shelf', { available: onShelf.length })];
}

/**
 * Whether a copy may be asked for although copies stand on the shelf: always; only while no copy of the record does; or
 * only a copy that is out itself.
 */
function canBeAskedFor(copy: HoldableCopy, copiesOnShelf: number): boolean {
  if (copy.onShelfHolds === 'allowed') return true;
  return copy.onShelfHolds === 'none_available' ? copiesOnShelf === 0 : !copy.isOnShelf;
}
