import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const days = (count: number) => ({ hours: 24 * count });

describe('taking back', () => {
  it('closes the loan and says where the item goes', async () => {
    await s.lend();
    const answer = (await s.takeBack()).json();
    assert.equal(answer.outcome, 'shelf');
    assert.equal(answer.item.state, 'available');
    assert.equal(answer.loan.returnedAt, s.now.toString({ smallestUnit: 'millisecond' }));
    assert.equal(answer.charge, null);
  });

  it('takes what is not on loan, and says so', async () => {
    const answer = (await s.takeBack()).json();
    assert.equal(answer.outcome, 'not_on_loan');
    assert.deepEqual(
      answer.alerts.map(({ code }: { code: string }) => code),
      ['not_on_loan'],
    );
  });

  it('does not know every barcode', async () => {
    assert.equal((await s.takeBack({ barcode: 'NOTHING' })).json().code, 'barcode_unknown');
  });

  it('sends the item home, where it arrives', async () => {
    await s.lend();
    const sent = (await s.takeBack({ branchId: s.otherBranchId })).json();
    assert.deepEqual([sent.outcome, sent.transitTo, sent.item.state], ['transit', s.branchId, 'in_transit']);
    assert.equal((await s.takeBack()).json().outcome, 'shelf');
  });

  it('lets the item float where the library says so', async () => {
    await s.as('administrator')({ method: 'PATCH', url: '/api/v1/settings', payload: { returnedItemGoes: 'floats' } });
    await s.lend();
    const answer = (await s.takeBack({ branchId: s.otherBranchId })).json();
    assert.deepEqual(
      [answer.outcome, answer.item.currentBranchId, answer.item.homeBranchId],
      ['shelf', s.otherBranchId, s.branchId],
    );
  });

  it('charges what is late, once', async () => {
    await s.policy('overdueCharge', 20);
    await s.lend();
    s.now = s.now.add(days(24));
    const answer = (await s.takeBack()).json();
    assert.deepEqual([answer.charge.kind, answer.charge.amount, answer.charge.outstanding], ['overdue', 60, 60]);
    assert.equal(answer.charge.title, 'Le Grand Meaulnes');
    assert.equal((await s.takeBack()).json().charge, null);
    assert.equal((await s.get(`/patrons/${s.readerId}/desk`)).json().balance, 60);
  });

  it('charges nothing for a return that is backdated to before it was due', async () => {
    await s.policy('overdueCharge', 20);
    await s.lend();
    s.now = s.now.add(days(24));
    const returnedAt = s.now.subtract(days(5)).toString();
    assert.equal((await s.takeBack({ returnedAt }, 'assistant')).statusCode, 403);
    const early = s.now.subtract(days(90)).toString();
    assert.equal((await s.takeBack({ returnedAt: early }, 'librarian')).json().code, 'return_moment_invalid');
    assert.equal((await s.takeBack({ returnedAt }, 'librarian')).json().charge, null);
  });

  it('suspends instead, where the library does', async () => {
    await s.policy('suspensionDays', 1);
    await s.lend();
    s.now = s.now.add(days(24));
    await s.takeBack();
    const { patron, blocks } = (await s.get(`/patrons/${s.readerId}/desk`)).json();
    assert.equal(patron.restrictedUntil, '2026-03-29');
    assert.deepEqual(
      blocks.map(({ code }: { code: string }) => code),
      ['patron_restricted'],
    );
  });

  it('finds a lost item, and forgives what it cost', async () => {
    const { loan } = (await s.lend()).json();
    await s.db.updateTable('items').set({ status: 'lost' }).where('id', '=', s.itemId).execute();
    const charge = {
      patron_id: s.readerId,
      loan_id: loan.id as number,
      kind: 'lost' as const,
      amount: 1500,
      created_at: '2026-03-02T10:00:00.000Z',
    };
    await s.db.insertInto('account_lines').values(charge).execute();
    const answer = (await s.takeBack()).json();
    assert.deepEqual(
      answer.alerts.map(({ code }: { code: string }) => code),
      ['lost_item_found'],
    );
    assert.equal(answer.item.state, 'available');
    assert.equal((await s.get(`/patrons/${s.readerId}/desk`)).json().balance, 0);
  });
});

