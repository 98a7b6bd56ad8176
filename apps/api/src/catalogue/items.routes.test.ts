import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { ROLES, type Role } from '../../test/test-app.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
after(() => s.close());

const EDITORS: readonly Role[] = ['administrator', 'librarian'];
const refusalOf = (role: Role) => (role === 'anonymous' ? 401 : 403);

const add = (payload: object = {}, role: Role = 'librarian') =>
  s.post(
    `/records/${s.recordId}/items`,
    { barcode: 'NEW1', itemTypeId: s.typeId, homeBranchId: s.branchId, ...payload },
    role,
  );
const change = (payload: object, { role = 'librarian' as Role, ifMatch = '*', id = s.itemId } = {}) =>
  s.as(role)({ method: 'PATCH', url: `/api/v1/items/${id}`, payload, headers: { 'if-match': ifMatch } });
const remove = (id = s.itemId, role: Role = 'librarian') =>
  s.as(role)({ method: 'DELETE', url: `/api/v1/items/${id}`, headers: { 'if-match': '*' } });
const audited = async (action: string) =>
  s.db.selectFrom('audit_log').selectAll().where('action', '=', action).executeTakeFirstOrThrow();
const changedRecords = async () => (await s.db.selectFrom('record_changes').select('record_id').execute()).length;

describe('who may do what with items', () => {
  for (const role of ROLES) {
    it(role, async () => {
      const isEditor = EDITORS.includes(role);
      const isStaff = isEditor || role === 'assistant';
      assert.equal((await add({}, role)).statusCode, isEditor ? 201 : refusalOf(role));
      assert.equal((await change({ callNumber: 'R ALA' }, { role })).statusCode, isEditor ? 200 : refusalOf(role));
      for (const url of [`/items/${s.itemId}`, `/items?barcode=${s.barcode}`]) {
        const answer = await s.get(url, role);
        assert.equal(answer.statusCode, isStaff ? 200 : refusalOf(role));
        if (!isStaff) assert.doesNotMatch(answer.body, /homeBranchId/);
      }
      assert.equal((await remove(s.itemId, role)).statusCode, isEditor ? 204 : refusalOf(role));
    });
  }
});

