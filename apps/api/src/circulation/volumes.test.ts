import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { makeItem } from '../../test/factories.ts';

let s: Scene;
/** The copies of a title in two volumes, two of the second. */
let first: number;
let second: number;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  await s.db.updateTable('items').set({ volume: 'T. 1' }).where('id', '=', s.itemId).execute();
  const same = { record_id: s.recordId, item_type_id: s.typeId, home_branch_id: s.branchId, volume: 'T. 2' };
  first = await makeItem(s.db, { ...same, barcode: 'VOL2A' });
  second = await makeItem(s.db, { ...same, barcode: 'VOL2B' });
});
afterEach(() => s.assertSound());
after(() => s.close());

const wish = (volume: string, patronId = s.readerId) => s.hold(patronId, { volume });

describe('a hold on a volume (rule 22)', () => {
  it('is filled by any copy of that volume, and passed over by others', async () => {
    const hold = (await wish('T. 2')).json();
    assert.deepEqual([hold.volume, hold.itemId, hold.position], ['T. 2', null, 1]);
    assert.equal((await s.takeBack()).json().hold, null);
    assert.equal((await s.takeBack({ barcode: 'VOL2B' })).json().hold.id, hold.id);
    assert.equal((await s.get(`/items/${second}`)).json().state, 'on_hold_shelf');
  });

  it('does not keep another volume from being lent or renewed', async () => {
    await wish('T. 2', s.otherReaderId);
    const lent = await s.lend();
    assert.equal(lent.statusCode, 201, lent.body);
    assert.equal((await s.post(`/loans/${lent.json().loan.id}/renew`)).statusCode, 200);
  });

  it('keeps the last copy of its volume', async () => {
    await s.lend({ barcode: 'VOL2A', patronId: s.readerId });
    await wish('T. 2', s.otherReaderId);
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'VOL2B', patronId: s.readerId })), [
      'second_copy',
      'on_hold_for_other',
    ]);
  });

  it('may be had beside another volume, but not twice', async () => {
    await s.policy('maxHoldsPerRecord', 1);
    assert.equal((await wish('T. 1')).statusCode, 201);
    assert.equal((await wish('T. 2')).statusCode, 201);
    assert.deepEqual(refusalCodes(await wish('T. 2')), ['already_on_hold']);
  });

  it('is refused for a volume at home, not for its neighbour', async () => {
    await s.lend();
    assert.deepEqual(refusalCodes(await wish('T. 1')), ['already_on_loan']);
    assert.equal((await wish('T. 2')).statusCode, 201);
  });

  it('is refused for a volume that there is not, and on an item at once', async () => {
    assert.deepEqual(refusalCodes(await wish('T. 3')), ['no_copies']);
    const both = await s.hold(s.readerId, { volume: 'T. 2', itemId: first });
    assert.deepEqual([both.statusCode, both.json().code], [422, 'hold_item_and_volume']);
  });

  it('is allowed where no copy of the volume stands on the shelf although others do', async () => {
    await s.policy('onShelfHolds', 'none_available');
    await s.lend({ barcode: 'VOL2A' });
    assert.deepEqual(refusalCodes(await wish('T. 2', s.otherReaderId)), ['copies_on_shelf']);
    await s.db.updateTable('items').set({ status: 'lost' }).where('id', '=', second).execute();
    assert.equal((await wish('T. 2', s.otherReaderId)).statusCode, 201);
  });

  it('recalls a loan of that volume only', async () => {
    await s.policy('areLoansRecalled', true);
    const loans = [];
    for (const barcode of [s.barcode, 'VOL2A', 'VOL2B']) loans.push((await s.lend({ barcode, overrides: [] })).json());
    await s.db.updateTable('items').set({ status: 'lost' }).where('id', '=', second).execute();
    await wish('T. 2', s.otherReaderId);
    const recalled = await s.db.selectFrom('loans').select('item_id').where('recalled_at', 'is not', null).execute();
    assert.deepEqual(
      recalled.map(({ item_id }) => item_id),
      [first],
    );
  });
});

describe('two volumes at home', () => {
  it('are no second copy', async () => {
    await s.lend();
    assert.equal((await s.lend({ barcode: 'VOL2A' })).statusCode, 201);
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'VOL2B' })), ['second_copy']);
    const { loans } = (await s.get(`/patrons/${s.readerId}/desk`)).json();
    const volumes = loans.map(({ item }: { item: { volume: string } }) => item.volume);
    assert.deepEqual(volumes, ['T. 1', 'T. 2']);
  });
});

describe('the volume of an item', () => {
  it('is told, changed and cleared with the item', async () => {
    const change = (volume: string | null) =>
      s.as('librarian')({
        method: 'PATCH',
        url: `/api/v1/items/${first}`,
        payload: { volume },
        headers: { 'if-match': '*' },
      });
    assert.equal((await change('  2026/05 ')).json().volume, '2026/05');
    assert.equal((await change(null)).json().volume, null);
    const item = { barcode: 'VOL3', itemTypeId: s.typeId, homeBranchId: s.branchId, volume: ' ' };
    assert.equal((await s.post(`/records/${s.recordId}/items`, item, 'librarian')).json().volume, null);
    const { items } = (await s.get(`/records/${s.recordId}`, 'anonymous')).json();
    assert.equal(items[0].volume, 'T. 1');
  });
});
