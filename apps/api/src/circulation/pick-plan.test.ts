import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { WaitingHold } from './hold-queue.ts';
import { planPicks, type ShelfCopy } from './pick-plan.ts';

const TODAY = '2026-11-24';

function hold(id: number, overrides: Partial<WaitingHold> = {}): WaitingHold {
  const wanted = { itemId: null, volume: null, pickupBranchId: 1 };
  const days = { isSuspended: false, suspendedUntil: null, startsOn: null, expiresOn: null };
  return { id, position: id, patronId: id * 10, ...wanted, ...days, ...overrides };
}
function copy(id: number, overrides: Partial<ShelfCopy> = {}): ShelfCopy {
  return { id, volume: null, currentBranchId: 1, ...overrides };
}
const plan = (queue: WaitingHold[], copies: ShelfCopy[]) =>
  planPicks(queue, copies, TODAY, () => true).map(({ holdId, itemId }) => `${holdId}:${itemId}`);

describe('what is fetched from the shelves for whom (rule 22)', () => {
  const cases: [string, WaitingHold[], ShelfCopy[], string[]][] = [
    ['one copy goes to the first of the queue', [hold(2), hold(1)], [copy(7)], ['1:7']],
    ['as many copies as wait for one', [hold(1), hold(2)], [copy(7), copy(8), copy(9)], ['1:7', '2:8']],
    ['the one that stands at the pickup branch', [hold(1)], [copy(7, { currentBranchId: 2 }), copy(8)], ['1:8']],
    ['rather not the one that another asks for', [hold(1), hold(2, { itemId: 7 })], [copy(7), copy(8)], ['1:8', '2:7']],
    ['that one all the same when it is the only one', [hold(1), hold(2, { itemId: 7 })], [copy(7)], ['1:7']],
    ['who sleeps is passed over', [hold(1, { isSuspended: true }), hold(2)], [copy(7)], ['2:7']],
    ['a hold for later is passed over', [hold(1, { startsOn: '2026-11-25' }), hold(2)], [copy(7)], ['2:7']],
    [
      'each volume to who asks for it',
      [hold(1, { volume: 'T. 2' }), hold(2, { volume: 'T. 1' }), hold(3, { volume: 'T. 9' })],
      [copy(7, { volume: 'T. 1' }), copy(8, { volume: 'T. 2' })],
      ['1:8', '2:7'],
    ],
    ['nothing without copies', [hold(1)], [], []],
  ];
  for (const [name, queue, copies, expected] of cases) {
    it(name, () => assert.deepEqual(plan(queue, copies), expected));
  }

  it('passes over who may not have a copy of this type', () => {
    const picks = planPicks([hold(1), hold(2)], [copy(7)], TODAY, ({ id }) => id !== 1);
    assert.deepEqual(picks, [{ holdId: 2, itemId: 7 }]);
  });

  it('never gives a copy or a hold twice, and leaves no free copy for which somebody waits', () => {
    const volumes = fc.constantFrom(null, 'T. 1', 'T. 2');
    const holds = fc.array(fc.record({ volume: volumes, pickupBranchId: fc.integer({ min: 1, max: 3 }) }));
    const items = fc.array(fc.record({ volume: volumes, currentBranchId: fc.integer({ min: 1, max: 3 }) }));
    fc.assert(
      fc.property(holds, items, (wishes, shelf) => {
        const queue = wishes.map((wish, index) => hold(index + 1, wish));
        const copies = shelf.map((place, index) => copy(index + 100, place));
        const picks = planPicks(queue, copies, TODAY, () => true);
        const taken = new Set(picks.map(({ itemId }) => itemId));
        const served = new Set(picks.map(({ holdId }) => holdId));
        assert.deepEqual([taken.size, served.size], [picks.length, picks.length]);
        for (const { id, volume } of queue.filter((one) => !served.has(one.id))) {
          const left = copies.filter((one) => !taken.has(one.id) && (volume === null || one.volume === volume));
          assert.deepEqual(left, [], `hold ${id} could have had a copy`);
        }
      }),
    );
  });
});