describe('undoing', () => {
  const tables = async () => ({
    loans: await s.db.selectFrom('loans').select(['id', 'open_item_id', 'due_at', 'renewals', 'returned_at']).execute(),
    items: await s.db.selectFrom('items').selectAll().execute(),
    holds: await s.db
      .selectFrom('holds')
      .select(['id', 'status', 'position', 'trapped_item_id', 'active_key', 'pickup_until'])
      .orderBy('id')
      .execute(),
    patrons: await s.db.selectFrom('patrons').select(['id', 'restricted_until', 'restriction_reason']).execute(),
    balance: (await s.get(`/patrons/${s.readerId}/desk`)).json().balance as number,
  });

  it('takes a checkout back, with the hold that it fulfilled', async () => {
    await s.hold(s.readerId);
    await s.hold(s.otherReaderId);
    await s.takeBack();
    const before = await tables();
    const { loan } = (await s.lend()).json();
    assert.equal((await tables()).holds[0]?.status, 'fulfilled');
    assert.deepEqual((await s.undo('checkout', loan.id)).json(), { loan: null });
    assert.deepEqual(await tables(), before);
  });

  it('takes an overridden checkout back, with the hold that lost its item', async () => {
    await s.hold(s.otherReaderId);
    await s.takeBack();
    const before = await tables();
    const override = { overrides: ['on_hold_for_other'], overrideComment: 'agreed' };
    const { loan } = (await s.lend(override, 'librarian')).json();
    assert.deepEqual([(await tables()).holds[0]?.status, (await tables()).holds[0]?.position], ['waiting', 1]);
    assert.equal((await s.undo('checkout', loan.id, 'librarian')).statusCode, 200);
    assert.deepEqual(await tables(), before);
  });

  it('takes a return back: due date, hold, charge and suspension', async () => {
    await s.policy('overdueCharge', 20);
    await s.policy('suspensionDays', 1);
    const { loan } = (await s.lend()).json();
    await s.hold(s.otherReaderId);
    s.now = s.now.add(days(24));
    const before = await tables();
    assert.equal((await s.takeBack()).json().hold.status, 'ready');
    const undone = await s.undo('return', loan.id);
    assert.equal(undone.json().loan.returnedAt, null, undone.body);
    assert.deepEqual(await tables(), before);
    assert.equal((await s.takeBack()).json().charge.amount, 60);
  });

  it('takes a renewal back', async () => {
    const { loan } = (await s.lend()).json();
    const before = await tables();
    await s.post(`/loans/${loan.id}/renew`);
    assert.equal((await s.undo('renew', loan.id)).json().loan.dueAt, loan.dueAt);
    assert.deepEqual(await tables(), before);
  });

  const reasonOf = async (action: string, loanId: number, role: 'assistant' | 'librarian' = 'assistant') => {
    const answer = await s.undo(action, loanId, role);
    assert.equal(answer.statusCode, 409);
    assert.equal(answer.json().code, 'undo_refused');
    return answer.json().params.reason as string;
  };

  it('is refused to others, too late, twice, and when something happened since', async () => {
    await s.policy('overdueCharge', 20);
    const { loan } = (await s.lend()).json();
    assert.equal(await reasonOf('checkout', loan.id, 'librarian'), 'other_staff');
    assert.equal(await reasonOf('return', loan.id), 'nothing_to_undo');
    s.now = s.now.add({ minutes: 11 });
    assert.equal(await reasonOf('checkout', loan.id), 'too_late');
    s.now = s.now.add(days(30));
    const { charge } = (await s.takeBack()).json();
    const payment = {
      patron_id: s.readerId,
      kind: 'payment' as const,
      amount: -20,
      applies_to_id: charge.id as number,
      created_at: '2026-04-02T10:00:00.000Z',
    };
    const { insertId } = await s.db.insertInto('account_lines').values(payment).executeTakeFirstOrThrow();
    assert.equal(await reasonOf('return', loan.id), 'charge_settled');
    await s.db.deleteFrom('account_lines').where('id', '=', Number(insertId)).execute();
    await s.lend({ patronId: s.otherReaderId });
    assert.equal(await reasonOf('return', loan.id), 'changed_since');
    await s.takeBack();
    assert.equal((await s.undo('return', loan.id)).statusCode, 200);
    assert.equal(await reasonOf('return', loan.id), 'nothing_to_undo');
  });
});
