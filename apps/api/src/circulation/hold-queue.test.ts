import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { decideHold, type HoldableCopy, type HoldCase } from './hold-decision.ts';
import {
  eligibleHolds,
  holdInTheWay,
  insertAt,
  localFirst,
  loanPeriodUnderDemand,
  pickupUntil,
  renumber,
  reorder,
  without,
  type WaitingHold,
} from './hold-queue.ts';

function hold(id: number, overrides: Partial<WaitingHold> = {}): WaitingHold {
  const base = {
    patronId: id * 10,
    itemId: null,
    volume: null,
    pickupBranchId: 1,
    isSuspended: false,
    suspendedUntil: null,
  };
  const days = { startsOn: null, expiresOn: null };
  return { id, position: id, ...base, ...days, ...overrides };
}
const places = (queue: readonly WaitingHold[]) => queue.map(({ id, position }) => `${position}:${id}`).join(' ');

describe('the queue (rule 22)', () => {
  const queue = [hold(1), hold(2), hold(3)];
  it('renumbers when a hold leaves', () => assert.equal(places(without(queue, 2)), '1:1 2:3'));
  it('takes a hold back at its old place', () =>
    assert.equal(places(insertAt([hold(1), hold(3, { position: 2 })], hold(2), 2)), '1:1 2:2 3:3'));
  it('puts a hold at the end when its place lies beyond', () =>
    assert.equal(places(insertAt(queue, hold(4), 99)), '1:1 2:2 3:3 4:4'));

  it('is numbered 1..n after whatever happens to it', () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('leave' as const), id: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        kind: fc.constant('enter' as const),
        id: fc.integer({ min: 1, max: 12 }),
        at: fc.integer({ min: -3, max: 20 }),
      }),
      fc.record({ kind: fc.constant('shuffle' as const) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        let current: WaitingHold[] = [];
        for (const each of operations) {
          if (each.kind === 'leave') current = without(current, each.id);
          else if (each.kind === 'enter') current = insertAt(current, hold(each.id), each.at);
          else current = reorder(current, current.map(({ id }) => id).reverse())!;
          assert.deepEqual(
            current.map(({ position }) => position),
            current.map((_, index) => index + 1),
          );
          assert.deepEqual(renumber(current), current);
        }
      }),
    );
  });
});

describe('who may have an item (rules 22 and 24)', () => {
  const today = '2026-11-24';
  const cases: [string, WaitingHold[], number[]][] = [
    ['in priority order', [hold(2), hold(1), hold(3)], [1, 2, 3]],
    ['a hold on another item is passed over', [hold(1, { itemId: 78 }), hold(2)], [2]],
    ['a hold on this item', [hold(1, { itemId: 77 })], [1]],
    ['a hold on another volume is passed over', [hold(1, { volume: 'T. 1' }), hold(2)], [2]],
    ['a hold on this volume', [hold(1, { volume: 'T. 2' })], [1]],
    ['suspended without end', [hold(1, { isSuspended: true }), hold(2)], [2]],
    ['suspended until today', [hold(1, { isSuspended: true, suspendedUntil: today }), hold(2)], [2]],
    ['begins tomorrow', [hold(1, { startsOn: '2026-11-25' }), hold(2)], [2]],
    ['begins today', [hold(1, { startsOn: today }), hold(2)], [1, 2]],
    ['waits until yesterday', [hold(1, { expiresOn: '2026-11-23' }), hold(2)], [2]],
    ['waits until today', [hold(1, { expiresOn: today }), hold(2)], [1, 2]],
    ['suspended until yesterday', [hold(1, { isSuspended: true, suspendedUntil: '2026-11-23' }), hold(2)], [1, 2]],
  ];
  for (const [name, queue, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        eligibleHolds(queue, { id: 77, volume: 'T. 2' }, today, () => true).map(({ id }) => id),
        expected,
      ),
    );
  }
  it('a hold that the policy does not permit is passed over', () => {
    const item = { id: 77, volume: null };
    const eligible = eligibleHolds([hold(1), hold(2)], item, today, ({ patronId }) => patronId !== 10);
    assert.deepEqual(
      eligible.map(({ id }) => id),
      [2],
    );
  });
});

describe('local priority (rule 22)', () => {
  it('puts those fetched at the branch first and keeps the order otherwise', () => {
    const queue = [hold(1, { pickupBranchId: 2 }), hold(2), hold(3, { pickupBranchId: 2 }), hold(4)];
    assert.deepEqual(
      localFirst(queue, 1).map(({ id }) => id),
      [2, 4, 1, 3],
    );
    assert.deepEqual(localFirst(queue, 9), queue);
  });
});

describe('a hold in the way of a checkout', () => {
  const queue = [hold(1), hold(2)];
  const cases: [string, WaitingHold[], number, number, number | null][] = [
    ['nobody waits', [], 99, 0, null],
    ['somebody waits', queue, 99, 0, 1],
    ['the patron is first', queue, 10, 0, null],
    ['the patron is second', queue, 20, 0, 1],
    ['the patron is second and another copy stands there', queue, 20, 1, null],
    ['other copies are enough', queue, 99, 2, null],
    ['other copies are not enough', queue, 99, 1, 1],
    ['this very copy is asked for', [hold(1), hold(2, { itemId: 77 })], 99, 5, 2],
  ];
  for (const [name, eligible, patronId, copies, expected] of cases) {
    it(name, () => assert.equal(holdInTheWay(eligible, patronId, 77, copies)?.id ?? null, expected));
  }
});

