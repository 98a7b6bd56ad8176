import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makeBranch, makeCategory, makeItem, makePatron, makeRecord } from '../../test/factories.ts';
import { ROLES } from '../../test/test-app.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import { expireHolds } from '../circulation/holds.service.ts';

let s: Scene;
let farBranchId: number;
before(async () => {
  s = await createScene();
  farBranchId = await makeBranch(s.db, { name: 'Nord', time_zone: 'Asia/Kathmandu' });
});
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const list = async (path: string) => {
  const answer = await s.get(`/circulation/${path}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};

/** Lends copies of titles of their own, at days before this morning. */
async function lendLate(...loans: { days: number; patronId?: number; branchId?: number; callNumber?: string }[]) {
  const now = s.now;
  for (const { days, patronId = s.readerId, branchId = s.branchId, callNumber } of loans) {
    s.now = now.subtract({ hours: 24 * (days + 21) });
    const recordId = await makeRecord(s.db, { title: `Late by ${days}` });
    const barcode = `LATE${days}`;
    const item = { record_id: recordId, item_type_id: s.typeId, home_branch_id: branchId, barcode };
    await makeItem(s.db, { ...item, call_number: callNumber ?? null });
    const lent = await s.lend(
      { barcode, patronId, branchId, overrides: ['overdue_loans'], overrideComment: 'x' },
      'librarian',
    );
    assert.equal(lent.statusCode, 201, lent.body);
  }
  s.now = now;
}

describe('worklists by role', () => {
  const paths = ['overdue-loans', 'overdue-loans/file', 'hold-shelf', 'hold-shelf/left', 'pick-list', 'transfers'];
  for (const path of paths) {
    for (const role of ROLES) {
      const expected = { administrator: 200, librarian: 200, assistant: 200, reader: 403, anonymous: 401 }[role];
      it(`${path}: ${role} gets ${expected}`, async () => {
        const query = path === 'pick-list' ? `?branchId=${s.branchId}` : '';
        assert.equal((await s.get(`/circulation/${path}${query}`, role)).statusCode, expected);
      });
    }
  }
});

describe('the overdue list', () => {
  const found = async (query = '') =>
    (await list(`overdue-loans?limit=50${query}`)).items.map((loan: { daysOverdue: number }) => loan.daysOverdue);

  it('begins with the longest overdue and says how to reach the reader', async () => {
    const reach = { email: 'ada@example.org', phone: '01 02', city: 'Lyon', notes: 'Rings back on Mondays' };
    await s.db.updateTable('patrons').set(reach).where('id', '=', s.readerId).execute();
    await lendLate({ days: 3 }, { days: 30 }, { days: 8 });
    const first = await list('overdue-loans?limit=1');
    const [loan] = first.items;
    assert.deepEqual([loan.record.title, loan.daysOverdue, loan.level, first.total], ['Late by 30', 30, 2, 3]);
    assert.deepEqual(
      { ...reach, cardNumber: '2900000000001' },
      Object.fromEntries(['email', 'phone', 'city', 'notes', 'cardNumber'].map((name) => [name, loan.reader[name]])),
    );
    const rest = await list(`overdue-loans?limit=5&cursor=${first.nextCursor}`);
    assert.deepEqual(
      rest.items.map(({ daysOverdue }: { daysOverdue: number }) => daysOverdue),
      [8, 3],
    );
    assert.equal(rest.nextCursor, null);
  });

  it('is narrowed by branch, category, level and what became of the copy', async () => {
    const children = await makeCategory(s.db);
    const child = await makePatron(s.db, { category_id: children, branch_id: s.branchId });
    await lendLate({ days: 50 }, { days: 25, branchId: farBranchId }, { days: 10, patronId: child }, { days: 2 });
    assert.deepEqual(await found(), [50, 25, 10, 2]);
    assert.deepEqual(await found(`&branchId=${farBranchId}`), [25]);
    assert.deepEqual(await found(`&categoryId=${children}`), [10]);
    assert.deepEqual([await found('&level=0'), await found('&level=1')], [[2], [10]]);
    assert.deepEqual([await found('&level=2'), await found('&level=3')], [[25], [50]]);
    await s.db.updateTable('items').set({ status: 'claimed_returned' }).where('barcode', '=', 'LATE10').execute();
    await s.db.updateTable('items').set({ status: 'lost' }).where('barcode', '=', 'LATE50').execute();
    assert.deepEqual([await found('&situation=out'), await found('&situation=claimed_returned')], [[25, 2], [10]]);
    assert.deepEqual(await found('&situation=lost&level=3'), [50]);
    await s.db.updateTable('patrons').set({ category_id: 1 }).where('category_id', '=', children).execute();
  });

  it('has the levels of each kind of reader', async () => {
    const children = await makeCategory(s.db);
    const child = await makePatron(s.db, { category_id: children, branch_id: s.branchId });
    const set = (name: string, value: number | null) =>
      s.as('administrator')({
        method: 'PUT',
        url: '/api/v1/policies/values',
        payload: { branchId: null, patronCategoryId: children, itemTypeId: null, name, value },
      });
    await set('secondOverdueAfter', null);
    await lendLate({ days: 30 }, { days: 31, patronId: child });
    assert.deepEqual([await found('&level=1'), await found('&level=2')], [[31], [30]]);
    const { items } = await list('overdue-loans');
    assert.deepEqual(
      items.map(({ level }: { level: number }) => level),
      [1, 2],
    );
    await s.db.deleteFrom('policy_values').execute();
    await s.db.updateTable('patrons').set({ category_id: 1 }).where('category_id', '=', children).execute();
  });

  it('goes into a file for spreadsheets, in French with semicolons and nothing that runs as a formula', async () => {
    await s.db.updateTable('patrons').set({ notes: '=1+1' }).where('id', '=', s.readerId).execute();
    await lendLate({ days: 9, callNumber: 'R; FOU' });
    const answer = await s.get('/circulation/overdue-loans/file?language=fr&level=1');
    assert.match(String(answer.headers['content-disposition']), /attachment; filename="overdue-2026-03-02\.csv"/);
    const [heading, line] = answer.body.split('\r\n');
    assert.match(heading!, /^\ufeffjours de retard;niveau;à rendre le;titre/);
    assert.match(line!, /^9;1;2026-02-21;Late by 9;;LATE9;"R; FOU";/);
    assert.match(line!, /;'=1\+1;/);
    assert.doesNotMatch((await s.get('/circulation/overdue-loans/file?level=3')).body, /LATE9/);
    const logged = s.db.selectFrom('audit_log').select('after').where('action', '=', 'circulation.export_overdue');
    assert.deepEqual(JSON.parse((await logged.executeTakeFirstOrThrow()).after!), { level: 1 });
  });
});

describe('the hold shelf (rule 23)', () => {
  it('shows what is ready by the reader’s name, and what was not fetched in time', async () => {
    await s.db.updateTable('items').set({ call_number: 'R FOU' }).where('id', '=', s.itemId).execute();
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    const { items } = await list(`hold-shelf?branchId=${s.branchId}`);
    assert.deepEqual(
      [items[0].id, items[0].callNumber, items[0].cardNumber, items[0].isExpired],
      [id, 'R FOU', '2900000000001', false],
    );
    assert.deepEqual((await list(`hold-shelf?branchId=${farBranchId}`)).items, []);
    assert.deepEqual((await list('hold-shelf?isExpired=true')).items, []);
    s.now = s.now.add({ hours: 24 * 30 });
    assert.equal((await list('hold-shelf?isExpired=true')).items[0].isExpired, true);
    assert.deepEqual((await list('hold-shelf?isExpired=false')).items, []);
  });

  const left = async () => (await list(`hold-shelf/left?branchId=${s.branchId}`)).items;

  it('keeps in sight what nobody fetched, until it is scanned', async () => {
    await s.hold(s.readerId);
    await s.takeBack();
    assert.deepEqual(await left(), []);
    await expireHolds(s.context, SYSTEM, { branchId: s.branchId, day: '2026-05-01' });
    const [entry] = await left();
    assert.deepEqual(
      [entry.item.barcode, entry.was.status, entry.was.patron.id, entry.next, entry.patron],
      [s.barcode, 'expired', s.readerId, 'take_off', null],
    );
    await s.takeBack();
    assert.deepEqual(await left(), []);
  });

  it('says for whom it stays, and where it goes', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    const next = (await s.hold(s.otherReaderId)).json();
    await s.takeBack();
    await s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${id}` });
    assert.deepEqual([(await left())[0].next, (await left())[0].patron.id], ['new_slip', s.otherReaderId]);
    const payload = { pickupBranchId: s.otherBranchId };
    await s.as('assistant')({ method: 'PATCH', url: `/api/v1/holds/${next.id}`, payload });
    const [entry] = await left();
    assert.deepEqual([entry.next, entry.sendTo, entry.was.patron.id], ['send', s.otherBranchId, s.otherReaderId]);
    const [transfer] = (await list('transfers')).items;
    assert.deepEqual([transfer.isOnHoldShelf, transfer.hold.patron.id], [true, s.otherReaderId]);
    await s.takeBack();
    assert.deepEqual([(await left()).length, (await list('transfers')).items[0].isOnHoldShelf], [0, false]);
  });

  it('forgets what is lent or lost from there', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    await s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${id}` });
    assert.equal((await left()).length, 1);
    const lent = (await s.lend()).json();
    assert.equal((await left()).length, 0);
    await s.undo('checkout', lent.loan.id);
    assert.equal((await left()).length, 1);
    const change = { method: 'PATCH', url: `/api/v1/items/${s.itemId}`, payload: { status: 'lost' } } as const;
    await s.as('librarian')({ ...change, headers: { 'if-match': '*' } });
    assert.equal((await left()).length, 0);
  });
});

describe('the pick list', () => {
  const picks = async (branchId = s.branchId) => list(`pick-list?branchId=${branchId}`);

  it('names the copies on the shelf that somebody waits for, in the order of the shelves', async () => {
    const same = { item_type_id: s.typeId, home_branch_id: s.branchId };
    for (const [barcode, callNumber] of [
      ['P2', 'R 10'],
      ['P1', 'R 9'],
    ] as const) {
      const recordId = await makeRecord(s.db);
      await makeItem(s.db, { ...same, record_id: recordId, barcode, call_number: callNumber });
      await s.hold(s.readerId, { recordId, pickupBranchId: s.otherBranchId });
    }
    const { items, total } = await picks();
    assert.deepEqual(
      items.map(({ item, hold }: { item: { barcode: string }; hold: { pickupBranchId: number } }) => [
        item.barcode,
        hold.pickupBranchId,
      ]),
      [
        ['P1', s.otherBranchId],
        ['P2', s.otherBranchId],
      ],
    );
    assert.equal(total, 2);
    assert.deepEqual((await picks(farBranchId)).items, []);
    const pulled = await s.post('/circulation/pulls', { barcode: 'P1' });
    assert.equal(pulled.json().outcome, 'transit');
    assert.equal((await picks()).total, 1);
  });

  it('leaves out what is lent, on its way, trapped, and what its policy does not let the reader have', async () => {
    await s.hold(s.otherReaderId);
    assert.equal((await picks()).total, 1);
    await s.policy('isHoldAllowed', false);
    assert.equal((await picks()).total, 0);
    await s.policy('isHoldAllowed', true);
    await s.takeBack();
    assert.equal((await picks()).total, 0);
  });

  it('finds on the hold shelf what nobody fetched there', async () => {
    const { id } = (await s.hold(s.readerId)).json();
    await s.takeBack();
    await s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${id}` });
    await s.hold(s.otherReaderId);
    assert.equal((await picks()).items[0].isOnHoldShelf, true);
  });

  it('needs a branch that there is', async () => {
    assert.equal((await s.get('/circulation/pick-list?branchId=999999')).json().code, 'branch_unknown');
    assert.equal((await s.get('/circulation/pick-list')).json().code, 'invalid_request');
  });
});

