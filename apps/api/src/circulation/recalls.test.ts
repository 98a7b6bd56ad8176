import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { makeItem, makePatron } from '../../test/factories.ts';
import { createScene, refusalCodes, type Scene } from '../../test/circulation-scene.ts';
import { SYSTEM } from '../platform/auth/actor.ts';
import type { LoanDecision } from './loan-decisions.ts';
import { expireHolds } from './holds.service.ts';
import { recompute } from './recompute.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(async () => {
  await s.clear();
  await s.policy('areLoansRecalled', true);
});
afterEach(() => s.assertSound());
after(() => s.close());

const loanOf = async (id: number) =>
  s.db.selectFrom('loans').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const cancel = (holdId: number) => s.as('assistant')({ method: 'DELETE', url: `/api/v1/holds/${holdId}` });
/** A second copy of the record, lent to a reader of its own a day later. */
const lendAnother = async () => {
  const item = { record_id: s.recordId, item_type_id: s.typeId, home_branch_id: s.branchId, barcode: 'SCENE2' };
  await makeItem(s.db, item);
  s.now = s.now.add({ hours: 24 });
  const patronId = await makePatron(s.db, { branch_id: s.branchId });
  return (await s.lend({ patronId, barcode: 'SCENE2' })).json().loan as { id: number; dueAt: string };
};

