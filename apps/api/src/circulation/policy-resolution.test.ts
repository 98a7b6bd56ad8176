import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { faultOfPolicyValue, POLICY_DEFINITIONS, POLICY_NAMES, type PolicyScope } from './policy-definitions.ts';
import { policyBranch, resolvePolicies, scopeKey, type PolicyRow } from './policy-resolution.ts';

const subject = { branchId: 1, patronCategoryId: 2, itemTypeId: 3 };
const anywhere: PolicyScope = { branchId: null, patronCategoryId: null, itemTypeId: null };

let nextId = 1;
function row(name: string, value: PolicyRow['value'], scope: Partial<PolicyScope> = {}): PolicyRow {
  return { id: nextId++, name, value, ...anywhere, ...scope };
}

describe('resolving policies (rule 1)', () => {
  it('gives the default, without a source, where nothing is set', () => {
    const { values, sources } = resolvePolicies([], subject);
    assert.equal(values.loanPeriod, 21);
    assert.equal(sources.loanPeriod, null);
  });

  const inOrder: Partial<PolicyScope>[] = [
    {},
    { itemTypeId: 3 },
    { patronCategoryId: 2 },
    { patronCategoryId: 2, itemTypeId: 3 },
    { branchId: 1 },
    { branchId: 1, itemTypeId: 3 },
    { branchId: 1, patronCategoryId: 2 },
    { branchId: 1, patronCategoryId: 2, itemTypeId: 3 },
  ];
  for (const [index, scope] of inOrder.entries()) {
    it(`prefers ${JSON.stringify(scope)} over the ${index} scopes that weigh less`, () => {
      const rows = inOrder.slice(0, index + 1).map((each, place) => row('loanPeriod', place, each));
      assert.equal(resolvePolicies(rows, subject).values.loanPeriod, index);
      assert.equal(resolvePolicies(rows.toReversed(), subject).values.loanPeriod, index);
    });
  }

  it('resolves each value on its own', () => {
    const rows = [
      row('loanPeriod', 7, { branchId: 1, patronCategoryId: 2, itemTypeId: 3 }),
      row('maxRenewals', 5, { itemTypeId: 3 }),
    ];
    const { values, sources } = resolvePolicies(rows, subject);
    assert.deepEqual([values.loanPeriod, values.maxRenewals, values.maxLoansTotal], [7, 5, 10]);
    assert.equal(sources.maxRenewals?.itemTypeId, 3);
  });

  it('passes over rows of other branches, categories and types', () => {
    const rows = [
      row('loanPeriod', 1, { branchId: 9 }),
      row('loanPeriod', 2, { patronCategoryId: 9 }),
      row('loanPeriod', 3, { branchId: 1, itemTypeId: 9 }),
    ];
    assert.equal(resolvePolicies(rows, subject).values.loanPeriod, 21);
  });

  it('tells blank from zero: a blank that is set means no limit and hides the wildcard', () => {
    const limited = row('maxLoans', 0);
    assert.equal(resolvePolicies([limited], subject).values.maxLoans, 0);
    assert.equal(resolvePolicies([limited, row('maxLoans', null, { branchId: 1 })], subject).values.maxLoans, null);
  });

  it('never depends on the order of the rows', () => {
    const id = fc.constantFrom(null, 1, 2, 3);
    const scope = fc.record({ branchId: id, patronCategoryId: id, itemTypeId: id });
    const scopes = fc.uniqueArray(scope, { selector: (each) => scopeKey('loanPeriod', each) });
    fc.assert(
      fc.property(scopes, (each) => {
        const rows = each.map((one) => row('loanPeriod', nextId, one));
        const forwards = resolvePolicies(rows, subject).values.loanPeriod;
        assert.equal(resolvePolicies(rows.toReversed(), subject).values.loanPeriod, forwards);
      }),
    );
  });
});

describe('setting a policy value', () => {
  const cases: [string, Partial<PolicyScope>, unknown, string | null][] = [
    ['loanPeriod', {}, 14, null],
    ['loanPeriod', {}, 0, null],
    ['loanPeriod', {}, null, 'policy_value_invalid'],
    ['loanPeriod', {}, -1, 'policy_value_invalid'],
    ['loanPeriod', {}, 1.5, 'policy_value_invalid'],
    ['loanPeriod', {}, '14', 'policy_value_invalid'],
    ['maxLoans', {}, null, null],
    ['overduePeriod', {}, 0, 'policy_value_invalid'],
    ['closedDays', { branchId: 1 }, 'roll_forward', null],
    ['closedDays', { itemTypeId: 1 }, 'roll_forward', 'policy_scope_invalid'],
    ['closedDays', {}, 'sometimes', 'policy_value_invalid'],
    ['minimumAge', { patronCategoryId: 1 }, 12, 'policy_scope_invalid'],
    ['maxHolds', { itemTypeId: 1 }, 3, 'policy_scope_invalid'],
    ['noAutoRenewalAfter', {}, '2028-02-29', null],
    ['noAutoRenewalAfter', {}, '2027-02-29', 'policy_value_invalid'],
    ['toString', {}, 1, 'policy_unknown'],
  ];
  for (const [name, scope, value, fault] of cases) {
    it(`${name} ${JSON.stringify(scope)} = ${JSON.stringify(value)}: ${fault ?? 'accepted'}`, () => {
      assert.equal(faultOfPolicyValue(name, { ...anywhere, ...scope }, value), fault);
    });
  }

  it('accepts every default', () => {
    for (const name of POLICY_NAMES) {
      assert.equal(faultOfPolicyValue(name, anywhere, POLICY_DEFINITIONS[name].default), null, name);
    }
  });
});

describe('the branch whose policies apply (rule 2)', () => {
  const branches = { desk: 1, patronHome: 2, itemHome: 3 };
  for (const [setting, branch] of [
    ['desk', 1],
    ['patron_home', 2],
    ['item_home', 3],
  ] as const) {
    it(`is ${branch} for ${setting}`, () => assert.equal(policyBranch(setting, branches), branch));
  }
});
