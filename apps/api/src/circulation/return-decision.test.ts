import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideReturn, type ReturnCase } from './return-decision.ts';

const HOME = 1;
const PICKUP = 2;
const THIRD = 3;

function situation({
  item,
  ...rest
}: Omit<Partial<ReturnCase>, 'item'> & { item?: Partial<ReturnCase['item']> } = {}): ReturnCase {
  return {
    branchId: HOME,
    item: { status: 'available', homeBranchId: HOME, note: null, isInTransit: false, ...item },
    isOnLoan: true,
    trapped: null,
    nextHold: null,
    isBeforeItsTurn: false,
    returnedItemGoes: 'home',
    ...rest,
  };
}

const nextHold = { holdId: 9, pickupBranchId: PICKUP };
const sent = { holdId: 9, status: 'in_transit' as const, pickupBranchId: PICKUP };
const ready = { holdId: 9, status: 'ready' as const, pickupBranchId: PICKUP };

describe('deciding a return (rules 16 and 18)', () => {
  type Expected = { outcome: string; hold?: string; to?: number; alerts?: string[] };
  const cases: [string, Parameters<typeof situation>[0], Expected][] = [
    ['at home', {}, { outcome: 'shelf' }],
    ['elsewhere, goes home', { branchId: THIRD }, { outcome: 'transit', to: HOME }],
    ['elsewhere, floats', { branchId: THIRD, returnedItemGoes: 'floats' }, { outcome: 'shelf' }],
    ['hold, at its pickup branch', { branchId: PICKUP, nextHold }, { outcome: 'hold_shelf', hold: 'ready' }],
    ['hold, at home', { nextHold }, { outcome: 'transit', hold: 'in_transit', to: PICKUP }],
    ['hold before home', { branchId: THIRD, nextHold }, { outcome: 'transit', hold: 'in_transit', to: PICKUP }],
    [
      'hold before floating',
      { branchId: THIRD, nextHold, returnedItemGoes: 'floats' },
      { outcome: 'transit', hold: 'in_transit', to: PICKUP },
    ],
    ['not on loan', { isOnLoan: false }, { outcome: 'not_on_loan', alerts: ['not_on_loan'] }],
    [
      'not on loan, elsewhere',
      { isOnLoan: false, branchId: THIRD },
      { outcome: 'transit', to: HOME, alerts: ['not_on_loan'] },
    ],
    [
      'not on loan, a hold waits',
      { isOnLoan: false, branchId: PICKUP, nextHold },
      { outcome: 'hold_shelf', hold: 'ready', alerts: ['not_on_loan'] },
    ],
    ['arrived home', { isOnLoan: false, item: { isInTransit: true } }, { outcome: 'shelf', alerts: ['not_on_loan'] }],
    [
      'arrived for pickup',
      { isOnLoan: false, branchId: PICKUP, trapped: sent, item: { isInTransit: true } },
      { outcome: 'hold_shelf', hold: 'ready', alerts: ['not_on_loan'] },
    ],
    [
      'on the way for pickup, scanned at a third branch',
      { isOnLoan: false, branchId: THIRD, trapped: sent },
      { outcome: 'transit', hold: 'in_transit', to: PICKUP, alerts: ['not_on_loan'] },
    ],
    [
      'on the hold shelf, scanned again',
      { isOnLoan: false, branchId: PICKUP, trapped: ready, nextHold: { holdId: 10, pickupBranchId: PICKUP } },
      { outcome: 'hold_shelf', hold: 'ready', alerts: ['not_on_loan'] },
    ],
    [
      'on the hold shelf, carried home',
      { isOnLoan: false, trapped: ready },
      { outcome: 'transit', hold: 'in_transit', to: PICKUP, alerts: ['not_on_loan'] },
    ],
    ['lost', { item: { status: 'lost' } }, { outcome: 'shelf', alerts: ['lost_item_found'] }],
    [
      'lost, a hold waits',
      { item: { status: 'lost' }, nextHold, branchId: PICKUP },
      { outcome: 'hold_shelf', hold: 'ready', alerts: ['lost_item_found'] },
    ],
    [
      'claimed returned',
      { item: { status: 'claimed_returned' } },
      { outcome: 'shelf', alerts: ['claimed_item_found'] },
    ],
    ['damaged', { item: { status: 'damaged' }, nextHold }, { outcome: 'set_aside', alerts: ['item_damaged'] }],
    [
      'withdrawn',
      { item: { status: 'withdrawn' }, isOnLoan: false },
      { outcome: 'set_aside', alerts: ['not_on_loan', 'item_withdrawn'] },
    ],
    ['with a note', { item: { note: 'Two discs' } }, { outcome: 'shelf', alerts: ['item_note'] }],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected.outcome}`, () => {
      const decision = decideReturn(situation(given));
      assert.equal(decision.outcome, expected.outcome);
      assert.equal(decision.hold?.status, expected.hold);
      assert.equal(decision.item.transitToBranchId, expected.to ?? null);
      assert.deepEqual(
        decision.alerts.map(({ code }) => code),
        expected.alerts ?? [],
      );
    });
  }

  it('makes a lost item available again and leaves a damaged one damaged', () => {
    assert.equal(decideReturn(situation({ item: { status: 'lost' } })).item.status, 'available');
    assert.equal(decideReturn(situation({ item: { status: 'damaged' } })).item.status, 'damaged');
  });
});
