import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWellFormed } from '../../test/explanation-shape.ts';
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
  type Expected = { outcome: string; hold?: 'ready' | 'in_transit'; to?: number; alerts?: string[] };
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
    [
      'lost and not on loan any more',
      { isOnLoan: false, item: { status: 'lost' } },
      { outcome: 'shelf', alerts: ['not_on_loan', 'lost_item_found'] },
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
    [
      'not for loan',
      { item: { status: 'not_for_loan' }, nextHold, branchId: THIRD },
      { outcome: 'set_aside', alerts: ['item_not_for_loan'] },
    ],
    [
      'withdrawn while it was on its way for a hold',
      { item: { status: 'withdrawn' }, trapped: sent, isOnLoan: false },
      { outcome: 'set_aside', alerts: ['not_on_loan', 'item_withdrawn'] },
    ],
    ['with an empty note', { item: { note: '' } }, { outcome: 'shelf' }],
    ['with a note', { item: { note: 'Two discs' } }, { outcome: 'shelf', alerts: ['item_note'] }],
  ];
  for (const [name, given, expected] of cases) {
    it(`${name}: ${expected.outcome}`, () => {
      const decision = decideReturn(situation(given));
      assert.equal(decision.outcome, expected.outcome);
      const isNewlyTrapped = given?.trapped === undefined;
      assert.deepEqual(decision.hold, expected.hold ? { holdId: 9, status: expected.hold, isNewlyTrapped } : null);
      const isSetAside = expected.outcome === 'set_aside';
      assert.equal(decision.item.status, isSetAside ? given?.item?.status : 'available');
      assert.equal(decision.item.transitToBranchId, expected.to ?? null);
      assert.deepEqual(
        decision.alerts.map(({ code }) => code),
        expected.alerts ?? [],
      );
    });
  }
});

describe('the explanation of a return (rule 3)', () => {
  const begin = { code: 'return_at_branch', params: { branchId: HOME } };
  const elsewhere = { ...begin, params: { branchId: THIRD } };
  const cases: [string, Parameters<typeof situation>[0], object[]][] = [
    ['at home', {}, [begin, { code: 'return_shelved', params: { branchId: HOME } }]],
    [
      'at home where items float',
      { returnedItemGoes: 'floats' },
      [begin, { code: 'return_shelved', params: { branchId: HOME } }],
    ],
    ['home from elsewhere', { branchId: THIRD }, [elsewhere, { code: 'return_sent_home', params: { branchId: HOME } }]],
    [
      'floating',
      { branchId: THIRD, returnedItemGoes: 'floats' },
      [elsewhere, { code: 'return_floated', params: { branchId: THIRD } }],
    ],
    [
      'set aside, with what was noticed',
      { item: { status: 'damaged', note: 'Torn' } },
      [
        begin,
        { code: 'found', params: { code: 'item_damaged', severity: 'alert' } },
        { code: 'found', params: { note: 'Torn', code: 'item_note', severity: 'alert' } },
        { code: 'return_set_aside', params: { status: 'damaged' } },
      ],
    ],
    [
      'for the first in the queue, elsewhere',
      { nextHold },
      [
        begin,
        { code: 'return_trapped', params: { holdId: 9 } },
        { code: 'return_hold_sent', params: { branchId: PICKUP } },
      ],
    ],
    [
      'for a reader who fetches it here, before others',
      { nextHold: { holdId: 9, pickupBranchId: HOME }, isBeforeItsTurn: true },
      [
        begin,
        { code: 'return_local_first', params: { branchId: HOME } },
        { code: 'return_trapped', params: { holdId: 9 } },
        { code: 'return_hold_ready', params: { branchId: HOME } },
      ],
    ],
    [
      'for whom it was on its way already',
      { branchId: PICKUP, trapped: sent, isBeforeItsTurn: true },
      [
        { ...begin, params: { branchId: PICKUP } },
        { code: 'return_already_trapped', params: { holdId: 9 } },
        { code: 'return_hold_ready', params: { branchId: PICKUP } },
      ],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => {
      const { steps } = decideReturn(situation(given));
      assert.deepEqual(steps, expected);
      assertWellFormed(steps);
    });
  }
});
