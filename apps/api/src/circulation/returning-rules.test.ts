import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { makeItem, makePatron } from '../../test/factories.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  for (const table of ['closures', 'opening_hours'] as const) await s.db.deleteFrom(table).execute();
});
afterEach(() => s.assertSound());
after(() => s.close());

const later = (days: number) => void (s.now = s.now.add({ hours: 24 * days }));
/** Opens the desk's branch from Tuesday to Saturday. */
const openFromTuesday = () =>
  s.db
    .insertInto('opening_hours')
    .values([2, 3, 4, 5, 6].map((weekday) => ({ branch_id: s.branchId, weekday, opens: '10:00', closes: '18:00' })))
    .execute();
const balance = async () => (await s.get(`/patrons/${s.readerId}/desk`)).json().balance as number;

describe('what lateness costs (rules 17 and 20)', () => {
  type Policies = Record<string, string | number | boolean | null>;
  // Lent on Monday, 2 March, due on the 23rd; back ten days later, two of them closed.
  const cases: [name: string, policies: Policies, amount: number][] = [
    ['nothing by default', {}, 0],
    ['each open day', { overdueCharge: 20 }, 160],
    ['each day', { overdueCharge: 20, areClosedDaysCharged: true }, 200],
    ['less the grace', { overdueCharge: 20, overdueGrace: 3 }, 100],
    ['all of it once the grace is passed', { overdueCharge: 20, overdueGrace: 3, grace: 'threshold' }, 160],
    ['nothing within the grace', { overdueCharge: 20, overdueGrace: 8 }, 0],
    ['weeks begun', { overdueCharge: 20, overduePeriod: 7 }, 40],
    ['whole weeks', { overdueCharge: 20, overduePeriod: 7, overdueChargedAt: 'period_end' }, 20],
    ['no more than the cap', { overdueCharge: 20, overdueCap: 90 }, 90],
    ['no more than the copy’s price', { overdueCharge: 20, replacementPrice: 75 }, 75],
    ['no more than all together may cost', { overdueCharge: 20, overdueTotalCap: 70 }, 70],
  ];
  for (const [name, policies, amount] of cases) {
    it(`${name}: ${amount}`, async () => {
      await openFromTuesday();
      await s.policy('closedDays', 'ignore');
      for (const [policy, value] of Object.entries(policies)) await s.policy(policy, value);
      await s.lend();
      later(31);
      const { charge, explanation } = (await s.takeBack()).json();
      assert.equal(charge?.amount ?? 0, amount, JSON.stringify(explanation));
      assert.equal(await balance(), amount);
    });
  }

  it('no more than all together may cost, over several loans', async () => {
    await s.policy('overdueCharge', 20);
    await s.policy('overdueTotalCap', 70);
    await makeItem(s.db, {
      record_id: s.recordId,
      item_type_id: s.typeId,
      home_branch_id: s.branchId,
      barcode: 'OTHER',
    });
    await s.policy('isSecondCopyAllowed', true);
    for (const barcode of [s.barcode, 'OTHER']) await s.lend({ barcode });
    later(24);
    const amounts = [];
    for (const barcode of [s.barcode, 'OTHER'])
      amounts.push((await s.takeBack({ barcode })).json().charge?.amount ?? 0);
    assert.deepEqual([amounts, await balance()], [[60, 10], 70]);
  });

  it('is reckoned to the moment that a return is dated back to, possibly nothing', async () => {
    await s.policy('overdueCharge', 20);
    for (const [daysLate, amount] of [
      [2, 40],
      [0, null],
    ] as const) {
      const { loan } = (await s.lend()).json();
      later(30);
      const returnedAt = Temporal.Instant.from(loan.dueAt)
        .add({ hours: 24 * daysLate })
        .toString();
      const answer = (await s.takeBack({ returnedAt }, 'librarian')).json();
      assert.deepEqual(
        [answer.charge?.amount ?? null, answer.loan.returnedAt.slice(0, 19)],
        [amount, returnedAt.slice(0, 19)],
      );
    }
  });
});

describe('suspension instead of a charge (rule 20)', () => {
  type Policies = Record<string, string | number | boolean | null>;
  const cases: [name: string, policies: Policies, running: string | null, until: string | null][] = [
    ['a day for each open day late', {}, null, '2026-04-10'],
    ['rounded down', { suspensionPeriod: 3 }, null, '2026-04-04'],
    ['less the grace', { overdueGrace: 3 }, null, '2026-04-07'],
    ['over closed days', { suspensionCap: 3, isSuspensionExtendedOverClosedDays: true }, null, '2026-04-07'],
    ['the longest of two', {}, '2026-05-01', '2026-05-01'],
    ['one after the other', { suspensionsAdd: 'cumulative' }, '2026-05-01', '2026-05-09'],
    ['none within the grace', { overdueGrace: 8 }, null, null],
  ];
  for (const [name, policies, running, until] of cases) {
    it(`${name}: ${until ?? 'none'}`, async () => {
      await openFromTuesday();
      await s.policy('closedDays', 'ignore');
      await s.policy('suspensionDays', 1);
      for (const [policy, value] of Object.entries(policies)) await s.policy(policy, value);
      await s.lend();
      later(31);
      await s.db.updateTable('patrons').set({ restricted_until: running }).where('id', '=', s.readerId).execute();
      await s.takeBack();
      const { patron } = (await s.get(`/patrons/${s.readerId}/desk`)).json();
      assert.equal(patron.restrictedUntil, until);
    });
  }
});

describe('a hold that is ready (rules 18 and 23)', () => {
  it('is kept for so many open days, and then passes to the next', async () => {
    await openFromTuesday();
    const closure = { branch_id: s.branchId, first_day: '2026-03-04', last_day: '2026-03-04', reason: 'Works' };
    await s.db.insertInto('closures').values(closure).execute();
    await s.policy('pickupDays', 4);
    for (const patronId of [s.readerId, s.otherReaderId]) await s.hold(patronId);
    const { hold } = (await s.takeBack()).json();
    // Tuesday, Thursday, Friday, Saturday.
    assert.deepEqual([hold.status, hold.pickupUntil], ['ready', '2026-03-07']);
  });

  it('goes to the first who may have it, and never to one who may not', async () => {
    const category = await s.db
      .insertInto('patron_categories')
      .values({ code: `BARRED`, name_fr: 'Exclus', name_en: 'Barred' })
      .executeTakeFirstOrThrow();
    const categoryId = Number(category.insertId);
    const barred = await makePatron(s.db, { branch_id: s.branchId, category_id: categoryId });
    for (const patronId of [barred, s.otherReaderId]) assert.equal((await s.hold(patronId)).statusCode, 201);
    const payload = {
      branchId: null,
      patronCategoryId: categoryId,
      itemTypeId: null,
      name: 'isLoanAllowed',
      value: false,
    };
    await s.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
    const { hold } = (await s.takeBack()).json();
    assert.equal(hold.patron.id, s.otherReaderId);
    const queue = await s.db.selectFrom('holds').select(['patron_id', 'status', 'position']).orderBy('id').execute();
    assert.deepEqual(
      queue.map(({ status, position }) => [status, position]),
      [
        ['waiting', 1],
        ['ready', null],
      ],
    );
  });
});
