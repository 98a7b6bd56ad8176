import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { findItemSummary } from '../catalogue/items.queries.ts';
import { toTimestamp } from '../platform/clock.ts';
import { findLoan, findLoanRow } from './loans.queries.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

/** What the last entry of the audit log says was left: the loan and the place. */
async function lastEntry(): Promise<{ loan: object; place: object }> {
  const entries = s.db.selectFrom('audit_log').select('after').where('action', 'in', ['loan.checkout', 'loan.return']);
  const { after: text } = await entries.orderBy('id', 'desc').executeTakeFirstOrThrow();
  return JSON.parse(text!) as { loan: object; place: object };
}

/** Holds an answer, and the log, to what is stored: neither reads back what was just written. */
async function assertAsStored(answer: { loan: { id: number }; item?: unknown }): Promise<void> {
  const { id } = answer.loan;
  assert.deepEqual(answer.loan, await findLoan(s.db, id, toTimestamp(s.now)));
  const { patronId: _, ...logged } = (await findLoanRow(s.db, id))!;
  const { loan, place } = await lastEntry();
  assert.deepEqual(loan, logged);
  const stored = await s.db.selectFrom('items').selectAll().where('id', '=', s.itemId).executeTakeFirstOrThrow();
  assert.deepEqual(place, {
    status: stored.status,
    currentBranchId: stored.current_branch_id,
    transitToBranchId: stored.transit_to_branch_id,
    transitSince: stored.transit_since,
    shelfHoldId: stored.shelf_hold_id,
  });
  if (answer.item !== undefined) assert.deepEqual(answer.item, await findItemSummary(s.db, s.itemId));
}

describe('what a desk is answered', () => {
  it('is the loan as it is stored', async () => {
    await s.policy('loanUnit', 'hour');
    await assertAsStored((await s.lend()).json());
    await assertAsStored((await s.takeBack()).json());
  });

  it('is the copy as it is stored: moved, on its way, for the first who waits, or put aside', async () => {
    await s.db
      .updateTable('items')
      .set({ call_number: '840 ALA', location: 'Hall', volume: 'T. 1', price: 1200 })
      .execute();
    await assertAsStored((await s.lend({ branchId: s.otherBranchId })).json());
    await assertAsStored((await s.takeBack({ branchId: s.otherBranchId })).json());
    await assertAsStored((await s.lend()).json());
    await s.hold(s.otherReaderId);
    await assertAsStored((await s.takeBack({ branchId: s.otherBranchId })).json());
    await s.takeBack();
    await assertAsStored((await s.lend({ patronId: s.otherReaderId })).json());
    await s.hold(s.readerId);
    await assertAsStored((await s.takeBack()).json());
    await assertAsStored((await s.lend()).json());
    await s.db.updateTable('items').set({ status: 'damaged' }).execute();
    await assertAsStored((await s.takeBack()).json());
  });
});
