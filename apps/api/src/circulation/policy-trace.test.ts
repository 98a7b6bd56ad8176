import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertWellFormed } from '../../test/explanation-shape.ts';
import type { PolicyRow } from './policy-resolution.ts';
import { resolvePolicies } from './policy-resolution.ts';
import { branchStep, mergeUses, tracePolicies } from './policy-trace.ts';

const subject = { branchId: 1, patronCategoryId: 2, itemTypeId: 3 };
const row: PolicyRow = { id: 8, name: 'loanPeriod', value: 7, branchId: 1, patronCategoryId: null, itemTypeId: null };
const traced = () => tracePolicies(resolvePolicies([row], subject), { id: 1, by: 'patron_home' });

describe('policies that remember what was looked at (rule 3)', () => {
  it('name the row of each value that was read, in the order in which it was first read, and no other', () => {
    const policies = traced();
    assert.deepEqual(policies.uses(), []);
    assert.equal(policies.values.maxLoansTotal, 10);
    assert.equal(policies.values.loanPeriod, 7);
    assert.equal(policies.values.maxLoansTotal, 10);
    assert.deepEqual(policies.uses(), [
      { name: 'maxLoansTotal', value: 10, source: null },
      {
        name: 'loanPeriod',
        value: 7,
        source: { id: 8, branchId: 1, patronCategoryId: null, itemTypeId: null },
      },
    ]);
  });

  it('begin anew for another computation, with the same values', () => {
    const policies = traced();
    assert.equal(policies.values.loanPeriod, 7);
    const anew = policies.anew();
    assert.deepEqual([anew.uses(), anew.values.loanPeriod, anew.branch], [[], 7, policies.branch]);
    assert.equal(anew.uses().length, 1);
    assert.equal(policies.uses().length, 1);
  });

  it('say whose branch they are of', () => {
    const said = branchStep(traced());
    assert.deepEqual(said, { code: 'policies_of_branch', params: { branchId: 1, by: 'patron_home' } });
    assertWellFormed([said]);
  });

  it('are told once where two computations used them', () => {
    const [loan, renewal] = [traced(), traced()];
    for (const name of ['loanPeriod', 'maxDebt'] as const) assert.notEqual(loan.values[name], undefined);
    for (const name of ['maxDebt', 'grace'] as const) assert.notEqual(renewal.values[name], undefined);
    assert.deepEqual(
      mergeUses(loan.uses(), renewal.uses()).map(({ name }) => name),
      ['loanPeriod', 'maxDebt', 'grace'],
    );
  });
});
