import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ITEM_TRANSITIONS,
  itemStateOf,
  nextItemState,
  type ItemEvent,
  type ItemFacts,
  type ItemState,
} from './item-state.ts';

describe('the state of an item', () => {
  const cases: [Partial<ItemFacts>, ItemState][] = [
    [{}, 'available'],
    [{ hasOpenLoan: true }, 'on_loan'],
    [{ trappedBy: 'ready' }, 'on_hold_shelf'],
    [{ trappedBy: 'in_transit', isInTransit: true }, 'in_transit'],
    [{ trappedBy: 'in_transit' }, 'in_transit'],
    [{ isInTransit: true }, 'in_transit'],
    [{ hasOpenLoan: true, isInTransit: true }, 'on_loan'],
    [{ trappedBy: 'ready', isInTransit: true }, 'on_hold_shelf'],
    [{ status: 'lost', hasOpenLoan: true }, 'lost'],
    [{ status: 'claimed_returned', hasOpenLoan: true }, 'claimed_returned'],
    [{ status: 'damaged' }, 'damaged'],
    [{ status: 'withdrawn', isInTransit: true }, 'withdrawn'],
  ];
  for (const [facts, expected] of cases) {
    it(`${JSON.stringify(facts)}: ${expected}`, () => {
      assert.equal(
        itemStateOf({ status: 'available', hasOpenLoan: false, trappedBy: null, isInTransit: false, ...facts }),
        expected,
      );
    });
  }
});

describe('the state machine', () => {
  const events: ItemEvent[] = [
    'lend',
    'renew',
    'shelve',
    'put_on_hold_shelf',
    'send',
    'claim_returned',
    'declare_lost',
    'mark_damaged',
    'set_aside',
    'withdraw',
  ];
  /** What each event leads to, in the order above; `-` is a refusal. */
  const table: Record<ItemState, string> = {
    available: 'on_loan - available on_hold_shelf in_transit - lost damaged not_for_loan withdrawn',
    on_loan: 'on_loan on_loan available on_hold_shelf in_transit claimed_returned lost - - -',
    on_hold_shelf: 'on_loan - available on_hold_shelf in_transit - lost damaged - -',
    in_transit: 'on_loan - available on_hold_shelf in_transit - lost damaged - withdrawn',
    not_for_loan: '- - available - in_transit - lost damaged - withdrawn',
    damaged: '- - available - - - lost - not_for_loan withdrawn',
    lost: '- - available on_hold_shelf in_transit - - - - withdrawn',
    withdrawn: '- - available - - - - - - -',
    claimed_returned: '- - available on_hold_shelf in_transit - lost - - -',
  };
  for (const [state, row] of Object.entries(table) as [ItemState, string][]) {
    it(`from ${state}`, () => assert.equal(events.map((event) => nextItemState(state, event) ?? '-').join(' '), row));
  }

  it('leads back to the shelf from every state', () => {
    for (const state of Object.keys(ITEM_TRANSITIONS) as ItemState[])
      assert.equal(nextItemState(state, 'shelve'), 'available');
  });
});
