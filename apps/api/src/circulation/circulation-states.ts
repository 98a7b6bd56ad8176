/**
 * What happens to a copy: every action in every situation, with and without readers waiting, at its home branch, at the
 * branch where the hold is fetched, and at a third one. Written down as rules of its own, apart from the use cases, and held
 * against them cell by cell on a real database. It speaks of the ordinary library: holds on what stands on the shelf are
 * allowed, and what nobody waits for goes home.
 */

export const SITUATIONS = ['on_shelf', 'on_hold_shelf', 'on_loan', 'in_transit_for_pickup', 'in_transit_home'] as const;
export type Situation = (typeof SITUATIONS)[number];

export const ACTIONS = [
  'request',
  'recall',
  'validate',
  'checkout',
  'collect',
  'checkin',
  'extend',
  'cancel',
  'change_pickup',
] as const;
/**
 * `request`: another reader places a hold, to be fetched at the cell's branch. `recall`: the same where holds recall loans.
 * `validate`: staff confirm that they fetched the copy from its shelf for whom waits. `checkout`: a reader who has no hold
 * borrows it. `collect`: the reader for whom it is kept, else the first in the queue, borrows it. `cancel` and
 * `change_pickup` (to the cell's branch) act on that same reader's hold.
 */
export type Action = (typeof ACTIONS)[number];

export const PLACES = ['home', 'pickup', 'third'] as const;
/** `pickup` is where every hold of the table is to be fetched at first. */
export type Place = (typeof PLACES)[number];

export interface Cell {
  action: Action;
  situation: Situation;
  /** Whether a hold waits in the queue, beside one that has the copy already. */
  isWaitedFor: boolean;
  /** The branch of the desk, or the pickup branch that is asked for. */
  at: Place;
}

/** Where the copy is then, or where it is going. */
interface Whereabouts {
  situation: Situation;
  place: Place;
}

export type Outcome =
  /** It is done. `isRecalled`: the loan was shortened. */
  | ({ kind: 'done'; isRecalled?: true } & Whereabouts)
  /** It is refused with these codes, and nothing changes. */
  | { kind: 'refused'; codes: string[] }
  /** There is no loan or hold that it could be done to. */
  | { kind: 'nothing' };

/** Where a copy is before anything is done, or where it is going. */
export const BEGINNING: Record<Situation, Place> = {
  on_shelf: 'home',
  on_hold_shelf: 'pickup',
  on_loan: 'home',
  in_transit_for_pickup: 'pickup',
  in_transit_home: 'home',
};

const NOTHING: Outcome = { kind: 'nothing' };
const refused = (...codes: string[]): Outcome => ({ kind: 'refused', codes });
const done = (situation: Situation, place: Place): Outcome => ({ kind: 'done', situation, place });

/** Whether a hold has the copy already: it stands on the hold shelf, or is on its way there. */
function isKept(situation: Situation): boolean {
  return situation === 'on_hold_shelf' || situation === 'in_transit_for_pickup';
}

const RULES: Record<Action, (cell: Cell) => Outcome> = {
  request: ({ situation }) => done(situation, BEGINNING[situation]),
  recall: ({ situation }) =>
    situation === 'on_loan'
      ? { kind: 'done', situation, place: 'home', isRecalled: true }
      : done(situation, BEGINNING[situation]),
  validate: ({ situation, isWaitedFor, at }) => {
    if (situation !== 'on_shelf') return refused('item_not_on_shelf');
    return isWaitedFor ? broughtFor(at) : refused('nobody_waits');
  },
  checkout: ({ situation, isWaitedFor, at }) => {
    const codes: string[] = [];
    if (situation === 'on_loan') codes.push('on_loan_to_other');
    if (isWaitedFor || isKept(situation)) codes.push('on_hold_for_other');
    return codes.length > 0 ? refused(...codes) : done('on_loan', at);
  },
  collect: ({ situation, isWaitedFor, at }) => {
    if (!isWaitedFor && !isKept(situation)) return NOTHING;
    return situation === 'on_loan' ? refused('on_loan_to_other') : done('on_loan', at);
  },
  checkin: ({ situation, isWaitedFor, at }) => {
    if (isWaitedFor || isKept(situation)) return broughtFor(at);
    return at === 'home' ? done('on_shelf', 'home') : done('in_transit_home', 'home');
  },
  extend: ({ situation, isWaitedFor }) => {
    if (situation !== 'on_loan') return NOTHING;
    return isWaitedFor ? refused('on_hold') : done('on_loan', 'home');
  },
  cancel: ({ situation, isWaitedFor }) => {
    if (!isWaitedFor && !isKept(situation)) return NOTHING;
    if (isWaitedFor || !isKept(situation)) return done(situation, BEGINNING[situation]);
    // Left on the hold shelf until staff take it in hand, free for anyone; on its way, it turns for home.
    return situation === 'on_hold_shelf' ? done('on_shelf', 'pickup') : done('in_transit_home', 'home');
  },
  change_pickup: ({ situation, isWaitedFor, at }) => {
    if (situation === 'on_hold_shelf') return at === 'pickup' ? done(situation, at) : done('in_transit_for_pickup', at);
    if (situation === 'in_transit_for_pickup') return done(situation, at);
    return isWaitedFor ? done(situation, BEGINNING[situation]) : NOTHING;
  },
};

/** A copy in hand at a branch for a hold: on its hold shelf there, or on its way to where it is fetched. */
function broughtFor(at: Place): Outcome {
  return at === 'pickup' ? done('on_hold_shelf', 'pickup') : done('in_transit_for_pickup', 'pickup');
}

/** What an action does to a copy. Every cell has an outcome. */
export function outcomeOf(cell: Cell): Outcome {
  return RULES[cell.action](cell);
}

/** Every cell of the table. */
export const CELLS: readonly Cell[] = ACTIONS.flatMap((action) =>
  SITUATIONS.flatMap((situation) =>
    [false, true].flatMap((isWaitedFor) => PLACES.map((at) => ({ action, situation, isWaitedFor, at }))),
  ),
);
