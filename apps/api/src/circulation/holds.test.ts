import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { makePatron } from '../../test/factories.ts';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { ROLES } from '../../test/test-app.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { insertHold } from './holds.queries.ts';
import { expireHolds } from './holds.service.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const queue = async () => {
  const rows = await s.db.selectFrom('holds').selectAll().where('status', '=', 'waiting').orderBy('position').execute();
  return rows.map(({ patron_id, position }) => [position, patron_id]);
};
const statuses = async () =>
  (await s.db.selectFrom('holds').selectAll().orderBy('id').execute()).map(({ status }) => status);

describe('placing a hold', () => {
  it('puts readers into a queue, each once', async () => {
    assert.equal((await s.hold(s.readerId)).json().position, 1);
    assert.equal((await s.hold(s.otherReaderId)).json().position, 2);
    const twice = await s.hold(s.readerId);
    assert.equal(twice.statusCode, 409);
    assert.deepEqual(refusalCodes(twice), ['already_on_hold']);
    const same = {
      recordId: s.recordId,
      itemId: null,
      volume: null,
      patronId: s.readerId,
      pickupBranchId: s.branchId,
      position: 3,
    };
    const active = { activeKey: `${s.readerId}:${s.recordId}:*`, placedAt: '2026-03-02T09:00:00.000Z' };
    await assert.rejects(insertHold(s.db, { ...same, ...active }));
  });

  it('is for readers themselves and not for others', async () => {
    const own = { recordId: s.recordId, pickupBranchId: s.branchId };
    assert.equal((await s.post('/holds', own, 'reader')).json().patron.id, s.readerId);
    assert.equal((await s.post('/holds', { ...own, patronId: s.otherReaderId }, 'reader')).statusCode, 403);
    assert.equal((await s.post('/holds', own, 'assistant')).json().code, 'patron_required');
  });

  it('lists every reason against it', async () => {
    await s.lend();
    await s.policy('maxHolds', 0);
    await s.db.updateTable('branches').set({ is_pickup_location: 0 }).where('id', '=', s.otherBranchId).execute();
    const answer = await s.hold(s.readerId, { pickupBranchId: s.otherBranchId });
    assert.deepEqual(refusalCodes(answer), ['already_on_loan', 'too_many_holds', 'not_a_pickup_location']);
  });

  it('needs a record and a branch that exist', async () => {
    assert.equal((await s.hold(s.readerId, { recordId: 9999 })).json().code, 'record_unknown');
    assert.equal((await s.hold(s.readerId, { pickupBranchId: 9999 })).json().code, 'branch_unknown');
  });

  it('is kept out while copies stand on the shelf, where the library says so', async () => {
    await s.policy('onShelfHolds', 'none_available');
    assert.deepEqual(refusalCodes(await s.hold(s.readerId)), ['copies_on_shelf']);
    await s.lend({ patronId: s.otherReaderId });
    assert.equal((await s.hold(s.readerId)).statusCode, 201);
  });
});

