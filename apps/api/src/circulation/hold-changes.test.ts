import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { makeBranch, makePatron } from '../../test/factories.ts';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { expireHolds } from './holds.service.ts';

let s: Scene;
let thirdBranchId: number;
before(async () => {
  s = await createScene();
  thirdBranchId = await makeBranch(s.db);
});
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const change = (id: number, payload: object) =>
  s.as('assistant')({ method: 'PATCH', url: `/api/v1/holds/${id}`, payload });
const expire = (day: string) => expireHolds(s.context, SYSTEM, { branchId: s.branchId, day });
const holdRow = (id: number) => s.db.selectFrom('holds').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a hold for a later day (rule 24)', () => {
  it('keeps its place and is passed over until then', async () => {
    const later = (await s.hold(s.readerId, { startsOn: '2026-03-10' })).json();
    const other = (await s.hold(s.otherReaderId)).json();
    assert.deepEqual([later.position, other.position], [1, 2]);
    assert.equal((await s.takeBack()).json().hold.id, other.id);
    await s.lend({ patronId: s.otherReaderId });
    s.now = s.now.add({ hours: 8 * 24 });
    assert.equal((await s.takeBack()).json().hold.id, later.id);
  });

  it('does not keep others from lending or renewing', async () => {
    await s.hold(s.otherReaderId, { startsOn: '2026-06-01' });
    const { id } = (await s.lend()).json().loan;
    assert.equal((await s.post(`/loans/${id}/renew`)).statusCode, 200);
  });

  const days: [string, Record<string, string>, string | undefined][] = [
    ['from today', { startsOn: '2026-03-02' }, undefined],
    ['from yesterday', { startsOn: '2026-03-01' }, 'hold_days_invalid'],
    ['until today', { expiresOn: '2026-03-02' }, undefined],
    ['until yesterday', { expiresOn: '2026-03-01' }, 'hold_days_invalid'],
    ['until before it begins', { startsOn: '2026-03-20', expiresOn: '2026-03-10' }, 'hold_days_invalid'],
    ['for one day', { startsOn: '2026-03-20', expiresOn: '2026-03-20' }, undefined],
  ];
  for (const [name, given, code] of days) {
    it(`${name}: ${code ?? 'placed'}`, async () => assert.equal((await s.hold(s.readerId, given)).json().code, code));
  }
});

describe('a hold that waits in vain', () => {
  it('expires after its last day, and the rest move up', async () => {
    const first = (await s.hold(s.readerId, { expiresOn: '2026-03-10' })).json();
    const second = (await s.hold(s.otherReaderId)).json();
    assert.deepEqual(await expire('2026-03-10'), []);
    assert.deepEqual(await expire('2026-03-11'), [first.id]);
    const row = await holdRow(first.id);
    assert.deepEqual([row.status, row.closed_reason], ['expired', 'not_filled']);
    assert.equal((await holdRow(second.id)).position, 1);
  });

  it('is not given an item that another lets go on the same day', async () => {
    await s.hold(s.readerId);
    await s.takeBack();
    await s.hold(s.otherReaderId, { expiresOn: '2026-03-05' });
    assert.equal((await expire('2026-04-01')).length, 2);
    assert.equal((await s.get('/holds?status=open')).json().items.length, 0);
  });

  it('stays when its item is ready: then the pickup days count', async () => {
    const { id } = (await s.hold(s.readerId, { expiresOn: '2026-03-03' })).json();
    await s.takeBack();
    assert.deepEqual(await expire('2026-03-04'), []);
    assert.equal((await holdRow(id)).status, 'ready');
  });
});

describe('changing the days of a hold', () => {
  it('is possible while it waits, and each day on its own', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    assert.equal((await change(id, { startsOn: '2026-04-01' })).json().startsOn, '2026-04-01');
    const both = (await change(id, { expiresOn: '2026-05-01' })).json();
    assert.deepEqual([both.startsOn, both.expiresOn], ['2026-04-01', '2026-05-01']);
    assert.equal((await change(id, { expiresOn: '2026-03-20' })).json().code, 'hold_days_invalid');
    assert.equal((await change(id, { startsOn: null })).json().startsOn, null);
    await s.takeBack();
    assert.equal((await change(id, { expiresOn: null })).json().code, 'hold_change_refused');
  });

  it('may leave a first day that has passed', async () => {
    const { id } = (await s.hold(s.readerId, { startsOn: '2026-03-05' })).json();
    s.now = s.now.add({ hours: 10 * 24 });
    assert.equal((await change(id, { expiresOn: '2026-05-01' })).statusCode, 200);
  });
});

