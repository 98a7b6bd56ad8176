import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { decideReturn } from './return-decision.ts';
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

  it('is in the order of arrival where positions are equal', () =>
    assert.equal(
      places(renumber([hold(3, { position: 5 }), hold(2, { position: 5 }), hold(4, { position: 1 })])),
      '1:4 2:2 3:3',
    ));

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

  it('is never one who may not, and none before the first of the others (rule 18)', () => {
    const dayOf = fc.option(fc.integer({ min: 20, max: 28 }).map((day) => `2026-11-${day}`));
    const waiting = fc.record({
      volume: fc.constantFrom(null, 'T. 1', 'T. 2'),
      patronId: fc.integer({ min: 1, max: 5 }),
      itemId: fc.constantFrom(null, null, 77, 78),
      pickupBranchId: fc.integer({ min: 1, max: 3 }),
      isSuspended: fc.boolean(),
      suspendedUntil: dayOf,
      startsOn: dayOf,
      expiresOn: dayOf,
    });
    const queues = fc.array(waiting, { maxLength: 8 }).map((rows) => rows.map((row, index) => hold(index + 1, row)));
    fc.assert(
      fc.property(queues, fc.uniqueArray(fc.integer({ min: 1, max: 5 })), fc.boolean(), (queue, permitted, isLocal) => {
        const isPermitted = ({ patronId }: WaitingHold) => permitted.includes(patronId!);
        const mayHave = (each: WaitingHold) => {
          if (!isPermitted(each) || each.itemId === 78) return false;
          if (each.itemId === null && each.volume === 'T. 1') return false;
          if (each.startsOn !== null && each.startsOn > today) return false;
          if (each.expiresOn !== null && each.expiresOn < today) return false;
          return !each.isSuspended || (each.suspendedUntil !== null && each.suspendedUntil < today);
        };
        const eligible = eligibleHolds(queue, { id: 77, volume: 'T. 2' }, today, isPermitted);
        assert.deepEqual(eligible, queue.filter(mayHave));
        const [first] = isLocal ? localFirst(eligible, 1) : eligible;
        const { hold: trapped } = decideReturn({
          branchId: 1,
          item: { status: 'available', homeBranchId: 1, note: null, isInTransit: false },
          isOnLoan: true,
          trapped: null,
          nextHold: first === undefined ? null : { holdId: first.id, pickupBranchId: first.pickupBranchId },
          isBeforeItsTurn: false,
          returnedItemGoes: 'home',
        });
        const served = queue.find(({ id }) => id === trapped?.holdId);
        assert.equal(served === undefined, !queue.some(mayHave));
        if (served === undefined) return;
        assert.ok(mayHave(served));
        const overtaken = queue.filter((each) => each.position < served.position && mayHave(each));
        assert.ok(overtaken.every((each) => isLocal && served.pickupBranchId === 1 && each.pickupBranchId !== 1));
      }),
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
  const cases: [string, WaitingHold[], number, number[], number | null][] = [
    ['nobody waits', [], 99, [], null],
    ['somebody waits', queue, 99, [], 1],
    ['the patron is first', queue, 10, [], null],
    ['the patron is second', queue, 20, [], 1],
    ['the patron is second and another copy is for the first', queue, 20, [1], null],
    ['the patron is second and another copy is for the patron', queue, 20, [2], 1],
    ['other copies are for all', queue, 99, [1, 2], null],
    ['another copy is for the first alone', queue, 99, [1], 2],
    ['this very copy is asked for', [hold(1), hold(2, { itemId: 77 })], 99, [1], 2],
    ['this very copy is asked for before another', [hold(1), hold(2, { itemId: 77 })], 99, [], 2],
  ];
  for (const [name, eligible, patronId, filled, expected] of cases) {
    it(name, () => assert.equal(holdInTheWay(eligible, patronId, 77, new Set(filled))?.id ?? null, expected));
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
    exceptions: [],
  };
  assert.equal(pickupUntil(Temporal.PlainDate.from('2026-11-24'), 7, calendar), '2026-12-04');
});

describe('high demand (rule 26)', () => {
  const values = { loanPeriod: 21, highDemandHolds: 2, highDemandLoanPeriod: 7 };
  const cases: [string, Partial<Parameters<typeof loanPeriodUnderDemand>[0]>, number, number, boolean][] = [
    ['shortens above the threshold', {}, 3, 7, true],
    ['does not at the threshold', {}, 2, 21, false],
    ['from the first hold where the threshold is none', { highDemandHolds: 0 }, 1, 7, true],
    ['never lengthens', { loanPeriod: 3 }, 9, 3, false],
    ['changes nothing where it is as long', { loanPeriod: 7 }, 9, 7, false],
    ['may leave no day at all', { highDemandLoanPeriod: 0 }, 9, 0, true],
    ['is off without a threshold', { highDemandHolds: null }, 9, 21, false],
    ['is off without a period', { highDemandLoanPeriod: null }, 9, 21, false],
  ];
  for (const [name, given, waiting, period, isShortened] of cases) {
    it(name, () => assert.deepEqual(loanPeriodUnderDemand({ ...values, ...given }, waiting), { period, isShortened }));
  }
});