describe('the way of a hold', () => {
  it('waits, is trapped by a return, travels, is ready, and is fulfilled', async () => {
    await s.lend();
    const placed = (await s.hold(s.otherReaderId, { pickupBranchId: s.otherBranchId })).json();
    const sent = (await s.takeBack()).json();
    assert.deepEqual([sent.outcome, sent.transitTo, sent.hold.status], ['transit', s.otherBranchId, 'in_transit']);
    const arrived = (await s.takeBack({ branchId: s.otherBranchId })).json();
    assert.deepEqual(
      [arrived.outcome, arrived.hold.status, arrived.hold.pickupUntil],
      ['hold_shelf', 'ready', '2026-03-09'],
    );
    assert.equal(arrived.item.state, 'on_hold_shelf');
    const refused = await s.lend({ branchId: s.otherBranchId });
    assert.deepEqual(refusalCodes(refused), ['on_hold_for_other']);
    assert.equal((await s.lend({ branchId: s.otherBranchId, patronId: s.otherReaderId })).statusCode, 201);
    const done = (await s.get(`/holds?status=fulfilled`)).json().items;
    assert.deepEqual(
      done.map(({ id }: { id: number }) => id),
      [placed.id],
    );
  });

  it('passes over a reader who may not have the item', async () => {
    const stranger = await makePatron(s.db, { branch_id: s.branchId });
    await s.hold(stranger);
    await s.hold(s.otherReaderId);
    const { category_id } = await s.db
      .selectFrom('patrons')
      .select('category_id')
      .where('id', '=', stranger)
      .executeTakeFirstOrThrow();
    const payload = {
      branchId: null,
      patronCategoryId: category_id,
      itemTypeId: null,
      name: 'isLoanAllowed',
      value: false,
    };
    await s.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
    assert.equal((await s.takeBack()).json().hold.patron.id, s.otherReaderId);
    assert.deepEqual(await queue(), [[1, stranger]]);
  });

  it('is cancelled, and the item passes to the next', async () => {
    const first = (await s.hold(s.readerId)).json();
    await s.hold(s.otherReaderId);
    await s.takeBack();
    const cancelled = await s.as('reader')({ method: 'DELETE', url: `/api/v1/holds/${first.id}` });
    assert.equal(cancelled.json().status, 'cancelled', cancelled.body);
    assert.deepEqual(await statuses(), ['cancelled', 'ready']);
    const again = await s.as('reader')({ method: 'DELETE', url: `/api/v1/holds/${first.id}` });
    assert.equal(again.json().code, 'hold_not_open');
  });

  it('expires when it is not fetched, and the item passes to the next, then to the shelf', async () => {
    await s.hold(s.readerId);
    await s.hold(s.otherReaderId);
    await s.takeBack();
    const expire = (day: string) => expireHolds(s.context, SYSTEM, { branchId: s.branchId, day });
    assert.deepEqual(await expire('2026-03-09'), []);
    assert.equal((await expire('2026-03-10')).length, 1);
    assert.deepEqual(await statuses(), ['expired', 'ready']);
    assert.equal((await expire('2026-04-10')).length, 1);
    assert.equal((await s.takeBack()).json().item.state, 'available');
  });

  it('sleeps while suspended', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.hold(s.otherReaderId);
    const url = `/api/v1/holds/${id}`;
    const asleep = await s.as('reader')({
      method: 'PATCH',
      url,
      payload: { isSuspended: true, suspendedUntil: '2026-04-01' },
    });
    assert.deepEqual([asleep.json().isSuspended, asleep.json().suspendedUntil], [true, '2026-04-01']);
    assert.equal((await s.takeBack()).json().hold.patron.id, s.otherReaderId);
    assert.deepEqual(await queue(), [[1, s.readerId]]);
  });

  it('is sent on when its pickup branch changes', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    const url = `/api/v1/holds/${id}`;
    const stale = await s.as('reader')({
      method: 'PATCH',
      url,
      headers: { 'if-match': '"v1"' },
      payload: { pickupBranchId: s.otherBranchId },
    });
    assert.equal(stale.statusCode, 412);
    const moved = await s.as('reader')({ method: 'PATCH', url, payload: { pickupBranchId: s.otherBranchId } });
    assert.deepEqual([moved.json().status, moved.json().pickupUntil], ['in_transit', null]);
    const refused = await s.as('reader')({ method: 'PATCH', url, payload: { isSuspended: true } });
    assert.equal(refused.json().code, 'hold_change_refused');
  });
});

describe('a new order of the queue', () => {
  it('needs the whole list and an override', async () => {
    const one = (await s.hold(s.readerId)).json().id as number;
    const two = (await s.hold(s.otherReaderId)).json().id as number;
    const reorder = (holdIds: number[], role: (typeof ROLES)[number] = 'librarian') =>
      s.as(role)({ method: 'PUT', url: `/api/v1/records/${s.recordId}/hold-queue`, payload: { holdIds } });
    assert.equal((await reorder([two])).json().code, 'hold_order_incomplete');
    assert.equal((await reorder([two, one], 'assistant')).statusCode, 403);
    assert.equal((await reorder([two, one])).statusCode, 200);
    assert.deepEqual(await queue(), [
      [1, s.otherReaderId],
      [2, s.readerId],
    ]);
  });
});

describe('who may see and touch holds', () => {
  const expected: Record<string, number[]> = {
    administrator: [200, 200],
    librarian: [200, 200],
    assistant: [200, 200],
    // A reader is not told that another's hold exists.
    reader: [403, 404],
    anonymous: [401, 401],
  };
  for (const role of ROLES) {
    it(`${role}: ${expected[role]?.join(', ')}`, async () => {
      const { id } = (await s.hold(s.otherReaderId)).json();
      const list = await s.get('/holds', role);
      const cancel = await s.as(role)({ method: 'DELETE', url: `/api/v1/holds/${id}` });
      assert.deepEqual([list.statusCode, cancel.statusCode], expected[role]);
      if (role === 'reader' || role === 'anonymous') assert.doesNotMatch(list.body + cancel.body, /Zoé/);
    });
  }
});