describe('a new order (rule 24)', () => {
  const queue = [hold(1), hold(2), hold(3)];
  const cases: [string, number[], string | null][] = [
    ['of the whole list', [3, 1, 2], '1:3 2:1 3:2'],
    ['of a part', [3, 1], null],
    ['with a hold twice', [3, 1, 1], null],
    ['with a hold that does not wait', [3, 1, 9], null],
  ];
  for (const [name, order, expected] of cases) {
    it(`${name}: ${expected ?? 'refused'}`, () => {
      const reordered = reorder(queue, order);
      assert.equal(reordered === null ? null : places(reordered), expected);
    });
  }
});

it('a ready hold is kept for so many open days (rule 23)', () => {
  const hours = [2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' }));
  const calendar = {
    timeZone: 'Europe/Paris',
    hours,
    closures: [{ firstDay: '2026-11-25', lastDay: '2026-11-25', isYearly: false }],
  };
  assert.equal(pickupUntil(Temporal.PlainDate.from('2026-11-24'), 7, calendar), '2026-12-04');
});

describe('placing a hold (rules 22 and 24)', () => {
  const copy = (overrides: Partial<HoldableCopy> = {}): HoldableCopy => ({
    itemId: 1,
    volume: null,
    canCirculate: true,
    isOnShelf: false,
    isHoldAllowed: true,
    onShelfHolds: 'allowed',
    ...overrides,
  });
  const situation = (overrides: Partial<HoldCase> = {}): HoldCase => ({
    today: '2026-11-24',
    patron: { expiresOn: '2027-01-01', restrictedUntil: null, balance: 0 },
    itemId: null,
    volume: null,
    copies: [copy()],
    isPickupLocation: true,
    hasThisOnLoan: false,
    isAlreadyHeld: false,
    holdsOfPatron: 0,
    holdsOfPatronOnThis: 0,
    limits: { maxDebt: 1000, maxHolds: 10, maxHoldsPerRecord: 1 },
    ...overrides,
  });
  const out = copy({ itemId: 2 });
  const volumes = (onShelfHolds: HoldableCopy['onShelfHolds']) => [
    copy({ volume: 'T. 1', isOnShelf: true, onShelfHolds }),
    copy({ itemId: 2, volume: 'T. 2', onShelfHolds }),
  ];
  const cases: [string, Partial<HoldCase>, string[]][] = [
    ['nothing against it', {}, []],
    ['a copy on the shelf, allowed', { copies: [copy({ isOnShelf: true })] }, []],
    [
      'a copy on the shelf, only when none is',
      {
        copies: [copy({ isOnShelf: true, onShelfHolds: 'none_available' }), { ...out, onShelfHolds: 'none_available' }],
      },
      ['copies_on_shelf'],
    ],
    ['no copy on the shelf, only when none is', { copies: [{ ...out, onShelfHolds: 'none_available' }] }, []],
    [
      'a copy on the shelf, never, but another is out',
      { copies: [copy({ isOnShelf: true, onShelfHolds: 'never' }), { ...out, onShelfHolds: 'never' }] },
      [],
    ],
    ['all on the shelf, never', { copies: [copy({ isOnShelf: true, onShelfHolds: 'never' })] }, ['copies_on_shelf']],
    ['no copies', { copies: [] }, ['no_copies']],
    ['only copies that do not circulate', { copies: [copy({ canCirculate: false })] }, ['no_copies']],
    ['an item of another record', { itemId: 5 }, ['no_copies']],
    ['a volume that there is', { volume: 'T. 2', copies: [copy({ volume: 'T. 2' })] }, []],
    ['a volume that there is not', { volume: 'T. 3', copies: [copy({ volume: 'T. 2' })] }, ['no_copies']],
    ['a volume while another stands on the shelf', { volume: 'T. 2', copies: volumes('none_available') }, []],
    ['an item of such a volume', { itemId: 2, copies: volumes('none_available') }, []],
    ['any volume while one stands on the shelf', { copies: volumes('none_available') }, ['copies_on_shelf']],
    ['holds not allowed', { copies: [copy({ isHoldAllowed: false })] }, ['hold_not_allowed']],
    ['one of two copies permits it', { copies: [copy({ isHoldAllowed: false }), out] }, []],
    ['twice', { isAlreadyHeld: true, holdsOfPatronOnThis: 1 }, ['already_on_hold']],
    ['too many on the record', { holdsOfPatronOnThis: 1 }, ['too_many_holds_on_record']],
    ['too many', { holdsOfPatron: 10 }, ['too_many_holds']],
    ['without limits', { holdsOfPatron: 99, limits: { maxDebt: null, maxHolds: null, maxHoldsPerRecord: null } }, []],
    ['on loan to the patron', { hasThisOnLoan: true }, ['already_on_loan']],
    ['not a pickup location', { isPickupLocation: false }, ['not_a_pickup_location']],
    [
      'card expired, suspended, in debt: all listed',
      { patron: { expiresOn: '2026-01-01', restrictedUntil: '2026-12-01', balance: 1001 } },
      ['card_expired', 'patron_restricted', 'debt_over_limit'],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        decideHold(situation(given)).reasons.map(({ code }) => code),
        expected,
      ),
    );
  }
});

describe('high demand (rule 26)', () => {
  const values = { loanPeriod: 21, highDemandHolds: 2, highDemandLoanPeriod: 7 };
  it('shortens above the threshold', () => assert.equal(loanPeriodUnderDemand(values, 3).period, 7));
  it('does not at the threshold', () => assert.equal(loanPeriodUnderDemand(values, 2).period, 21));
  it('never lengthens', () => assert.equal(loanPeriodUnderDemand({ ...values, loanPeriod: 3 }, 9).period, 3));
  it('is off without a threshold', () =>
    assert.equal(loanPeriodUnderDemand({ ...values, highDemandHolds: null }, 9).period, 21));
});