describe('a new item', () => {
  it('stands at its home branch, is audited, and the search index is told', async () => {
    const answer = await add({ note: 'A gift', price: 1250, location: 'Magasin' });
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.headers.etag, '"v1"');
    const item = answer.json();
    assert.deepEqual(
      [item.currentBranchId, item.state, item.status, item.note, item.price, item.callNumber, item.dueAt],
      [s.branchId, 'available', 'available', 'A gift', 1250, null, null],
    );
    assert.equal((await audited('item.create')).entity_id, item.id);
    assert.equal(await changedRecords(), 1);
    assert.deepEqual((await s.get('/items?barcode=NEW1')).json().items, [item]);
  });

  it('is refused with a barcode that is taken, and nothing is written', async () => {
    const answer = await add({ barcode: s.barcode });
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'barcode_taken']);
    assert.equal(await changedRecords(), 0);
    assert.equal((await s.db.selectFrom('audit_log').selectAll().execute()).length, 0);
  });

  it('is refused at a branch or of a type that does not exist, field by field', async () => {
    const answer = await add({ itemTypeId: 9999, homeBranchId: 9999 });
    assert.equal(answer.json().code, 'invalid_request');
    assert.deepEqual(
      answer.json().errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`),
      ['/homeBranchId unknown', '/itemTypeId unknown'],
    );
  });

  it('needs its record, and cannot begin as claimed returned', async () => {
    const payload = { barcode: 'NEW1', itemTypeId: s.typeId, homeBranchId: s.branchId };
    assert.equal((await s.post('/records/9999/items', payload, 'librarian')).json().code, 'not_found');
    assert.equal((await add({ status: 'claimed_returned' })).json().code, 'item_status_refused');
  });
});

describe('changing an item', () => {
  it('is held to the version that was read', async () => {
    const { etag } = (await s.get(`/items/${s.itemId}`)).headers;
    const without = await s.as('librarian')({
      method: 'PATCH',
      url: `/api/v1/items/${s.itemId}`,
      payload: { note: 'x' },
    });
    assert.equal(without.json().code, 'precondition_required');
    const first = await change({ note: 'First', callNumber: 'R FOU' }, { ifMatch: String(etag) });
    assert.deepEqual([first.statusCode, first.headers.etag], [200, '"v2"']);
    assert.equal((await change({ note: 'Second' }, { ifMatch: String(etag) })).json().code, 'precondition_failed');
    const item = (await s.get(`/items/${s.itemId}`)).json();
    assert.deepEqual([item.note, item.callNumber, item.barcode], ['First', 'R FOU', s.barcode]);
    const { before, after } = await audited('item.change');
    assert.deepEqual([JSON.parse(before!).note, JSON.parse(after!).note], [null, 'First']);
  });

  it('clears what is set to null, and refuses a barcode that is taken', async () => {
    await add();
    await change({ note: 'Stained', price: 900 });
    const item = (await change({ note: null })).json();
    assert.deepEqual([item.note, item.price], [null, 900]);
    assert.equal((await change({ barcode: 'NEW1' })).json().code, 'barcode_taken');
    assert.equal((await change({ id: 1 })).json().code, 'invalid_request');
    assert.equal((await change({ note: 'x' }, { id: 9999 })).json().code, 'not_found');
  });

  it('follows the states: what is withdrawn comes back to the shelf before anything else', async () => {
    assert.equal((await change({ status: 'withdrawn' })).json().state, 'withdrawn');
    const refused = await change({ status: 'damaged' });
    assert.deepEqual(
      [refused.statusCode, refused.json().code, refused.json().params],
      [409, 'item_status_refused', { state: 'withdrawn', status: 'damaged' }],
    );
    assert.equal((await change({ status: 'available' })).json().state, 'available');
    assert.equal((await change({ status: 'claimed_returned' })).json().code, 'item_status_refused');
  });

  it('leaves what is on loan with its reader: no withdrawal and no other place', async () => {
    await s.lend();
    assert.equal((await change({ status: 'withdrawn' })).json().code, 'item_on_loan');
    assert.equal((await change({ currentBranchId: s.otherBranchId })).json().code, 'item_on_loan');
    assert.equal((await change({ status: 'claimed_returned' })).json().state, 'claimed_returned');
    assert.equal((await change({ status: 'available' })).json().code, 'item_on_loan');
    await s.takeBack();
    assert.equal((await s.get(`/items/${s.itemId}`)).json().state, 'available');
    await s.assertSound();
  });

  it('charges the reader whose loan is declared lost, once, and forgives when it is found', async () => {
    await s.policy('lostFee', 200);
    await change({ price: 1500 });
    await s.lend();
    assert.equal((await change({ status: 'lost' })).json().state, 'lost');
    await change({ status: 'lost', note: 'said so on the phone' });
    const account = async () => (await s.get(`/patrons/${s.readerId}/account`)).json();
    const { balance, lines } = await account();
    assert.deepEqual([balance, lines.length, lines[0].kind], [1700, 1, 'lost']);
    await s.takeBack();
    assert.equal((await account()).balance, 0);
    await s.assertSound();
  });

  it('charges nobody for an item lost from the shelf', async () => {
    await change({ price: 1500 });
    await change({ status: 'lost' });
    assert.equal((await s.db.selectFrom('account_lines').selectAll().execute()).length, 0);
  });

  it('puts the reader whose hold lost its item in front of the queue again', async () => {
    await s.lend();
    const { id } = (await s.hold(s.otherReaderId)).json();
    await s.takeBack();
    assert.equal((await s.get(`/items/${s.itemId}`)).json().state, 'on_hold_shelf');
    assert.equal((await change({ currentBranchId: s.otherBranchId })).json().code, 'item_held');
    assert.equal((await change({ status: 'damaged' })).json().state, 'damaged');
    const hold = await s.db.selectFrom('holds').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([hold.status, hold.position, hold.trapped_item_id], ['waiting', 1, null]);
    await s.assertSound();
  });

  it('ends the journey of what is lost on its way', async () => {
    const journey = { transit_to_branch_id: s.otherBranchId, transit_since: '2026-03-01T09:00:00.000Z' };
    await s.db.updateTable('items').set(journey).where('id', '=', s.itemId).execute();
    assert.equal((await change({ currentBranchId: s.otherBranchId })).json().code, 'item_in_transit');
    assert.equal((await change({ status: 'lost' })).json().state, 'lost');
    assert.equal((await change({ status: 'available' })).json().state, 'available');
  });
});

describe('deleting an item', () => {
  it('removes one that was never used', async () => {
    assert.equal((await remove()).statusCode, 204);
    assert.equal((await s.get(`/items/${s.itemId}`)).json().code, 'not_found');
    assert.deepEqual((await s.get(`/items?barcode=${s.barcode}`)).json().items, []);
    assert.equal(JSON.parse((await audited('item.delete')).before!).barcode, s.barcode);
  });

  it('is refused on loan, for a hold, on its way and with a past, and keeps the item', async () => {
    await s.lend();
    assert.equal((await remove()).json().code, 'item_on_loan');
    await s.hold(s.otherReaderId);
    await s.takeBack();
    assert.equal((await remove()).json().code, 'item_held');
    await s.lend({ patronId: s.otherReaderId });
    await s.takeBack();
    assert.equal((await remove()).json().code, 'item_has_history');
    assert.equal((await s.get(`/items/${s.itemId}`)).statusCode, 200);
  });
});
