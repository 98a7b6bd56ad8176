import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { makeItem, makeItemType, makePatron, makeRecord } from '../../test/factories.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  for (const table of ['closures', 'opening_hours'] as const) await s.db.deleteFrom(table).execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const scoped = async (name: string, value: unknown, scope: Record<string, number>) => {
  const payload = { branchId: null, patronCategoryId: null, itemTypeId: null, ...scope, name, value };
  const answer = await s.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
  assert.equal(answer.statusCode, 200, answer.body);
};
const setting = (payload: object) => s.as('administrator')({ method: 'PATCH', url: '/api/v1/settings', payload });
/** Opens the desk's branch from Tuesday to Saturday. */
const openFromTuesday = () =>
  s.db
    .insertInto('opening_hours')
    .values([2, 3, 4, 5, 6].map((weekday) => ({ branch_id: s.branchId, weekday, opens: '10:00', closes: '18:00' })))
    .execute();
const dueAt = async (more: Record<string, unknown> = {}) => {
  const answer = await s.lend(more);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().loan.dueAt as string;
};
const anotherItem = async (more: Parameters<typeof makeItem>[1] = {}) => {
  const item = { item_type_id: s.typeId, home_branch_id: s.branchId, barcode: 'OTHER', ...more };
  return makeItem(s.db, { ...item, record_id: more.record_id ?? (await makeRecord(s.db)) });
};

describe('policies at a desk (rules 1 and 2)', () => {
  it('resolve each value on its own: a loan takes its period from the branch, its limit from the type', async () => {
    await s.policy('loanPeriod', 30);
    await scoped('loanPeriod', 7, { itemTypeId: s.typeId });
    await scoped('loanPeriod', 10, { branchId: s.branchId });
    await scoped('maxLoans', 1, { itemTypeId: s.typeId });
    assert.equal(await dueAt(), '2026-03-12T22:59:00.000Z');
    await anotherItem();
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'OTHER' })), ['too_many_loans']);
  });

  const days = { desk: '2026-03-03', patron_home: '2026-03-04', item_home: '2026-03-05' };
  for (const [source, day] of Object.entries(days)) {
    it(`are those of ${source} where the library says so`, async () => {
      const [patronHome, itemHome] = [
        s.branchId,
        await s.db
          .insertInto('branches')
          .values({ code: `H-${source}`, name: 'Home', time_zone: 'Europe/Paris' })
          .executeTakeFirstOrThrow(),
      ];
      const homeId = Number(itemHome.insertId);
      await s.db.updateTable('items').set({ home_branch_id: homeId }).where('id', '=', s.itemId).execute();
      await scoped('loanPeriod', 1, { branchId: s.otherBranchId });
      await scoped('loanPeriod', 2, { branchId: patronHome });
      await scoped('loanPeriod', 3, { branchId: homeId });
      await setting({ policyBranchSource: source });
      assert.equal((await dueAt({ branchId: s.otherBranchId })).slice(0, 10), day);
    });
  }
});

