import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { makeItem, makeItemType, makePatron } from '../../test/factories.ts';

let s: Scene;
let loanId: number;
before(async () => (s = await createScene()));
/** Lent on 2 March for three weeks. */
beforeEach(async () => {
  await s.clear();
  loanId = (await s.lend()).json().loan.id;
});
afterEach(() => s.assertSound());
after(() => s.close());

const renew = (more: object = {}, role: 'assistant' | 'librarian' | 'reader' = 'assistant') =>
  s.post(`/loans/${loanId}/renew`, more, role);
const later = (days: number) => void (s.now = s.now.add({ hours: 24 * days }));
const reader = (values: object) => s.db.updateTable('patrons').set(values).where('id', '=', s.readerId).execute();
const stored = () => s.db.selectFrom('loans').selectAll().where('id', '=', loanId).executeTakeFirstOrThrow();
const setting = (payload: object) => s.as('administrator')({ method: 'PATCH', url: '/api/v1/settings', payload });
const anotherCopy = (barcode: string, itemTypeId = s.typeId) =>
  makeItem(s.db, { record_id: s.recordId, item_type_id: itemTypeId, home_branch_id: s.branchId, barcode });

describe('a renewal that is refused (rules 12 and 19)', () => {
  const cases: [name: string, arrange: () => Promise<unknown>, codes: string[]][] = [
    ['too often', () => s.policy('maxRenewals', 0), ['too_many']],
    ['too soon', () => s.policy('renewalOpensBefore', 20), ['too_soon']],
    ['while others wait', () => s.hold(s.otherReaderId), ['on_hold']],
    [
      'once it is recalled',
      async () => {
        await s.policy('areLoansRecalled', true);
        await s.hold(s.otherReaderId);
      },
      ['recalled', 'on_hold'],
    ],
    ['by a suspended reader', () => reader({ restricted_until: '2026-03-02' }), ['restricted']],
    [
      'by a reader in debt',
      () => s.post(`/patrons/${s.readerId}/charges`, { amount: 1001, note: 'Card' }, 'librarian'),
      ['debt'],
    ],
    [
      'with a card that has run out',
      async () => {
        await reader({ expires_on: '2026-03-03' });
        later(2);
      },
      ['card_expired'],
    ],
    [
      'overdue, where that is refused',
      async () => {
        await s.policy('overdueRenewal', 'refuse');
        later(22);
      },
      ['overdue'],
    ],
    [
      'of a copy that is claimed to be back',
      () => s.db.updateTable('items').set({ status: 'claimed_returned' }).where('id', '=', s.itemId).execute(),
      ['item_claimed_returned'],
    ],
  ];
  for (const [name, arrange, codes] of cases) {
    it(`${name}: ${codes.join(', ')}; nothing changes`, async () => {
      await arrange();
      const before = await stored();
      const answer = await renew();
      assert.deepEqual([answer.statusCode, refusalCodes(answer)], [409, codes]);
      assert.deepEqual(await stored(), before);
      await reader({ expires_on: '2030-12-31' });
    });
  }

  it('may be overridden with a comment by who may, and not what is impossible', async () => {
    await s.policy('maxRenewals', 0);
    const override = { overrides: ['too_many'], overrideComment: 'Moving house' };
    assert.equal((await renew(override, 'reader')).statusCode, 409);
    assert.equal((await renew(override, 'librarian')).statusCode, 200);
    assert.equal((await stored()).renewals, 1);
  });

  it('is possible from the beginning of the first day on', async () => {
    await s.policy('renewalOpensBefore', 20);
    s.now = s.now.add({ hours: 13 });
    assert.deepEqual(refusalCodes(await renew()), ['too_soon']);
    // Midnight of Tuesday, 3 March in Paris.
    s.now = s.now.add({ hours: 1 });
    assert.equal((await renew()).statusCode, 200);
  });
});

describe('a renewal although others wait (rule 13)', () => {
  beforeEach(() => s.policy('canRenewWhenOthersFillHolds', true));

  it('is granted while other copies fill every hold', async () => {
    await anotherCopy('SECOND');
    await s.hold(s.otherReaderId);
    assert.equal((await renew()).statusCode, 200);
    await s.hold(await makePatron(s.db, { branch_id: s.branchId }));
    assert.deepEqual(refusalCodes(await renew()), ['on_hold'], 'one copy does not fill two holds');
    await anotherCopy('THIRD');
    assert.equal((await renew()).statusCode, 200);
  });

  it('is refused while the other copies are not for who waits', async () => {
    const referenceType = await makeItemType(s.db);
    await anotherCopy('REFERENCE', referenceType);
    const payload = {
      branchId: null,
      patronCategoryId: null,
      itemTypeId: referenceType,
      name: 'isLoanAllowed',
      value: false,
    };
    await s.as('administrator')({ method: 'PUT', url: '/api/v1/policies/values', payload });
    await s.hold(s.otherReaderId);
    assert.deepEqual(refusalCodes(await renew()), ['on_hold']);
  });

  it('is refused while the other copy is asked for by name before', async () => {
    const itemId = await anotherCopy('SECOND');
    await s.hold(await makePatron(s.db, { branch_id: s.branchId }), { itemId });
    assert.equal((await renew()).statusCode, 200, 'nobody waits for this one');
    await s.hold(s.otherReaderId);
    assert.deepEqual(refusalCodes(await renew()), ['on_hold']);
  });

  it('is refused for a hold on this very copy, whatever else stands there', async () => {
    await anotherCopy('SECOND');
    await s.hold(s.otherReaderId, { itemId: s.itemId });
    assert.deepEqual(refusalCodes(await renew()), ['on_hold']);
  });
});

describe('the new period (rule 14)', () => {
  const cases: [name: string, arrange: () => unknown, due: string][] = [
    ['counts from the due date', () => later(5), '2026-04-13T21:59:00.000Z'],
    [
      'counts from today where the library says so',
      async () => {
        await setting({ renewalCountsFrom: 'today' });
        later(5);
      },
      '2026-03-28T22:59:00.000Z',
    ],
    ['counts from today when overdue', () => later(25), '2026-04-17T21:59:00.000Z'],
    ['has its own length', () => s.policy('renewalPeriod', 7), '2026-03-30T21:59:00.000Z'],
    ['may be nothing', () => s.policy('renewalPeriod', 0), '2026-03-23T22:59:00.000Z'],
  ];
  for (const [name, arrange, due] of cases) {
    it(`${name}: ${due}`, async () => {
      await arrange();
      const answer = await renew();
      assert.deepEqual([answer.statusCode, answer.json().loan?.dueAt], [200, due], answer.body);
      const { due_at, renewals } = await stored();
      assert.deepEqual([due_at, renewals], [due, 1]);
    });
  }
});
