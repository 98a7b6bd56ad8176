import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfPolicyValue } from '../circulation/policy-definitions.ts';
import { createRandom } from './random.ts';
import { POLICIES } from './town.ts';

test('every policy of the town may be set where it is set', () => {
  for (const [name, value, scope = {}] of POLICIES) {
    const ids = {
      branchId: scope.branch === undefined ? null : 1,
      patronCategoryId: scope.category === undefined ? null : 1,
      itemTypeId: scope.type === undefined ? null : 1,
    };
    assert.equal(faultOfPolicyValue(name, ids, value), null, name);
  }
});

test('a seed gives the same numbers, and weights are kept', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
  assert.deepEqual(numbers(7), numbers(7));
  assert.notDeepEqual(numbers(7), numbers(8));
  const random = createRandom(1);
  const counts = [0, 0, 0];
  for (let draw = 0; draw < 3000; draw += 1) counts[random.weighted([1, 0, 2])]! += 1;
  assert.equal(counts[1], 0);
  assert.ok(counts[2]! > counts[0]! * 1.7 && counts[2]! < counts[0]! * 2.3);
});