describe('when a loan is due (rules 4 to 6)', () => {
  it('at 23:59 of the branch, over the change of the clock', async () => {
    await s.policy('loanPeriod', 28);
    assert.equal(await dueAt(), '2026-03-30T21:59:00.000Z');
  });

  it('at the hour, or at closing time before', async () => {
    await s.policy('loanUnit', 'hour');
    await s.policy('loanPeriod', 4);
    await openFromTuesday();
    s.now = Temporal.Instant.from('2026-03-03T10:00:00Z');
    assert.equal(await dueAt(), '2026-03-03T14:00:00.000Z');
    await s.takeBack();
    s.now = Temporal.Instant.from('2026-03-03T15:00:00Z');
    assert.equal(await dueAt(), '2026-03-03T17:00:00.000Z');
    await s.takeBack();
    await s.policy('isHourlyLoanShortenedToClosing', false);
    assert.equal(await dueAt(), '2026-03-03T19:00:00.000Z');
  });

  // Lent on Monday, 2 March, for two weeks. The branch is closed on Mondays, and on Tuesday the 17th.
  const closedDays = {
    ignore: '2026-03-16',
    roll_forward: '2026-03-18',
    same_weekday: '2026-03-18',
    open_days_only: '2026-03-21',
  };
  for (const [mode, day] of Object.entries(closedDays)) {
    it(`on ${day} where closed days are treated by ${mode}`, async () => {
      await openFromTuesday();
      const closure = { branch_id: s.branchId, first_day: '2026-03-17', last_day: '2026-03-17', reason: 'Works' };
      await s.db.insertInto('closures').values(closure).execute();
      await s.policy('closedDays', mode);
      await s.policy('loanPeriod', 14);
      assert.equal(await dueAt(), `${day}T22:59:00.000Z`);
    });
  }

  it('a week later where the weekday is kept and open then', async () => {
    const closure = { branch_id: s.branchId, first_day: '2026-03-16', last_day: '2026-03-16', reason: 'Works' };
    await s.db.insertInto('closures').values(closure).execute();
    await s.policy('closedDays', 'same_weekday');
    await s.policy('loanPeriod', 14);
    assert.equal(await dueAt(), '2026-03-23T22:59:00.000Z');
  });

  it('never after the card, whose last day moves back from a closed day', async () => {
    await openFromTuesday();
    const expiring = await makePatron(s.db, { branch_id: s.branchId, expires_on: '2026-03-09' });
    assert.equal(await dueAt({ patronId: expiring }), '2026-03-07T22:59:00.000Z');
  });
});

describe('how many loans (rules 9 and 19)', () => {
  it('as many as wanted where the limit is blank, none where it is 0', async () => {
    await s.policy('maxLoansTotal', null);
    await s.policy('maxLoans', null);
    await dueAt();
    await anotherItem();
    await scoped('maxLoans', 0, { itemTypeId: s.typeId });
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'OTHER' })), ['too_many_loans']);
  });

  it('counts by the row that set the limit, and all in total', async () => {
    const filmType = await makeItemType(s.db);
    await scoped('maxLoans', 1, { itemTypeId: filmType });
    await s.policy('maxLoansTotal', 2);
    await dueAt();
    await anotherItem({ item_type_id: filmType });
    await dueAt({ barcode: 'OTHER' });
    await anotherItem({ item_type_id: filmType, barcode: 'THIRD' });
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'THIRD' })), ['too_many_loans', 'too_many_loans_total']);
  });

  it('counts a copy that the reader claims to have returned', async () => {
    await s.policy('maxLoansTotal', 1);
    await dueAt();
    await s.db.updateTable('items').set({ status: 'claimed_returned' }).where('id', '=', s.itemId).execute();
    await anotherItem();
    assert.deepEqual(refusalCodes(await s.lend({ barcode: 'OTHER' })), ['too_many_loans_total']);
  });
});

describe('a copy that others wait for (rules 8 and 26)', () => {
  it('is lent while another copy on the shelf is for them, but not when that one is not for them', async () => {
    const referenceType = await makeItemType(s.db);
    await s.hold(s.otherReaderId);
    const other = await anotherItem({ record_id: s.recordId });
    const { loan } = (await s.lend()).json();
    await s.undo('checkout', loan.id);
    await scoped('isLoanAllowed', false, { itemTypeId: referenceType });
    await s.db.updateTable('items').set({ item_type_id: referenceType }).where('id', '=', other).execute();
    assert.deepEqual(refusalCodes(await s.lend()), ['on_hold_for_other']);
  });

  for (const [others, due] of [
    [1, '2026-03-23'],
    [2, '2026-03-07'],
  ] as const) {
    it(`is lent until ${due} when ${others} more wait and the threshold is 1`, async () => {
      await s.policy('highDemandHolds', 1);
      await s.policy('highDemandLoanPeriod', 5);
      await s.hold(s.readerId);
      for (let n = 0; n < others; n += 1) await s.hold(await makePatron(s.db, { branch_id: s.branchId }));
      assert.equal(await dueAt(), `${due}T22:59:00.000Z`);
    });
  }
});
