import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { POLICY_DEFINITIONS, POLICY_NAMES, type PolicyScope } from './policy-definitions.ts';
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

  it('lets the most specific row win for each value on its own, whatever the order of the rows', () => {
    const id = fc.constantFrom(null, null, 1, 2, 3);
    const scope = fc.record({ branchId: id, patronCategoryId: id, itemTypeId: id });
    const set = fc.record({ name: fc.constantFrom('loanPeriod', 'maxRenewals', 'isHoldAllowed'), scope });
    const sets = fc.uniqueArray(set, { selector: (each) => scopeKey(each.name, each.scope), maxLength: 40 });
    /** Branch before category before type, each exact value before the wildcard. */
    const outranks = (one: PolicyScope, other: PolicyScope) => {
      for (const dimension of ['branchId', 'patronCategoryId', 'itemTypeId'] as const) {
        const [is, was] = [one[dimension] !== null, other[dimension] !== null];
        if (is !== was) return is;
      }
      return false;
    };
    fc.assert(
      fc.property(sets, (each) => {
        const rows = each.map((one, index) => ({ id: index + 1, name: one.name, value: index, ...one.scope }));
        const resolved = resolvePolicies(rows, subject);
        assert.deepEqual(resolvePolicies(rows.toReversed(), subject), resolved);
        for (const name of POLICY_NAMES) {
          const candidates = rows.filter(
            (one) =>
              one.name === name &&
              (one.branchId ?? 1) === 1 &&
              (one.patronCategoryId ?? 2) === 2 &&
              (one.itemTypeId ?? 3) === 3,
          );
          const best = candidates.find((one) => candidates.every((other) => one === other || outranks(one, other)));
          assert.equal(best === undefined, candidates.length === 0);
          assert.equal(resolved.values[name], best?.value ?? POLICY_DEFINITIONS[name].default);
          assert.equal(resolved.sources[name]?.id, best?.id);
        }
      }),
    );
  });

  it('names the row that gave a value by its id and its place', () => {
    const given = row('maxLoans', 5, { branchId: 1, itemTypeId: 3 });
    const { sources } = resolvePolicies([given], subject);
    assert.deepEqual(sources.maxLoans, { id: given.id, branchId: 1, patronCategoryId: null, itemTypeId: 3 });
  });
});

describe('the key of a value’s place', () => {
  it('tells every place apart', () => {
    assert.equal(scopeKey('maxLoans', anywhere), 'maxLoans|*|*|*');
    assert.equal(scopeKey('maxLoans', { branchId: 1, patronCategoryId: 2, itemTypeId: 3 }), 'maxLoans|1|2|3');
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