describe('changing where a hold is fetched, in each state (rule 24)', () => {
  const placeOf = async () => {
    const item = await s.db.selectFrom('items').selectAll().where('id', '=', s.itemId).executeTakeFirstOrThrow();
    return [item.current_branch_id, item.transit_to_branch_id];
  };

  it('waiting: only the branch changes', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    const changed = (await change(id, { pickupBranchId: thirdBranchId })).json();
    assert.deepEqual([changed.status, changed.position, changed.pickupBranchId], ['waiting', 1, thirdBranchId]);
  });

  it('on its way: it is sent on, and arrives where it is wanted now', async () => {
    const { id } = (await s.hold(s.readerId, { pickupBranchId: s.otherBranchId })).json();
    await s.takeBack();
    assert.equal((await change(id, { pickupBranchId: thirdBranchId })).json().status, 'in_transit');
    assert.deepEqual(await placeOf(), [s.branchId, thirdBranchId]);
    assert.equal((await s.takeBack({ branchId: s.otherBranchId })).json().outcome, 'transit');
    const arrived = (await s.takeBack({ branchId: thirdBranchId })).json();
    assert.deepEqual([arrived.outcome, arrived.hold.status], ['hold_shelf', 'ready']);
  });

  it('ready: it leaves the shelf and has no last day until it is there', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    const changed = (await change(id, { pickupBranchId: s.otherBranchId })).json();
    assert.deepEqual([changed.status, changed.readyAt, changed.pickupUntil], ['in_transit', null, null]);
    assert.deepEqual(await placeOf(), [s.branchId, s.otherBranchId]);
    assert.deepEqual(await expire('2027-01-01'), []);
  });

  it('fulfilled: too late', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    await s.lend();
    assert.equal((await change(id, { pickupBranchId: s.otherBranchId })).json().code, 'hold_not_open');
  });
});

describe('local priority (rule 22)', () => {
  const arrange = async () => {
    await s.lend();
    const far = (await s.hold(s.otherReaderId, { pickupBranchId: s.otherBranchId })).json();
    s.now = s.now.add({ hours: 1 });
    const patronId = await makePatron(s.db, { branch_id: s.branchId });
    return { far, near: (await s.hold(patronId)).json() };
  };

  it('is off: first come, first served', async () => {
    const { far } = await arrange();
    assert.equal((await s.takeBack()).json().hold.id, far.id);
  });

  it('is on: who fetches it here comes first, which the answer says', async () => {
    await s.policy('isLocalHoldFirst', true);
    const { near } = await arrange();
    const { hold, outcome, explanation } = (await s.takeBack()).json();
    assert.deepEqual([hold.id, outcome], [near.id, 'hold_shelf']);
    assert.ok(explanation.steps.some(({ code }: { code: string }) => code === 'return_local_first'));
  });

  it('is on, at the other branch: who fetches it there', async () => {
    await s.policy('isLocalHoldFirst', true);
    const { far } = await arrange();
    assert.equal((await s.takeBack({ branchId: s.otherBranchId })).json().hold.id, far.id);
  });
});

it('a new order never displaces a hold that is being fulfilled (rule 24)', async () => {
  const ready = (await s.hold(s.readerId)).json().id as number;
  await s.takeBack();
  const waiting = (await s.hold(s.otherReaderId)).json().id as number;
  const put = (holdIds: number[]) =>
    s.as('librarian')({ method: 'PUT', url: `/api/v1/records/${s.recordId}/hold-queue`, payload: { holdIds } });
  assert.equal((await put([waiting, ready])).json().code, 'hold_order_incomplete');
  assert.equal((await put([waiting])).statusCode, 200);
  assert.equal((await holdRow(ready)).status, 'ready');
});
