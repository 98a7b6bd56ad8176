/** The condition that the catalogue records of an item, whoever has it. */
export type ItemStatus = 'available' | 'not_for_loan' | 'damaged' | 'lost' | 'withdrawn' | 'claimed_returned';

/** Where an item stands, as readers and staff see it. */
export type ItemState =
  | 'available'
  | 'on_loan'
  | 'on_hold_shelf'
  | 'in_transit'
  | 'not_for_loan'
  | 'damaged'
  | 'lost'
  | 'withdrawn'
  | 'claimed_returned';

export interface ItemFacts {
  status: ItemStatus;
  hasOpenLoan: boolean;
  /** The status of the hold that has trapped this item, if one has. */
  trappedBy: 'in_transit' | 'ready' | null;
  isInTransit: boolean;
}

/** Derives the one state of an item from what is stored: its status, its open loan, its trapped hold, its journey. */
export function itemStateOf(facts: ItemFacts): ItemState {
  if (facts.status !== 'available') return facts.status;
  if (facts.hasOpenLoan) return 'on_loan';
  if (facts.trappedBy === 'ready') return 'on_hold_shelf';
  return facts.trappedBy === 'in_transit' || facts.isInTransit ? 'in_transit' : 'available';
}

/** What can happen to an item. */
export type ItemEvent =
  | 'lend'
  | 'renew'
  | 'shelve'
  | 'put_on_hold_shelf'
  | 'send'
  | 'claim_returned'
  | 'declare_lost'
  | 'mark_damaged'
  | 'set_aside'
  | 'withdraw';

/**
 * The state machine of an item: which event leads where from which state. An event that is missing is refused. Staff may
 * lend or shelve a lost, damaged or claimed item only by taking it back first (`shelve`), which is what a return does.
 */
export const ITEM_TRANSITIONS: Record<ItemState, Partial<Record<ItemEvent, ItemState>>> = {
  available: {
    lend: 'on_loan',
    shelve: 'available',
    put_on_hold_shelf: 'on_hold_shelf',
    send: 'in_transit',
    declare_lost: 'lost',
    mark_damaged: 'damaged',
    set_aside: 'not_for_loan',
    withdraw: 'withdrawn',
  },
  on_loan: {
    lend: 'on_loan',
    renew: 'on_loan',
    shelve: 'available',
    put_on_hold_shelf: 'on_hold_shelf',
    send: 'in_transit',
    claim_returned: 'claimed_returned',
    declare_lost: 'lost',
  },
  on_hold_shelf: {
    lend: 'on_loan',
    shelve: 'available',
    put_on_hold_shelf: 'on_hold_shelf',
    send: 'in_transit',
    declare_lost: 'lost',
    mark_damaged: 'damaged',
  },
  in_transit: {
    lend: 'on_loan',
    shelve: 'available',
    put_on_hold_shelf: 'on_hold_shelf',
    send: 'in_transit',
    declare_lost: 'lost',
    mark_damaged: 'damaged',
    withdraw: 'withdrawn',
  },
  not_for_loan: {
    shelve: 'available',
    send: 'in_transit',
    declare_lost: 'lost',
    mark_damaged: 'damaged',
    withdraw: 'withdrawn',
  },
  damaged: { shelve: 'available', declare_lost: 'lost', set_aside: 'not_for_loan', withdraw: 'withdrawn' },
  lost: { shelve: 'available', put_on_hold_shelf: 'on_hold_shelf', send: 'in_transit', withdraw: 'withdrawn' },
  withdrawn: { shelve: 'available' },
  claimed_returned: {
    shelve: 'available',
    put_on_hold_shelf: 'on_hold_shelf',
    send: 'in_transit',
    declare_lost: 'lost',
  },
};

/** The state after an event, or `null` when the event cannot happen there. */
export function nextItemState(state: ItemState, event: ItemEvent): ItemState | null {
  return ITEM_TRANSITIONS[state][event] ?? null;
}
