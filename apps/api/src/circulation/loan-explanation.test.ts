import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createScene, type Scene } from '../../test/circulation-scene.ts';
import { forget } from '../../test/retention.ts';
import { ROLES } from '../../test/test-app.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Explanation } from './explanation.ts';
import type { LoanDecision } from './loan-decisions.ts';
import { recompute } from './recompute.ts';

let s: Scene;
before(async () => (s = await createScene()));
beforeEach(() => s.clear());
afterEach(() => s.assertSound());
after(() => s.close());

const explain = async (loanId: number) =>
  (await s.get(`/loans/${loanId}/explanation`)).json().decisions as LoanDecision[];
const sourceOf = ({ policies }: Explanation, name: string) => policies.find((use) => use.name === name)?.source;

describe('every answer explains itself (rule 3)', () => {
  it('a checkout: the policy rows, the steps, and nothing that was not used', async () => {
    await s.policy('loanPeriod', 10);
    const { loan, explanation } = (await s.lend()).json() as { loan: { dueAt: string }; explanation: Explanation };
    const row = await s.db.selectFrom('policy_values').select('id').executeTakeFirstOrThrow();
    const everywhere = { branchId: null, patronCategoryId: null, itemTypeId: null };
    assert.deepEqual(sourceOf(explanation, 'loanPeriod'), { id: row.id, ...everywhere });
    assert.equal(sourceOf(explanation, 'maxLoansTotal'), null, 'the built-in value has no row');
    assert.equal(sourceOf(explanation, 'renewalPeriod'), undefined, 'a checkout looks at no renewal');
    assert.deepEqual(explanation.steps[0], {
      code: 'policies_of_branch',
      params: { branchId: s.branchId, by: 'desk' },
    });
    assert.equal(recompute(explanation).dueAt, loan.dueAt);
  });

  it('a refused checkout, with reasons that its figures bear out', async () => {
    await s.policy('maxLoansTotal', 0);
    const { explanation, refusals } = (await s.lend()).json();
    assert.deepEqual(recompute(explanation).reasons, ['too_many_loans_total']);
    assert.equal(refusals.length, 1);
    const unknown = (await s.lend({ barcode: 'NONE' })).json().explanation as Explanation;
    assert.deepEqual(recompute(unknown).reasons, ['unknown_barcode']);
  });

  it('a renewal, granted and refused', async () => {
    const { id } = (await s.lend()).json().loan;
    const { loan, explanation } = (await s.post(`/loans/${id}/renew`)).json();
    assert.equal(recompute(explanation).dueAt, loan.dueAt);
    await s.policy('maxRenewals', 1);
    const refused = (await s.post(`/loans/${id}/renew`)).json().explanation as Explanation;
    assert.deepEqual(recompute(refused).reasons, ['too_many']);
    assert.ok(refused.policies.some(({ name, value }) => name === 'maxRenewals' && value === 1));
  });

  it('a return: the amount, and how long its hold is kept', async () => {
    await s.policy('overdueCharge', 20);
    await s.lend();
    await s.hold(s.otherReaderId);
    s.now = s.now.add({ hours: 24 * 30 });
    const { charge, hold, explanation } = (await s.takeBack()).json();
    const again = recompute(explanation);
    assert.deepEqual([again.overdue, again.pickupUntil], [charge.amount, hold.pickupUntil]);
    assert.ok(charge.amount > 0);
  });

  it('a hold, placed and refused', async () => {
    const placed = (await s.hold(s.readerId)).json();
    assert.ok(placed.explanation.policies.some(({ name }: { name: string }) => name === 'maxHoldsPerRecord'));
    const refused = (await s.hold(s.readerId)).json().explanation as Explanation;
    assert.deepEqual(recompute(refused).reasons, ['already_on_hold']);
  });
});

describe('the explanation that is kept', () => {
  it('stays what it was when policies change', async () => {
    const { id, dueAt } = (await s.lend()).json().loan;
    await s.policy('loanPeriod', 3);
    const [checkout, ...more] = await explain(id);
    assert.deepEqual([checkout!.kind, recompute(checkout!.explanation).dueAt, more.length], ['checkout', dueAt, 0]);
    assert.doesNotMatch(JSON.stringify(checkout), /maxDebt/, 'what the reader owed is nobody’s business later');
  });

  it('has every decision in order, with the line that it led to', async () => {
    await s.policy('overdueCharge', 20);
    const { id } = (await s.lend()).json().loan;
    await s.post(`/loans/${id}/renew`);
    s.now = s.now.add({ hours: 24 * 60 });
    const { charge } = (await s.takeBack()).json();
    const decisions = await explain(id);
    assert.deepEqual(
      decisions.map(({ kind, chargeId }) => [kind, chargeId]),
      [
        ['checkout', null],
        ['renewal', null],
        ['return', charge.id],
      ],
    );
    assert.equal(recompute(decisions[2]!.explanation).overdue, charge.amount);
  });

  it('goes with what is undone', async () => {
    const { id } = (await s.lend()).json().loan;
    await s.post(`/loans/${id}/renew`);
    await s.undo('renew', id);
    assert.deepEqual(
      (await explain(id)).map(({ kind }) => kind),
      ['checkout'],
    );
    const count = async () => (await s.db.selectFrom('loan_decisions').selectAll().execute()).length;
    await s.clear();
    const again = (await s.lend()).json().loan;
    assert.equal(await count(), 1);
    await s.undo('checkout', again.id);
    assert.equal(await count(), 0);
  });

  it('goes when the loan is made anonymous', async () => {
    const { id } = (await s.lend()).json().loan;
    await s.takeBack();
    await forget(s.db, 'loan_history', toTimestamp(s.now.add({ hours: 1 })));
    assert.deepEqual(await explain(id), []);
  });

  const expected: Record<string, [own: number, others: number]> = {
    administrator: [200, 200],
    librarian: [200, 200],
    assistant: [200, 200],
    reader: [200, 404],
    anonymous: [401, 401],
  };
  for (const role of ROLES) {
    it(`${role}: ${expected[role]?.join(' for the reader’s own, ')} for another’s`, async () => {
      const own = (await s.lend()).json().loan;
      await s.takeBack();
      s.now = s.now.add({ hours: 1 });
      const others = (await s.lend({ patronId: s.otherReaderId })).json().loan;
      const answers = await Promise.all([own, others].map(({ id }) => s.get(`/loans/${id}/explanation`, role)));
      assert.deepEqual(
        answers.map(({ statusCode }) => statusCode),
        expected[role],
      );
    });
  }

  it('is not found for a loan that is not', async () => {
    assert.equal((await s.get('/loans/9999/explanation')).json().code, 'not_found');
  });
});