describe('transfers', () => {
  it('are listed from and to a branch, the longest under way first, until they arrive', async () => {
    const other = { record_id: s.recordId, item_type_id: s.typeId, barcode: 'HOMEWARD' };
    await makeItem(s.db, { ...other, home_branch_id: s.otherBranchId, current_branch_id: s.branchId });
    await s.takeBack({ barcode: 'HOMEWARD' });
    s.now = s.now.add({ hours: 24 * 8 });
    await s.hold(s.readerId, { pickupBranchId: s.otherBranchId });
    await s.takeBack();
    const { items } = await list(`transfers?toBranchId=${s.otherBranchId}`);
    assert.deepEqual(
      items.map((one: { item: { barcode: string }; daysUnderWay: number; isLate: boolean; hold: object | null }) => [
        one.item.barcode,
        one.daysUnderWay,
        one.isLate,
        one.hold !== null,
      ]),
      [
        ['HOMEWARD', 8, true, false],
        [s.barcode, 0, false, true],
      ],
    );
    assert.deepEqual((await list(`transfers?fromBranchId=${s.otherBranchId}`)).items, []);
    assert.equal((await list('transfers?isLate=true')).items.length, 1);
    const first = await list('transfers?limit=1');
    assert.equal((await list(`transfers?limit=1&cursor=${first.nextCursor}`)).items[0].item.barcode, s.barcode);
    await s.takeBack({ barcode: 'HOMEWARD', branchId: s.otherBranchId });
    assert.equal((await list('transfers')).items.length, 1);
  });
});