describe('a recall by a hold (rule 25)', () => {
  it('shortens the loan, refuses its renewal, says so and is explained', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    const placed = (await s.hold(s.otherReaderId)).json();
    const loan = await loanOf(id);
    assert.deepEqual([loan.due_at, loan.due_before_recall], ['2026-03-16T22:59:00.000Z', dueAt]);
    assert.deepEqual(placed.explanation.steps.at(-1), {
      code: 'hold_recalls',
      params: { loanId: id, at: loan.due_at },
    });
    assert.deepEqual(refusalCodes(await s.post(`/loans/${id}/renew`)), ['recalled', 'on_hold']);
    const decisions = (await s.get(`/loans/${id}/explanation`)).json().decisions as LoanDecision[];
    assert.equal(decisions.at(-1)!.kind, 'recall');
    assert.equal(recompute(decisions.at(-1)!.explanation).dueAt, loan.due_at);
    const [shown] = (await s.get('/loans?status=open')).json().items;
    assert.equal(shown.recalledAt, '2026-03-02T09:00:00.000Z');
  });

  it('takes the loan that is due last, then the next, and no loan twice', async () => {
    const first = (await s.lend()).json().loan;
    const second = await lendAnother();
    await s.hold(s.otherReaderId);
    assert.equal((await loanOf(first.id)).recalled_at, null);
    assert.notEqual((await loanOf(second.id)).due_at, second.dueAt);
    await s.hold(await makePatron(s.db, { branch_id: s.branchId }));
    const before = await loanOf(first.id);
    assert.notEqual(before.due_at, first.dueAt);
    await s.hold(await makePatron(s.db, { branch_id: s.branchId }));
    assert.deepEqual(await loanOf(first.id), before, 'nothing is left to recall');
  });

  const untouched: [string, () => Promise<unknown>][] = [
    ['where the library does not recall', async () => s.policy('areLoansRecalled', false)],
    [
      'while another copy stands on the shelf',
      async () =>
        makeItem(s.db, { record_id: s.recordId, item_type_id: s.typeId, home_branch_id: s.branchId, barcode: 'FREE' }),
    ],
    [
      'of an item that is claimed to be back',
      async () => s.db.updateTable('items').set({ status: 'claimed_returned' }).execute(),
    ],
  ];
  for (const [name, given] of untouched) {
    it(`leaves the loan ${name}`, async () => {
      const { id, dueAt } = (await s.lend()).json().loan;
      await given();
      const placed = await s.hold(s.otherReaderId);
      assert.equal(placed.statusCode, 201, placed.body);
      assert.deepEqual([(await loanOf(id)).due_at, (await loanOf(id)).recalled_at], [dueAt, null]);
    });
  }

  it('takes the loan for the second hold when the one copy on the shelf is for the first', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    await makeItem(s.db, {
      record_id: s.recordId,
      item_type_id: s.typeId,
      home_branch_id: s.branchId,
      barcode: 'FREE',
    });
    await s.hold(s.otherReaderId);
    assert.equal((await loanOf(id)).due_at, dueAt);
    const second = (await s.hold(await makePatron(s.db, { branch_id: s.branchId }))).json();
    assert.equal((await loanOf(id)).recalled_by_hold_id, second.id);
  });

  it('leaves the loan for a hold of a later day', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    await s.hold(s.otherReaderId, { startsOn: '2026-05-01' });
    assert.equal((await loanOf(id)).due_at, dueAt);
  });

  it('is lifted when its hold is cancelled: due when it was before, and renewable', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    const hold = (await s.hold(s.otherReaderId)).json();
    assert.equal((await cancel(hold.id)).statusCode, 200);
    const loan = await loanOf(id);
    assert.deepEqual([loan.due_at, loan.recalled_at, loan.recalled_by_hold_id], [dueAt, null, null]);
    const decisions = (await s.get(`/loans/${id}/explanation`)).json().decisions as LoanDecision[];
    assert.equal(recompute(decisions.at(-1)!.explanation).dueAt, dueAt);
    assert.equal((await s.post(`/loans/${id}/renew`)).statusCode, 200);
  });

  it('passes to the next hold that waits', async () => {
    const { id } = (await s.lend()).json().loan;
    const hold = (await s.hold(s.otherReaderId)).json();
    const other = (await s.hold(await makePatron(s.db, { branch_id: s.branchId }))).json();
    const before = await loanOf(id);
    await cancel(hold.id);
    const loan = await loanOf(id);
    assert.deepEqual([loan.due_at, loan.recalled_by_hold_id], [before.due_at, other.id]);
  });

  it('does not pass to a hold that sleeps or is for a later day', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    const hold = (await s.hold(s.otherReaderId)).json();
    const asleep = (await s.hold(await makePatron(s.db, { branch_id: s.branchId }))).json();
    await s.as('assistant')({ method: 'PATCH', url: `/api/v1/holds/${asleep.id}`, payload: { isSuspended: true } });
    await s.hold(await makePatron(s.db, { branch_id: s.branchId }), { startsOn: '2026-05-01' });
    await cancel(hold.id);
    const loan = await loanOf(id);
    assert.deepEqual([loan.due_at, loan.recalled_by_hold_id], [dueAt, null]);
  });

  it('is lifted when another copy serves the hold', async () => {
    const first = (await s.lend()).json().loan;
    const second = await lendAnother();
    await s.hold(s.otherReaderId);
    await s.takeBack();
    assert.equal((await loanOf(second.id)).due_at, second.dueAt);
    assert.notEqual((await loanOf(first.id)).returned_at, null);
  });

  it('is over when the loan is renewed all the same', async () => {
    const { id } = (await s.lend()).json().loan;
    await s.hold(s.otherReaderId);
    const override = { overrides: ['recalled', 'on_hold'], overrideComment: 'Exam tomorrow' };
    assert.equal((await s.post(`/loans/${id}/renew`, override, 'librarian')).statusCode, 200);
    assert.equal((await loanOf(id)).recalled_at, null);
  });

  it('ends with the return, for its reader', async () => {
    const { id } = (await s.lend()).json().loan;
    await s.hold(s.otherReaderId);
    const returned = (await s.takeBack()).json();
    assert.equal(returned.hold.patron.id, s.otherReaderId);
    assert.notEqual((await loanOf(id)).recalled_at, null, 'the past keeps what was');
    assert.deepEqual(await expireHolds(s.context, SYSTEM, { branchId: s.branchId, day: '2026-03-03' }), []);
  });
});
